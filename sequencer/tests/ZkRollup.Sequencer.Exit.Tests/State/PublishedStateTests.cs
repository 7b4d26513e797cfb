using Xunit.Abstractions;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;

namespace ZkRollup.Sequencer.Exit.Tests.State;

public sealed class PublishedStateTests(ITestOutputHelper output)
{
    [Fact]
    public void Apply_AllBatches_AddUpToTheRootOfTheEngine()
    {
        using PublishedBatches batches = new(1_500);
        PublishedState state = new();
        Assert.Null(state.Check());
        foreach (BatchPublicData batch in batches.All)
        {
            Assert.Equal(StateFault.None, state.Apply(batch));
            Assert.Null(state.Check());
            Assert.Equal(0, state.UncheckedCount);
        }

        output.WriteLine($"seed {PublishedBatches.Seed}: {batches.All.Count} batches, {state.Records.Count} records");
        Assert.InRange(batches.All.Count, 3, 1_000);
        Assert.Equal(batches.All.Count, state.Next.Value);
        Assert.Equal(batches.Traffic.Engine.ComputeStateRoot(), state.Roots.ComputeStateRoot());
        Assert.DoesNotContain(state.Records, pair => pair.Value == default);
        Assert.True(state.NextOperation.Value > 0);
    }

    [Fact]
    public void Check_OnceAtTheEnd_FindsTheSame()
    {
        using PublishedBatches batches = new(800);
        PublishedState state = new();
        Assert.All(batches.All, batch => Assert.Equal(StateFault.None, state.Apply(batch)));
        Assert.True(state.UncheckedCount > 0);
        Assert.Null(state.Check());
    }

    /// <summary>A record that is published otherwise than it is shows in the root of its subtree, whichever it is.</summary>
    [Theory]
    [InlineData(Subtree.Accounts)]
    [InlineData(Subtree.Instruments)]
    [InlineData(Subtree.System)]
    public void Check_ChangedRecord_NamesItsSubtree(Subtree subtree)
    {
        using PublishedBatches batches = new(300);
        PublishedState state = new();
        BatchPublicData first = batches.All[0];
        PublishedRecord[] records = first.Records.ToArray();
        int index = Array.FindIndex(records, record => record.Address.Subtree == subtree);
        records[index] = records[index] with { Record = records[index].Record with { A1 = records[index].Record.A1 ^ 1 } };
        Assert.Equal(StateFault.None, state.Apply(new(first.Header, first.Operations, first.Withdrawals, records)));
        Assert.Equal(subtree, state.Check());
    }

    [Fact]
    public void Apply_OtherThanTheNextBatch_IsRefusedAndChangesNothing()
    {
        using PublishedBatches batches = new(600);
        PublishedState state = new();
        BatchPublicData first = batches.All[0];
        Assert.Equal(StateFault.NumberDiffers, state.Apply(batches.All[1]));
        Assert.Equal(
            StateFault.OldRootsDiffer, state.Apply(With(first, first.Header with { Before = batches.All[1].Header.Before })));
        Assert.Equal(StateFault.OperationDiffers, state.Apply(With(first, first.Header with { FirstQueueIndex = new(1) })));
        Assert.Equal((0L, 0), (state.Next.Value, state.Records.Count));
        Assert.Null(state.Check());
        Assert.Equal(StateFault.None, state.Apply(first));
        Assert.Equal(StateFault.NumberDiffers, state.Apply(first));
    }

    private static BatchPublicData With(BatchPublicData data, BatchHeader header) =>
        new(header, data.Operations, data.Withdrawals, data.Records);
}
