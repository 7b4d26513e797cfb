using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with operations of the L1 queue: they are consumed all the same, with an outcome.</summary>
internal static class QueueDefects
{
    private const long NetDepositsMax = 1L << 56;
    private const long NewMarket = 5;
    private const long MultiplierBound = 1L << 24;
    private static readonly long[] UnusableKeys = [-1, -2, -3, -4, -5, -6];

    internal static DefectSet[] All { get; } =
    [
        DefectSet.Of(
            TransactionKind.Deposit,
            () => Of(TransactionKind.Deposit, Scripts.Alice, 5, Scripts.Alice, 0),
            [
                .. SessionDefects.Queue,
                new(OutcomeCode.AmountUnusable, script => script.EditFinal(c => c.With("amount", 0))),
                new(OutcomeCode.AmountUnusable, script => script.EditFinal(c => c.With("amount", NetDepositsMax))),
                new(OutcomeCode.OwnerDiffers, script => script.EditFinal(c => c.With("owner", Scripts.Bob))),
                new(OutcomeCode.OwnerDiffers, script => script.EditFinal(c => c.With("account", 8).With("owner", 0))),
            ]),
        DefectSet.Of(
            TransactionKind.ChangeMasterKey,
            () => Of(TransactionKind.ChangeMasterKey, Scripts.Alice, Scripts.Alice, 500),
            [.. SessionDefects.QueueAccount, .. Keys(OutcomeCode.KeyUnusable)]),
        DefectSet.Of(
            TransactionKind.ForcedCancelAll,
            () => Of(TransactionKind.ForcedCancelAll, Scripts.Alice, Scripts.Alice),
            SessionDefects.QueueAccount),
        DefectSet.Of(
            TransactionKind.ForcedWithdraw,
            () => Of(TransactionKind.ForcedWithdraw, Scripts.Alice, 5, Scripts.Alice),
            [
                .. SessionDefects.QueueAccount,
                new(OutcomeCode.NothingFree, script => script.EditFinal(c => c.With("amount", 0))),
                new(OutcomeCode.NothingFree, script => script.Before("withdraw all", _ => Scripts.Plain(
                    TransactionKind.ForcedWithdraw, Scripts.Alice, Scripts.AmountMax, Scripts.Alice))),
            ]),
        ForcedClose,
        DefectSet.Of(
            TransactionKind.ListInstrument,
            () =>
            {
                Script script = Scripts.Standard();
                return script.Add(Script.Final, _ => Scripts.List(NewMarket, 0).At(script.FinalTime));
            },
            [
                .. SessionDefects.Queue,
                new(OutcomeCode.InstrumentUnknown, script => script.EditFinal(c => c.With("instrument", 0))),
                new(OutcomeCode.InstrumentExists, script => script.EditFinal(c => c.With("instrument", Scripts.Market))),
                .. UnusableTerms,
                .. UnusableLimits,
            ],
            new Impossible(OutcomeCode.InstrumentUnknown, "0 is never listed", OutcomeCode.InstrumentExists)),
        DefectSet.Of(
            TransactionKind.SetParameters,
            () =>
            {
                Script script = Scripts.Standard();
                return script.Add(Script.Final, state => Scripts.Parameters(state, script.FinalTime, Scripts.Market));
            },
            [
                .. SessionDefects.Queue,
                new(OutcomeCode.InstrumentUnknown, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
                new(OutcomeCode.InstrumentUnknown, script => script.EditFinal(c => c.With("instrument", 0))),
                .. UnusableLimits,
            ]),
        DefectSet.Of(
            TransactionKind.SetOracleKey,
            () => Of(TransactionKind.SetOracleKey, 4, 500),
            [
                .. SessionDefects.Queue,
                new(OutcomeCode.KeyUnusable, script => script.EditFinal(c => c.With("signer", 5))),
                new(OutcomeCode.KeyUnusable, script => script.EditFinal(c => c.With("newKey", 0))),
                .. Keys(OutcomeCode.KeyUnusable),
            ]),
    ];

    /// <summary>One of each bound of §6.2, just beyond it.</summary>
    private static Defect[] UnusableTerms => Unusable(
        c => c.With("kind", 0).With("expiry", 0),
        c => c.With("kind", 5).With("expiry", 3_000 * (1L << 32)),
        c => c.With("underlying", 48),
        c => c.With("multiplier", 0),
        c => c.With("multiplier", MultiplierBound).With("priceCap", 1).With("positionLimit", 1).With("openInterestCap", 1),
        c => c.With("priceCap", 0),
        c => c.With("priceCap", (1L << 36) - 1).With("multiplier", 1_025).With("positionLimit", 1).With("openInterestCap", 1),
        c => c.With("priceStep", 0),
        c => c.With("priceStep", 1L << 24),
        c => c.With("expiry", Script.Start + 300_000),
        c => c.With("kind", 2),
        c => c.With("kind", 2).With("expiry", Script.Start),
        c => c.With("kind", 2).With("expiry", Script.Start + 300_001),
        c => c.With("strike", 1),
        c => c.With("kind", 3).With("expiry", Script.Start + 300_000),
        c => c.With("kind", 4).With("expiry", Script.Start + 300_000),
        c => c.With("kind", 4).With("expiry", Script.Start + 300_000).With("strike", Scripts.PriceCap + 1),
        c => c.With("terms.a0", 1),
        c => c.With("terms.a4", 1),
        c => c.With("terms.b0", 1),
        c => c.With("terms.b1", 1));

    private static Defect[] UnusableLimits => Unusable(
        c => c.With("takerFee", -1).With("makerFee", 1),
        c => c.With("takerFee", 10_001),
        c => c.With("makerFee", -501),
        c => c.With("makerFee", 10_001),
        c => c.With("band", 999),
        c => c.With("band", 200_001),
        c => c.With("markClamp", 100_001),
        c => c.With("initialRate", 9_999).With("maintenanceRate", 5_000),
        c => c.With("initialRate", 1_000_001),
        c => c.With("maintenanceRate", 4_999),
        c => c.With("maintenanceRate", 100_000),
        c => c.With("positionLimit", 0),
        c => c.With("positionLimit", 1L << 34),
        c => c.With("openInterestCap", 0),
        c => c.With("openInterestCap", 1L << 35),
        c => c.With("minimumNotional", 1L << 48),
        c => c.With("insuranceTarget", 1L << 56),
        c => c.With("open", 2));

    private static DefectSet ForcedClose => DefectSet.Of(
        TransactionKind.ForcedClose,
        () =>
        {
            Script script = Scripts.Standard();
            script.Add("buy", state => Scripts.Order(state, Script.Start, Scripts.Alice, 1, Scripts.Market, 0, Scripts.Mark, 10));
            return script.Add(Script.Final, _ => Scripts
                .Plain(TransactionKind.ForcedClose, Scripts.Alice, Scripts.Market, 0, 10, Scripts.Alice)
                .At(script.FinalTime));
        },
        [
            .. SessionDefects.QueueAccount,
            new(OutcomeCode.InstrumentUnknown, script => script.EditFinal(c => c.With("instrument", Scripts.Unlisted))),
            new(OutcomeCode.NoSuchPosition, script => script.EditFinal(c => c.With("side", 1))),
            new(OutcomeCode.NoSuchPosition, script => script.EditFinal(c => c.With("largestSize", 0))),
            new(OutcomeCode.NoSuchPosition, script => script.Omit("buy")),
            new(OutcomeCode.InstrumentClosed, script => script.Edit("list", c => c.With("kind", 2).With("expiry", script.FinalTime))),
        ]);

    private static Script Of(TransactionKind kind, params long[] fields)
    {
        Script script = Scripts.Standard();
        return script.Add(Script.Final, _ => Scripts.Plain(kind, fields).At(script.FinalTime));
    }

    private static Defect[] Unusable(params Func<Command, Command>[] edits) =>
        [.. edits.Select(edit => new Defect(OutcomeCode.ParametersUnusable, script => script.EditFinal(edit)))];

    private static IEnumerable<Defect> Keys(Refusal refusal) =>
        UnusableKeys.Select(key => new Defect(refusal, script => script.EditFinal(c => c.With("newKey", key))));
}
