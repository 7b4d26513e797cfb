using System.Text.RegularExpressions;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Each forgery is noticed by exactly the constraints that are there for it.</summary>
public sealed partial class ForgeryTests
{
    private static readonly Lazy<(Forger Forger, Forgery[] All)> Forgeries = new(() =>
    {
        Forger forger = new();
        return (forger, All(forger));
    });

    /// <summary>The names of all forgeries.</summary>
    public static TheoryData<string> Names => [.. Forgeries.Value.All.Select(forgery => forgery.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_Forgery_FiresExactlyItsLabels(string name)
    {
        (Forger forger, Forgery[] all) = Forgeries.Value;
        Forgery forgery = all.Single(candidate => candidate.Name == name);
        string[] fired = [.. forger.Fired(forgery).Select(label => LimbNumber().Replace(label, "limb")).Distinct()];
        Assert.Equal(forgery.Labels, fired);
    }

    internal static Forgery[] All(Forger forger) =>
    [
        .. MemoryForgeries.All(forger),
        .. TouchedForgeries.All(forger),
        .. NodeForgeries.All(forger),
        .. CopyForgeries.All(forger),
        .. SplitForgeries.All(forger),
    ];

    [GeneratedRegex(@"limb\[\d+\]")]
    private static partial Regex LimbNumber();
}
