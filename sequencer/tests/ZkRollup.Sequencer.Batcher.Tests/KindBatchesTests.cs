using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>Every kind in batches of the smallest T; <see cref="BatchProofTests"/> proves all but those that wait.</summary>
public sealed class KindBatchesTests(ITestOutputHelper output)
{
    private static readonly (TransactionKind Kind, OutcomeCode[] Outcomes)[] InvalidOperations =
    [
        (TransactionKind.Deposit, [OutcomeCode.AmountUnusable, OutcomeCode.OwnerDiffers]),
        (TransactionKind.ChangeMasterKey, [OutcomeCode.AccountUnknown, OutcomeCode.OwnerDiffers, OutcomeCode.KeyUnusable]),
        (TransactionKind.ForcedCancelAll, [OutcomeCode.AccountUnknown, OutcomeCode.OwnerDiffers]),
        (TransactionKind.ForcedWithdraw, [OutcomeCode.AccountUnknown, OutcomeCode.OwnerDiffers, OutcomeCode.NothingFree]),
        (
            TransactionKind.ForcedClose,
            [
                OutcomeCode.AccountUnknown, OutcomeCode.OwnerDiffers, OutcomeCode.InstrumentUnknown, OutcomeCode.NoSuchPosition,
                OutcomeCode.InstrumentClosed,
            ]),
        (
            TransactionKind.ListInstrument,
            [OutcomeCode.InstrumentUnknown, OutcomeCode.InstrumentExists, OutcomeCode.ParametersUnusable]),
        (TransactionKind.SetParameters, [OutcomeCode.InstrumentUnknown, OutcomeCode.ParametersUnusable]),
        (TransactionKind.SetOracleKey, [OutcomeCode.KeyUnusable]),
    ];

    [LanesFact]
    public void Batches_OfEveryKind_RunEveryProgramAndSatisfyTheCircuit()
    {
        BatchChecker checker = new();
        List<BatchInput> batches = [.. KindBatches.Make(BatchChecker.Limits), .. KindBatches.MakeWaiting(BatchChecker.Limits)];
        foreach (BatchInput batch in batches)
        {
            BatchPlan plan = checker.Require("kinds", batch);
            output.WriteLine($"batch {batch.Number}: {batch.Transactions.Count} transactions, {plan.StepCount} steps");
        }

        output.WriteLine(checker.ToString());
        Assert.InRange(batches.Count, 6, 12);
        Assert.All(Enum.GetValues<TransactionKind>(), kind => Assert.Contains(BatchContent.Kind(kind), checker.Content));
        string[] invalid =
            [.. InvalidOperations.SelectMany(pair => pair.Outcomes.Select(outcome => BatchContent.Invalid(pair.Kind, outcome)))];
        Assert.Equal(invalid.Order(), checker.Content.Where(item => item.StartsWith("invalid ", StringComparison.Ordinal)).Order());
        Assert.All(BatchContent.Programs, name => Assert.Contains(name, checker.Content));
    }
}
