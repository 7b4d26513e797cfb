using Xunit.Abstractions;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>What the engine did, as witnesses of the rollup circuit.</summary>
public sealed class RollupBatchTests(ITestOutputHelper output)
{
    private const ulong Seed = 20261122;

    private static readonly Lazy<RollupCircuit> Rollup = new(() => new(RollupSizes.Standard));

    [Theory]
    [InlineData(0, 110)]
    public void Batches_OfTraffic_SatisfyTheCircuit(int profile, int commands)
    {
        RollupCircuit rollup = Rollup.Value;
        int slots = rollup.Built.Circuit.SlotsMin;
        BatchTraffic traffic = new(Seed, TrafficProfile.All[profile], rollup.Sizes.LimitsFor(slots));
        traffic.Run(commands);
        traffic.Batcher.Close();
        List<BatchInput> batches = traffic.TakeAll();
        output.WriteLine($"seed {Seed}, {TrafficProfile.All[profile].Name}: {batches.Count} batches");
        Assert.NotEmpty(batches);
        foreach (BatchInput batch in batches)
        {
            BatchPlan plan = BatchPlan.Create(batch, rollup.Sizes.LimitsFor(slots));
            output.WriteLine(
                $"{batch.Transactions.Count} transactions, {plan.StepCount} steps, {plan.Touched.Count} records, {plan.NodeCount} nodes");
            Trace trace = rollup.Generate(plan, slots);
            IReadOnlyList<CheckFailure> failures = MockChecker.Check(
                rollup.Built.Circuit, trace, BatchStatement.ToInputs(plan.PublicData, batch.Domain));
            Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10).Select(failure => rollup.Describe(failure, trace))));
        }
    }
}
