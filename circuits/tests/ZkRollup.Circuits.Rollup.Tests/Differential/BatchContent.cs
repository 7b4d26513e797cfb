using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>What a batch has of all that a batch can have, by name.</summary>
internal static class BatchContent
{
    /// <summary>The names of all programs.</summary>
    internal static IEnumerable<string> Programs => ProgramSet.All.Select(program => program.Name);

    /// <summary>Programs, kinds of transactions, and outcomes of operations that were invalid.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="slots">T: slots that no step takes run the padding program.</param>
    internal static HashSet<string> Of(BatchInput batch, BatchPlan plan, int slots)
    {
        HashSet<string> items = [.. plan.Steps.Select(step => step.Program.Name)];
        if (plan.StepCount < slots)
        {
            _ = items.Add(ProgramSet.Padding.Name);
        }

        // An encoding begins with the number of the kind (docs/protocol.md, 15.1).
        int operations = 0;
        foreach (BatchTransaction transaction in batch.Transactions)
        {
            TransactionKind kind = (TransactionKind)transaction.Encoded.Span[0];
            _ = items.Add(Kind(kind));
            if (transaction.Queue is not null && plan.PublicData.Operations[operations++].Outcome is { TookEffect: false } outcome)
            {
                _ = items.Add(Invalid(kind, outcome.Code));
            }
        }

        return items;
    }

    internal static string Kind(TransactionKind kind) => $"kind {kind}";

    internal static string Invalid(TransactionKind kind, OutcomeCode outcome) => $"invalid {kind}: {outcome}";
}
