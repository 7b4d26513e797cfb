using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with an order.</summary>
internal static class OrderDefects
{
    private const long OtherMarket = 2;
    private const long OtherUnderlying = 1;
    private const long FourWeeks = 28L * 24 * 3_600 * 1_000;
    private const long Positions = RecordAddress.Positions;

    internal static DefectSet PlaceOrder { get; } = DefectSet.Of(
        TransactionKind.PlaceOrder,
        () =>
        {
            Script script = Scripts.Standard();
            return script.Add(
                Script.Final, state => Scripts.Order(state, script.FinalTime, Scripts.Alice, 0, Scripts.Market, 0, Scripts.Mark, 10));
        },
        [.. SessionDefects.Session, .. OfMessage, .. OfSession, .. OfMarket, .. OfAccount],
        ImpossiblePairs.PlaceOrder);

    private static Defect[] OfMessage =>
    [
        new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
        new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", 0))),
        new(Cause.TimeInForceInvalid, script => script.EditFinal(c => c.With("timeInForce", 3))),
        new(Cause.SelfTradeModeInvalid, script => script.EditFinal(c => c.With("selfTradeMode", 3))),
        new(Cause.PriceInvalid, script => script.EditFinal(c => c.With("price", 0))),
        new(Cause.PriceInvalid, script => script.EditFinal(c => c.With("price", Scripts.Mark + 1))),
        new(Cause.PriceInvalid, script => script.EditFinal(c => c.With("price", Scripts.PriceCap + Scripts.PriceStep))),
        new(Cause.QuantityInvalid, script => script.EditFinal(c => c.With("quantity", 0))),
        new(Cause.QuantityInvalid, script => script.EditFinal(c => c.With("quantity", (2 * Scripts.PositionLimit) + 1))),
        new(Cause.OrderExpiryInvalid, script => script.EditFinal(c => c.With("expiry", script.FinalTime))),
        new(Cause.OrderExpiryInvalid, script => script.EditFinal(c => c.With("expiry", script.FinalTime + FourWeeks + 1))),
        new(Cause.OrderExpiryInvalid, script => script.EditFinal(c => c.With("timeInForce", 1).With("expiry", 1))),
        new(Cause.DeadlineTooFar, script => script.EditFinal(
            c => c.With("timeInForce", 1).With("expiry", 0).With("deadline", script.FinalTime + 10_001))),
        new(Cause.FeeAboveMaximum, script => script.EditFinal(c => c.With("maximumFee", 0))),
        new(Cause.FeeAboveMaximum, script => script.EditFinal(c => c.With("maximumFee", 499))),
        new(Cause.ReduceOnlyViolated, script => script.EditFinal(c => c.With("reduceOnly", 1))),
        new(Cause.PriceOutsideBand, script => script.EditFinal(c => c.With("price", Scripts.Mark + 55))),
        new(Cause.PositionLimitExceeded, script => script.EditFinal(c => c.With("quantity", Scripts.PositionLimit + 1))),
        new(Cause.PostOnlyWouldCross, script => script.EditFinal(c => c.With("timeInForce", 2))),
    ];

    private static Defect[] OfSession =>
    [
        new(Cause.MarketNotInScope, script => script.Edit("session", c => c.With("markets", Scripts.AllMarkets - 1))),
        new(Cause.NotionalAboveSessionLimit, script => script.Edit("session", c => c.With("largestNotional", 1))),
        new(Cause.BudgetExhausted, script => script.Edit("session", c => c.With("budget", 1))),
    ];

    private static Defect[] OfMarket =>
    [
        new(Cause.InstrumentClosed, script => script.Edit("list", c => c.With("kind", 2).With("expiry", script.FinalTime))),
        new(Cause.InstrumentClosed, SettleBefore),
        new(Cause.MarketReducesOnly, script => script.Before(
            "close", state => Scripts.Parameters(state, script.FinalTime, Scripts.Market).With("open", 0))),
        new(Cause.NotionalBelowMinimum, script => script.Before(
            "raise minimum", state => Scripts.Parameters(state, script.FinalTime, Scripts.Market).With("minimumNotional", 1L << 46))),
        new(Cause.MarkUnusable, script => script.Omit("mark").Omit("ask")),
        new(Cause.MarkUnusable, script => script.FinalTime = Script.Start + 63_000),
        new(Cause.MarkUnusable, StaleElsewhere),
        new(Cause.PositionLimitExceeded, script => script.Before(
            "lower limit", state => Scripts.Parameters(state, script.FinalTime, Scripts.Market).With("positionLimit", 9))),
    ];

    private static Defect[] OfAccount =>
    [
        new(Cause.TooManyOrders, script => script.BeforeAll("orders", state => FillOrders(state, script.FinalTime))),
        new(Cause.TooManyPositions, script => script.BeforeAll("positions", state => FillPositions(state, script.FinalTime))),
        new(Cause.MarginInsufficient, script => script.Before("withdraw all", _ => WithdrawAll(script.FinalTime))),
        new(Cause.MarginInsufficient, LoseElsewhere),
    ];

    private static Command WithdrawAll(long time) =>
        Scripts.Plain(TransactionKind.ForcedWithdraw, Scripts.Alice, Scripts.AmountMax, Scripts.Alice).At(time);

    /// <summary>The market is a future that has been settled.</summary>
    private static void SettleBefore(Script script)
    {
        script.Edit("list", c => c.With("kind", 2).With("expiry", Script.Start + 3_000));
        script.BeforeAll("settle", _ => Scripts.MoveTo(script.FinalTime, 0, Scripts.Market, Scripts.Mark));
    }

    /// <summary>Alice has a position in another market whose mark is too old; that of the market is not.</summary>
    private static void StaleElsewhere(Script script)
    {
        script.FinalTime = Script.Start + 63_000;
        script.BeforeAll("other market", state => Scripts.ListMarked(state, OtherMarket, OtherUnderlying));
        script.BeforeAll("other position", state => Scripts.Buy(state, Script.Start, OtherMarket, Scripts.Mark, 1));
        script.BeforeAll("mark again", _ => Scripts.MoveTo(script.FinalTime, 0, Scripts.Market, Scripts.Mark));
    }

    /// <summary>Alice withdraws what she can, and then loses on a position in another market.</summary>
    private static void LoseElsewhere(Script script)
    {
        script.BeforeAll("losing market", state => Scripts.ListMarked(state, OtherMarket, OtherUnderlying));
        script.BeforeAll("losing position", state => Scripts.Buy(state, Script.Start, OtherMarket, Scripts.Mark, 100));
        script.Before("withdraw first", _ => WithdrawAll(Script.Start));
        script.BeforeAll("loss", _ => Scripts.MoveTo(Script.Start + 3_000, OtherUnderlying, OtherMarket, Scripts.Mark * 96 / 100));
    }

    /// <summary>Bids far below the mark in another market, until there may be no more.</summary>
    private static IEnumerable<Command> FillOrders(StateView state, long time)
    {
        // If all positions are taken, then by the markets from 10 on.
        bool isFull = state.Account(Scripts.Alice).PositionMask == (1 << (int)Positions) - 1;
        long market = isFull ? 10 : 40;
        foreach (Command command in isFull ? [] : Scripts.ListMarked(state, market, 0))
        {
            yield return command.At(time);
        }

        while (state.Account(Scripts.Alice).OpenOrders < 200)
        {
            yield return Scripts.Order(state, time, Scripts.Alice, 1, market, 0, Scripts.PriceStep, 1);
        }
    }

    /// <summary>A position of one lot in each of eight other markets.</summary>
    private static IEnumerable<Command> FillPositions(StateView state, long time)
    {
        for (long market = 10; state.Account(Scripts.Alice).PositionMask != (1 << (int)Positions) - 1; market++)
        {
            foreach (Command command in Scripts.ListMarked(state, market, 0))
            {
                yield return command.At(time);
            }

            foreach (Command command in Scripts.Buy(state, time, market, Scripts.Mark, 1))
            {
                yield return command;
            }
        }
    }
}
