using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with transactions that need no signature.</summary>
internal static class RiskDefects
{
    private const long Target = 1_000_000;

    internal static DefectSet[] All { get; } =
    [
        DefectSet.Of(
            TransactionKind.RemoveOrder,
            () =>
            {
                Script script = Scripts.Standard();
                script.Add("cancel all", _ => Scripts.Plain(TransactionKind.ForcedCancelAll, Scripts.Bob, Scripts.Bob));
                return script.Add(
                    Script.Final, _ => Scripts.Plain(TransactionKind.RemoveOrder, 1, (long)RemovalCause.EpochPassed).At(script.FinalTime));
            },
            [
                SessionDefects.TimeDecreases,
                new(Cause.UnknownOrder, script => script.EditFinal(c => c.With("leaf", 2))),
                new(Cause.UnknownOrder, script => script.EditFinal(c => c.With("leaf", 0))),
                .. new long[] { 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 255 }.Select(cause => new Defect(
                    Cause.CauseNotGiven, script => script.EditFinal(c => c.With("cause", cause)))),
            ]),
        DefectSet.Of(
            TransactionKind.Liquidate,
            () => Liquidation(Scripts.Plain(TransactionKind.Liquidate, Scripts.Alice, Scripts.Market), hasBid: true),
            [
                .. Closing,
                new(Cause.NothingToClose, script => script.Omit("bid")),
                new(Cause.NothingToClose, script => script.Edit("bid", c => c.With("price", 600))),
            ],
            [
                new Impossible(Cause.UnknownAccount, NoPositions, Cause.NothingToClose),
                new Impossible(Cause.NoSuchPosition, NothingLeft, Cause.NothingToClose),
            ]),
        DefectSet.Of(
            TransactionKind.Deleverage,
            () => Liquidation(
                Scripts.Plain(TransactionKind.Deleverage, Scripts.Alice, Scripts.Market, Scripts.Carol), hasBid: false),
            [
                .. Closing,
                new(Cause.CounterpartyInvalid, script => script.EditFinal(c => c.With("counterparty", Scripts.Alice))),
                new(Cause.CounterpartyInvalid, script => script.EditFinal(c => c.With("counterparty", Scripts.Nobody))),
                new(Cause.CounterpartyInvalid, script => script.EditFinal(c => c.With("counterparty", Scripts.Bob))),
                new(Cause.BookNotExhausted, AddBid),
                new(Cause.InsuranceAvailable, FillInsurance),
            ],
            [
                new Impossible(Cause.UnknownAccount, NoPositions, Cause.BookNotExhausted),
                new Impossible(Cause.NoSuchPosition, NothingLeft, Cause.BookNotExhausted),
            ]),
        DefectSet.Of(
            TransactionKind.SettleExpiry,
            () =>
            {
                Script script = Scripts.Standard();
                script.Edit("list", c => c.With("kind", 2).With("expiry", Script.Start + 3_000));
                script.AddAll("buy", state => Scripts.Buy(state, Script.Start, Scripts.Market, Scripts.Mark, 5));
                script.AddAll("reports after", _ => Scripts.Reports(script.FinalTime, 0, Scripts.Mark));
                script.Add("settle", _ => Scripts.Plain(TransactionKind.UpdateMark, Scripts.Market).At(script.FinalTime));
                return script.Add(
                    Script.Final, _ => Scripts.Plain(TransactionKind.SettleExpiry, Scripts.Alice, Scripts.Market).At(script.FinalTime));
            },
            [
                SessionDefects.TimeDecreases,
                new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
                new(Cause.NotSettled, script => script.Omit("settle")),
                new(Cause.UnknownAccount, script => script.EditFinal(c => c.With("account", Scripts.Nobody))),
                new(Cause.NoSuchPosition, script => script.EditFinal(c => c.With("account", 0))),
                new(Cause.NoSuchPosition, script => script.EditFinal(c => c.With("account", 1))),
            ]),
        DefectSet.Of(
            TransactionKind.CollectFees,
            () =>
            {
                Script script = Scripts.Standard();
                script.AddAll("buy", state => Scripts.Buy(state, Script.Start, Scripts.Market, Scripts.Mark, 5));
                return script.Add(Script.Final, _ => Scripts.Plain(TransactionKind.CollectFees, Scripts.Market).At(script.FinalTime));
            },
            [
                SessionDefects.TimeDecreases,
                new(Cause.UnknownInstrument, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
                new(Cause.OperatorMissing, script => script.Omit("deposit 1")),
                new(Cause.NothingToCollect, script => script.Omit("buy")),
                new(Cause.NothingToCollect, script => script.Before(
                    "collect", _ => Scripts.Plain(TransactionKind.CollectFees, Scripts.Market).At(script.FinalTime))),
            ]),
    ];

    private const string NoPositions = "an account that does not exist has no position to close";
    private const string NothingLeft = "without a position there is nothing to close, for book or insurance";

    private static Defect[] Closing =>
    [
        SessionDefects.TimeDecreases,
        new(Cause.UnknownAccount, script => script.EditFinal(c => c.With("account", Scripts.Nobody))),
        new(Cause.NoSuchPosition, script => script.EditFinal(c => c.With("account", Scripts.Bob))),
        new(Cause.NoSuchPosition, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
        new(Cause.InstrumentClosed, script => script.Edit("list", c => c.With("kind", 2).With("expiry", script.FinalTime))),
        new(Cause.MarkUnusable, script => script.FinalTime = Script.Start + 90_000),
        new(Cause.AccountHealthy, script => script.Omit("fall").Omit("bid")),
        new(Cause.AccountHealthy, script => script.Before("rescue", _ => Scripts.Plain(
            TransactionKind.Deposit, Scripts.Alice, Scripts.AliceDeposit, Scripts.Alice, 0).At(Script.Start + 9_000))),
    ];

    /// <summary>Alice bought 100 lots on all her cash; the price fell by a tenth.</summary>
    private static Script Liquidation(Command last, bool hasBid)
    {
        Script script = Scripts.Standard().Omit("ask");
        script.Edit("deposit 2", c => c.With("amount", 101_000));
        script.AddAll("buy", state => Scripts.Buy(state, Script.Start, Scripts.Market, Scripts.Mark, 100));
        script.AddAll("fall", _ => Scripts.MoveTo(Script.Start + 3_000, 0, Scripts.Market, 950));
        script.AddAll("fall", _ => Scripts.MoveTo(Script.Start + 6_000, 0, Scripts.Market, 910));
        if (hasBid)
        {
            script.Add("bid", state => Bid(state));
        }

        return script.Add(Script.Final, _ => last.At(script.FinalTime));
    }

    private static Command Bid(StateView state) =>
        Scripts.Order(state, Script.Start + 9_000, Scripts.Bob, 0, Scripts.Market, 0, 910, 50);

    private static void AddBid(Script script) => script.Before("bid", Bid);

    /// <summary>The insurance holds enough to take a fifth of the position.</summary>
    private static void FillInsurance(Script script)
    {
        script.Before("fund", _ => Scripts.Plain(TransactionKind.Deposit, 0, 10 * Target, 0, 0).At(Script.Start + 9_000));
        script.Before("target", state => Scripts
            .Parameters(state, Script.Start + 9_000, Scripts.Market).With("insuranceTarget", Target));
        script.Before("draw", _ => Scripts.Plain(TransactionKind.CollectFees, Scripts.Market).At(Script.Start + 9_000));
    }
}
