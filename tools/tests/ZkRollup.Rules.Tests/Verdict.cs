namespace ZkRollup.Rules.Tests;

/// <summary>Fails with every violation spelled out, which the usual assertions cut short.</summary>
internal static class Verdict
{
    internal static void None(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, $"{all.Length} violations:\n{string.Join('\n', all)}");
    }

    /// <summary>There is exactly one violation, and its text contains the expected words.</summary>
    internal static void One(string expected, IEnumerable<string> violations) =>
        Assert.Contains(expected, Assert.Single(violations), StringComparison.Ordinal);
}
