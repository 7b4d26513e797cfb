using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Outcomes of queue operations that have no effect (docs/protocol.md, 6).</summary>
internal static class QueuePreconditions
{
    private static readonly Precondition OwnerDiffers =
        new(OutcomeCode.OwnerDiffers, s => s.Owner.Address != KeyRing.Owner(s["owner"]));

    internal static Precondition[] Account { get; } =
        [new(OutcomeCode.AccountUnknown, s => !s.State.HasAccount(s.AccountNumber)), OwnerDiffers];

    internal static Precondition[] Deposit { get; } =
    [
        new(OutcomeCode.AmountUnusable, IsAmountUnusable),
        new(
            OutcomeCode.OwnerDiffers,
            s => s.AccountNumber != 0
                && (s.State.HasAccount(s.AccountNumber) ? s.Owner.Address != KeyRing.Owner(s["owner"]) : s["owner"] == 0)),
    ];

    internal static Precondition[] ChangeMasterKey { get; } =
        [.. Account, new(OutcomeCode.KeyUnusable, s => s["newKey"] != 0 && !s.IsUsableKey())];

    internal static Precondition[] ForcedWithdraw { get; } =
        [.. Account, new(OutcomeCode.NothingFree, s => s["amount"] == 0 || s.Scan.Withdrawable == 0)];

    internal static Precondition[] ForcedClose { get; } =
    [
        .. Account,
        new(OutcomeCode.InstrumentUnknown, s => !s.Terms.Exists),
        new(OutcomeCode.NoSuchPosition, s => s["largestSize"] == 0 || (s["side"] == 0 ? s.Size <= 0 : s.Size >= 0)),
        new(OutcomeCode.InstrumentClosed, s => s.IsClosed),
    ];

    internal static Precondition[] ListInstrument { get; } =
    [
        new(OutcomeCode.InstrumentUnknown, s => s.Instrument == 0),
        new(OutcomeCode.InstrumentExists, s => s.Terms.Exists),
        new(OutcomeCode.ParametersUnusable, s => !AreTermsUsable(s) || !AreLimitsUsable(s, s["priceCap"], s["multiplier"])),
    ];

    internal static Precondition[] SetParameters { get; } =
    [
        new(OutcomeCode.InstrumentUnknown, s => !s.Terms.Exists),
        new(OutcomeCode.ParametersUnusable, s => !AreLimitsUsable(s, s.Terms.PriceCap.Value, s.Terms.Multiplier.Value)),
    ];

    internal static Precondition[] SetOracleKey { get; } =
        [new(OutcomeCode.KeyUnusable, s => s["signer"] > 4 || !s.IsUsableKey())];

    private static bool IsAmountUnusable(Situation s)
    {
        const long limit = 1L << 56;
        TreasuryRecord treasury = s.State.Treasury;
        long held = s.AccountNumber == 0 ? treasury.Fund.Value : s.Account.Cash.Value;
        long amount = s["amount"];
        return amount == 0 || treasury.NetDeposits.Value + amount >= limit || held + amount >= limit;
    }

    private static bool AreTermsUsable(Situation s)
    {
        long kind = s["kind"];
        bool isOption = kind is (long)InstrumentKind.Call or (long)InstrumentKind.Put;
        bool isDated = kind != (long)InstrumentKind.Perpetual;
        return kind is >= 1 and <= 4
            && s["underlying"] <= 47
            && s["multiplier"] is >= 1 and < 1L << 24
            && s["priceCap"] >= 1
            && (Int128)s["priceCap"] * s["multiplier"] < 1L << 46
            && s["priceStep"] is >= 1 and < 1L << 24
            && (isDated ? s["expiry"] > s.Time && s["expiry"] % 3_000 == 0 : s["expiry"] == 0)
            && (isOption ? s["strike"] >= 1 && s["strike"] <= s["priceCap"] : s["strike"] == 0)
            && (s["terms.a0"] | s["terms.a4"] | s["terms.b0"] | s["terms.b1"]) == 0;
    }

    private static bool AreLimitsUsable(Situation s, Int128 cap, Int128 multiplier)
    {
        long taker = s["takerFee"];
        long maker = s["makerFee"];
        return taker is >= 0 and <= 10_000
            && maker >= -taker && maker <= 10_000
            && s["band"] is >= 1_000 and <= 200_000
            && s["markClamp"] <= 100_000
            && s["initialRate"] is >= 10_000 and <= 1_000_000
            && s["maintenanceRate"] >= 5_000 && s["maintenanceRate"] < s["initialRate"]
            && s["positionLimit"] is >= 1 and < 1L << 34
            && s["positionLimit"] * cap * multiplier < Int128.One << 54
            && s["openInterestCap"] is >= 1 and < 1L << 35
            && s["openInterestCap"] * cap * multiplier < Int128.One << 56
            && s["minimumNotional"] < 1L << 48
            && s["insuranceTarget"] < 1L << 56
            && s["open"] <= 1;
    }
}
