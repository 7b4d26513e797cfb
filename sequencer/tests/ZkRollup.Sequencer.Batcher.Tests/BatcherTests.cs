using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Batcher.Tests;

public sealed class BatcherTests(ITestOutputHelper output)
{
    private const ulong Seed = 20261121;

    [Fact]
    public void Batches_OfTraffic_FollowOneAnotherToTheRootOfTheEngine()
    {
        BatchLimits limits = new(Slots: 64, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(1_200);
        traffic.Batcher.Close();
        List<BatchInput> batches = traffic.TakeAll();
        output.WriteLine($"seed {Seed}: {batches.Count} batches");
        Assert.InRange(batches.Count, 3, 1_000);
        BatchPublicData? before = null;
        foreach (BatchInput batch in batches)
        {
            Assert.Equal(BatchFileStatus.Success, BatchFile.TryRead(BatchFile.ToBytes(batch), out BatchInput? read, out _));
            BatchPlan plan = BatchPlan.Create(read!, limits);
            Assert.True(plan.Fits(limits));
            if (before is not null)
            {
                Assert.Equal(before.Header.After, plan.PublicData.Header.Before);
                Assert.Equal(before.Header.LastSequence.Value + 1, plan.PublicData.Header.FirstSequence.Value);
                Assert.Equal(before.Header.LastTime, plan.PublicData.Header.FirstTime);
            }

            before = plan.PublicData;
        }

        Assert.Equal(traffic.Engine.ComputeStateRoot(), before!.Header.After.ComputeStateRoot());
        Assert.Equal(traffic.Batcher.Root, before.Header.After.ComputeStateRoot());
    }

    [Theory]
    [InlineData(16, 5, 80)]
    [InlineData(64, 1, 80)]
    [InlineData(64, 80, 3)]
    public void Batches_WithLittleRoom_AreClosedByWhatFillsFirst(int slots, int touched, int nodes)
    {
        BatchLimits limits = new(slots, touched, nodes, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(300);
        List<BatchInput> batches = traffic.TakeAll();
        Assert.NotEmpty(batches);
        foreach (BatchInput batch in batches)
        {
            BatchPlan plan = BatchPlan.Create(batch, limits);
            Assert.True(plan.Fits(limits));

            // None of them is closed while there is much room of every kind.
            Assert.True(
                plan.StepCount > slots / 2 || plan.Touched.Count > touched * slots / 2 || plan.NodeCount > nodes * slots / 2,
                $"{plan.StepCount} steps, {plan.Touched.Count} records, {plan.NodeCount} nodes");
        }
    }

    [Fact]
    public void Batch_WhoseFirstTransactionIsOld_IsClosedByTime()
    {
        BatchLimits limits = new(Slots: 4_096, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        const long duration = 2_000;
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits, duration);
        traffic.Run(400);
        List<BatchInput> batches = traffic.TakeAll();
        Assert.InRange(batches.Count, 2, 400);
        Assert.All(batches, batch => Assert.InRange(batch.Transactions[^1].Time.Value - batch.Transactions[0].Time.Value, 0, duration));
    }

    [Fact]
    public void Plan_OfAnAlteredBatch_NamesTheTransaction()
    {
        BatchLimits limits = new(Slots: 64, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(300);
        BatchInput batch = traffic.TakeAll()[0];
        BatchTransaction[] swapped = [.. batch.Transactions];
        (swapped[0], swapped[1]) = (swapped[1], swapped[0]);
        string message = Assert.Throws<InvalidDataException>(() => BatchPlan.Create(batch with { Transactions = swapped }, limits)).Message;
        Assert.Matches("^Transaction [01] cannot be proven: No program can take the next step", message);
    }
}
