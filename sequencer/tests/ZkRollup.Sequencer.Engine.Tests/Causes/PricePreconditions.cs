using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions of OracleUpdate, UpdateMark and RiskUpdate (docs/protocol.md, 9).</summary>
/// <remarks>UnderlyingInvalid is missing: no value of the type exceeds 47, so only a parser can meet it.</remarks>
internal static class PricePreconditions
{
    internal static Precondition[] OracleUpdate { get; } =
    [
        new(Cause.SignerInvalid, s => s["signer"] > 3),
        new(Cause.UnknownSigner, s => s["signer"] <= 4 && !Signer(s, s["signer"]).Exists),
        new(Cause.SignatureInvalid, s => s["signer"] > 4 || !IsSigned(s, s["signer"])),
        new(Cause.PriceInvalid, s => s["price"] == 0),
        new(Cause.RoundNotIncreasing, s => s["signer"] <= 3 && s["round"] <= s.State.Board(s["underlying"])[(int)s["signer"]].Round.Value),
        new(Cause.RoundInFuture, IsRoundInFuture),
        new(Cause.ReportTooOld, IsReportTooOld),
    ];

    internal static Precondition[] UpdateMark { get; } =
    [
        new(Cause.UnknownInstrument, s => !s.Terms.Exists),
        new(Cause.InstrumentSettled, s => s.Risk.Status == MarkStatus.Settled),
        new(Cause.IndexMissing, s => s.Index.Price.Value == 0),
        new(Cause.NothingToUpdate, s => !IsSampled(s) && !IsSettling(s) && !IsMarked(s)),
    ];

    internal static Precondition[] RiskUpdate { get; } =
    [
        new(Cause.UnknownSigner, s => !Signer(s, 4).Exists),
        new(Cause.SignatureInvalid, s => !IsSigned(s, 4)),
        new(Cause.UnknownInstrument, s => !s.Terms.Exists),
        new(Cause.NotAnOption, s => s.Terms.Kind is InstrumentKind.Perpetual or InstrumentKind.Future),
        new(Cause.InstrumentClosed, s => s.IsClosed),
        new(Cause.IndexMissing, s => s.Index.Price.Value == 0),
        new(Cause.IndexStale, s => s.Time - (3_000 * s.Index.Round.Value) > 60_000),
        new(Cause.RoundNotIncreasing, s => s["round"] <= s.State.Insurance(s.Instrument).RiskRound.Value),
        new(Cause.RoundInFuture, IsRoundInFuture),
        new(Cause.ReportTooOld, IsReportTooOld),
        new(Cause.MarkOutOfBounds, IsMarkOutOfBounds),
        new(Cause.MarkMovesTooFast, MovesTooFast),
        new(Cause.MarginOutOfBounds, IsMarginOutOfBounds),
        new(Cause.MarginRisesTooFast, RisesTooFast),
    ];

    private static bool IsRoundInFuture(Situation s) => 3_000 * s["round"] > s.Time;

    private static bool IsReportTooOld(Situation s) => (3_000 * s["round"]) + 10_000 < s.Time;

    private static SignerRecord Signer(Situation s, long signer) => s.State.Signer(signer);

    private static bool IsSigned(Situation s, long signer) => s.IsSignedBy(Signer(s, signer).KeyX, Signer(s, signer).KeyY);

    private static bool IsSampled(Situation s)
    {
        long time = 3_000 * s.Index.Round.Value;
        return s.Terms.IsDated
            && time >= s.Terms.Expiry.Value - 1_800_000
            && time < s.Terms.Expiry.Value
            && s.Index.Round.Value > s.State.Insurance(s.Instrument).AverageRound.Value;
    }

    private static bool IsSettling(Situation s) => s.Terms.IsDated && 3_000 * s.Index.Round.Value >= s.Terms.Expiry.Value;

    private static bool IsMarked(Situation s) =>
        s.Terms.Kind is InstrumentKind.Perpetual or InstrumentKind.Future
        && !IsSettling(s)
        && s.Index.Round.Value > s.Risk.IndexRound.Value;

    private static Int128 Price(Situation s) => Math.Min(s.Index.Price.Value, s.Terms.PriceCap.Value);

    private static Int128 Value(Situation s) => Price(s) * s.Terms.Multiplier.Value;

    private static Int128 Rounds(Situation s) => s.Index.Round.Value - s.Risk.IndexRound.Value;

    private static bool IsMarkOutOfBounds(Situation s)
    {
        Int128 p = Price(s);
        Int128 strike = s.Terms.Strike.Value;
        bool isCall = s.Terms.Kind == InstrumentKind.Call;
        Int128 ceiling = isCall ? p : strike;
        Int128 intrinsic = Int128.Max(isCall ? p - strike : strike - p, 0);
        return s["mark"] > ceiling || s["mark"] + (p / 20) < intrinsic;
    }

    private static bool MovesTooFast(Situation s) =>
        s.Risk.Status == MarkStatus.Marked
        && Int128.Abs(s["mark"] - s.Risk.Mark.Value) > Int128.Max(1, Price(s) / 20) * Int128.Max(1, Int128.Min(Rounds(s), 20));

    private static bool IsMarginOutOfBounds(Situation s)
    {
        Int128 v = Value(s);
        Int128 initial = s["initialShort"];
        Int128 maintenance = s["maintenanceShort"];
        bool isWithin = 10 * initial >= v && initial <= v && 40 * maintenance >= 3 * v && maintenance <= initial;
        return !isWithin;
    }

    private static bool RisesTooFast(Situation s)
    {
        Int128 v = Value(s);
        return s.Risk.Status == MarkStatus.Marked
            && (s["initialShort"] > Int128.Max((v + 9) / 10, Risen(s, s.Risk.InitialShort.Value))
                || s["maintenanceShort"] > Int128.Max(((3 * v) + 39) / 40, Risen(s, s.Risk.MaintenanceShort.Value)));
    }

    /// <summary>old + ⌈old·min(d, 1200)/12000⌉.</summary>
    private static Int128 Risen(Situation s, Int128 old) => old + (((old * Int128.Min(Rounds(s), 1_200)) + 11_999) / 12_000);
}
