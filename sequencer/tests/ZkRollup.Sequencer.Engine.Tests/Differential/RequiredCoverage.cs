using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Causes;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>What the streams of a run must reach, and how often at least: otherwise they prove less than they seem to.</summary>
internal static class RequiredCoverage
{
    private const long Often = 20;
    private const long Sometimes = 3;

    /// <summary>What no stream reaches, with the reason.</summary>
    internal static IReadOnlyDictionary<string, string> Unreachable { get; } = new Dictionary<string, string>
    {
        [Coverage.Of(TransactionKind.OpenSession, Cause.TooManySessions)] = "it takes 2^24 − 1 sessions of one account",
        [Coverage.Of(EndOfMatching.Band)] = "an order's price is within the band, so nothing crosses first; a liquidation cancels nothing",
        [Coverage.Of(TransactionKind.Liquidate, RemovalCause.SelfTrade)] = "the epoch of the account's own orders has passed",
        [Coverage.Of(TransactionKind.RemoveOrder, RemovalCause.SelfTrade)] = "never by itself",
        [Coverage.Of(TransactionKind.PlaceOrder, RemovalCause.InstrumentClosed)] = "a closed instrument takes no orders",
        [Coverage.Of(TransactionKind.PlaceOrder, RemovalCause.Disconnected)] = "matching removes nothing for it",
        [Coverage.Of(TransactionKind.Liquidate, RemovalCause.InstrumentClosed)] = "nothing is liquidated in a closed instrument",
        [Coverage.Of(TransactionKind.Liquidate, RemovalCause.Disconnected)] = "matching removes nothing for it",
    };

    /// <summary>One line for each item that was reached too rarely, or that was reached although it cannot be.</summary>
    internal static IEnumerable<string> Shortfalls(Coverage coverage)
    {
        foreach ((string item, long least) in Items())
        {
            bool isUnreachable = Unreachable.ContainsKey(item);
            if (isUnreachable ? coverage[item] > 0 : coverage[item] < least)
            {
                yield return $"{item}: {coverage[item]} of {(isUnreachable ? 0 : least)}";
            }
        }
    }

    /// <summary>A liquidation meets so few of these that a short run may see none; orders meet all of them.</summary>
    private static bool IsRare(RemovalCause cause) =>
        cause is RemovalCause.FeeAboveMaximum or RemovalCause.BudgetExhausted or RemovalCause.ReduceOnlyViolated;

    internal static IEnumerable<(string Item, long Least)> Items()
    {
        foreach (TransactionKind kind in CommandSchema.Kinds)
        {
            foreach (Refusal refusal in PreconditionTable.Of(kind).Select(p => p.Refusal))
            {
                string name = refusal.Outcome == default ? Coverage.Of(kind, refusal.Cause) : Coverage.Of(kind, refusal.Outcome);
                yield return (name, Sometimes);
            }

            if (!CommandSchema.IsQueueOperation(kind))
            {
                yield return (Coverage.Of(kind, Cause.Accepted), Often);
            }
        }

        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            yield return (Coverage.Of(kind), Often);
        }

        foreach (EndOfMatching end in Enum.GetValues<EndOfMatching>())
        {
            yield return (Coverage.Of(end), Sometimes);
        }

        foreach (RemovalCause cause in Enum.GetValues<RemovalCause>())
        {
            yield return (Coverage.Of(TransactionKind.PlaceOrder, cause), Sometimes);
            yield return (Coverage.Of(TransactionKind.Liquidate, cause), IsRare(cause) ? 0 : 1);
            yield return (Coverage.Of(TransactionKind.RemoveOrder, cause), Sometimes);
        }

        yield return (Coverage.Of(TransactionKind.Deposit, OutcomeCode.DoneWithoutKey), Sometimes);
        yield return (Coverage.Of(TransactionKind.ForcedWithdraw, OutcomeCode.Paid), Often);
        yield return (Coverage.Of(TransactionKind.ForcedClose, OutcomeCode.Closed), Often);
        foreach (TransactionKind kind in new[] { TransactionKind.Liquidate, TransactionKind.ForcedClose })
        {
            yield return ($"{kind} trades with insurance", Often);
        }

        yield return ("ForcedClose trades with an account", Often);
        yield return ("Deleverage trades with an account", Often);
        yield return ("makers touched: 2^6", Sometimes);
    }
}
