using System.Globalization;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Witness;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>Takes batches through the witness of the rollup circuit and the mock checker, and counts them.</summary>
internal sealed class BatchChecker
{
    private const int FailuresShown = 10;
    private static readonly Lazy<RollupCircuit> Shared = new(() => new(RollupSizes.Standard));
    private int _batches;
    private int _transactions;
    private int _steps;

    /// <summary>The circuit, made once.</summary>
    internal static RollupCircuit Rollup => Shared.Value;

    /// <summary>The smallest T.</summary>
    internal static int Slots => Rollup.Built.Circuit.SlotsMin;

    /// <summary>What a batch of the smallest T has room for.</summary>
    internal static BatchLimits Limits => Rollup.Sizes.LimitsFor(Slots);

    /// <summary>Programs, kinds and invalid outcomes of the batches that satisfied the circuit.</summary>
    internal HashSet<string> Content { get; } = [];

    /// <summary>The first failures, in words; empty for none.</summary>
    internal static string Failures(BatchInput batch, BatchPlan plan)
    {
        Trace trace = Rollup.Generate(plan, Slots);
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(
            Rollup.Built.Circuit, trace, BatchStatement.ToInputs(plan.PublicData, batch.Domain));
        return string.Join('\n', failures.Take(FailuresShown).Select(failure => Rollup.Describe(failure, trace)));
    }

    /// <summary>A batch as it comes back from its file must satisfy the circuit.</summary>
    /// <param name="name">Where it comes from.</param>
    /// <param name="batch">The batch.</param>
    internal BatchPlan Require(string name, BatchInput batch)
    {
        Assert.Equal(BatchFileStatus.Success, BatchFile.TryRead(BatchFile.ToBytes(batch), out BatchInput? read, out _));
        BatchPlan plan = BatchPlan.Create(read!, Limits);
        string failures = Failures(read!, plan);
        Assert.True(failures.Length == 0, $"{name}, batch {batch.Number}:\n{failures}");
        Content.UnionWith(BatchContent.Of(read!, plan, Slots));
        _batches++;
        _transactions += batch.Transactions.Count;
        _steps += plan.StepCount;
        return plan;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_batches} batches, {_transactions} transactions, {_steps} steps in {_batches * Slots} slots satisfy the circuit");
}
