using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
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
        Assert.Equal(Enumerable.Range(0, batches.Count).Select(number => new BatchNumber(number)), batches.Select(batch => batch.Number));
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
    public void State_OfBatchesThatLeaveASubtreeAlone_HoldsTheChildrenOfItsRoot()
    {
        BatchLimits limits = new(Slots: 8, TouchedPerSlot: 30, NodesPerSlot: 80, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(300);
        HashSet<Subtree> leftAlone = [];
        foreach (BatchInput batch in traffic.TakeAll())
        {
            MerkleSnapshot tree = batch.State.ToTree().Snapshot();
            leftAlone.UnionWith(Enum.GetValues<Subtree>().Except(
                BatchPlan.Create(batch, limits).Touched.Select(address => address.Subtree)));
            for (uint subtree = 0; subtree < MerkleTree.Arity; subtree++)
            {
                Fr[] children = new Fr[MerkleTree.Arity];
                for (uint child = 0; child < MerkleTree.Arity; child++)
                {
                    children[child] = tree.GetNode(RecordAddress.SubtreeDepth - 1, (subtree * MerkleTree.Arity) + child);
                }

                Fr root = Poseidon2.Compress(children[0], children[1], children[2], children[3], TreeDomain.Node);
                Assert.Equal(tree.GetNode(RecordAddress.SubtreeDepth, subtree), root);
            }
        }

        Assert.Contains(Subtree.Orders, leftAlone);
        Assert.Contains(Subtree.System, leftAlone);
    }

    [Fact]
    public void Plan_OfAnAlteredBatch_NamesTheTransaction()
    {
        BatchLimits limits = new(Slots: 64, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(300);
        BatchInput batch = traffic.TakeAll()[0];
        BatchTransaction[] swapped = [.. batch.Transactions];
        (swapped[0], swapped[1]) = (swapped[1] with { Queue = swapped[0].Queue }, swapped[0] with { Queue = swapped[1].Queue });
        string message = Assert.Throws<InvalidDataException>(() => BatchPlan.Create(batch with { Transactions = swapped }, limits)).Message;
        Assert.Matches("^Transaction [01] cannot be proven: No program can take the next step", message);
    }

    [Theory]
    [InlineData(true, 1, "has place {0} in the L1 queue, expected place {1}.")]
    [InlineData(true, -1, "has place {0} in the L1 queue, expected place {1}.")]
    [InlineData(true, null, "has no place in the L1 queue, expected place {1}.")]
    [InlineData(false, 1, "has place {0} in the L1 queue, expected no place.")]
    public void Plan_WithAnotherPlaceInTheQueue_NamesBothPlaces(bool isOperation, int? difference, string expected)
    {
        BatchLimits limits = new(Slots: 64, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(300);
        BatchInput batch = traffic.TakeAll()[0];
        int changed = Enumerable.Range(1, batch.Transactions.Count - 1)
            .First(i => isOperation ? batch.Transactions[i].Queue is { Value: > 0 } : batch.Transactions[i].Queue is null);
        long right = batch.Transactions[changed].Queue?.Value ?? 0;
        long? wrong = right + difference;
        BatchTransaction[] transactions = [.. batch.Transactions];
        transactions[changed] = transactions[changed] with { Queue = wrong is { } value ? new QueueIndex(value) : null };
        InvalidDataException refused = Assert.Throws<InvalidDataException>(
            () => BatchPlan.Create(batch with { Transactions = transactions }, limits));
        Assert.IsType<ArgumentException>(refused.InnerException);
        Assert.StartsWith($"Transaction {changed} cannot be proven: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(string.Format(CultureInfo.InvariantCulture, expected, wrong, right), refused.Message, StringComparison.Ordinal);
    }
}
