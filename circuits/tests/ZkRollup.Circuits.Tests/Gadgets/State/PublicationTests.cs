using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>The published words are those of the changed records of public subtrees, no more, no less, no others.</summary>
public sealed class PublicationTests
{
    private static readonly Lazy<Forger> Shared = new(() => new());

    [Fact]
    public void Publication_Honest_Passes() => Assert.Empty(Labels(Honest()));

    [Fact]
    public void Publication_ManyRecordsInAnyOrder_Passes()
    {
        StateBatch batch = StateWorkload.Random(StateSizes.Small, seed: 2).Run();
        Assert.True(batch.Published.Length > 2);
        StateCircuit circuit = new(StateSizes.Small);
        Assert.Empty(circuit.Check(batch with { Published = [.. batch.Published.Reverse()] }));
    }

    /// <summary>The batch touches X, A and T; A is an order, and T stays as it is.</summary>
    [Fact]
    public void Publication_UnchangedAndPrivateRecords_AreNotPublished() =>
        Assert.Equal([Forger.AddressX], Shared.Value.Honest.Published.Select(record => record.Address));

    [Fact]
    public void Publication_WordOmitted_IsNoticed() =>
        Assert.Equal(["touched.publish"], Labels([.. Honest().Select(_ => Array.Empty<Fr>())]));

    [Fact]
    public void Publication_WordInvented_IsNoticed() =>
        Assert.Equal(["publication.word"], Labels([.. Honest().Select(word => (Fr[])[.. word, Fr.One])]));

    [Fact]
    public void Publication_WordTwice_IsNoticed() =>
        Assert.Equal(["touched.publish"], Labels([.. Honest().Select(word => (Fr[])[.. word, .. word])]));

    [Fact]
    public void Publication_ZeroWordCounted_IsNoticed() =>
        Assert.Equal(["publication.word"], Labels([.. Honest().Select((word, i) => (Fr[])[.. word, i == 0 ? Fr.One : Fr.Zero])]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Publication_WordOrKindChanged_IsNoticed(int column)
    {
        Fr[][] words = Honest();
        words[column][0] += Fr.One;
        Assert.Equal(["publication.word", "touched.publish"], Labels(words));
    }

    private static Fr[][] Honest() => [.. StateCircuit.Publish(Shared.Value.Honest).Columns.Select(column => column.ToArray())];

    private static string[] Labels(Fr[][] words)
    {
        PublicInputs inputs = StateCircuit.Publish(Shared.Value.Honest) with { Columns = words };
        return StateCircuit.Labels(MockChecker.Check(Shared.Value.Circuit.Built.Circuit, Shared.Value.Trace, inputs));
    }
}
