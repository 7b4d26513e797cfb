using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions of Liquidate, Deleverage, SettleExpiry and CollectFees (docs/protocol.md, 10 and 11).</summary>
internal static class RiskPreconditions
{
    private static readonly Precondition[] Closing =
    [
        new(Cause.NoSuchPosition, s => s.Size == 0),
        new(Cause.InstrumentClosed, s => s.IsClosed),
        new(Cause.MarkUnusable, s => !s.IsMarkUsable),
        new(Cause.AccountHealthy, s => s.Scan.Equity >= s.Scan.Maintenance),
    ];

    internal static Precondition[] Liquidate { get; } =
        [.. Closing, new(Cause.NothingToClose, s => !TouchesMaker(s) && InsuranceRefuses(s))];

    internal static Precondition[] Deleverage { get; } =
    [
        .. Closing,
        new(Cause.CounterpartyInvalid, IsCounterpartyInvalid),
        new(Cause.BookNotExhausted, TouchesMaker),
        new(Cause.InsuranceAvailable, s => !InsuranceRefuses(s)),
    ];

    internal static Precondition[] SettleExpiry { get; } =
    [
        new(Cause.UnknownInstrument, s => !s.Terms.Exists),
        new(Cause.NotSettled, s => s.Risk.Status != MarkStatus.Settled),
        new(Cause.UnknownAccount, s => s.AccountNumber != 0 && !s.State.HasAccount(s.AccountNumber)),
        new(
            Cause.NoSuchPosition,
            s => s.AccountNumber == 0 ? s.State.Insurance(s.Instrument).Inventory.Value == 0 : s.Size == 0),
    ];

    internal static Precondition[] CollectFees { get; } =
    [
        new(Cause.UnknownInstrument, s => !s.Terms.Exists),
        new(Cause.OperatorMissing, s => !s.State.HasAccount(1)),
        new(Cause.NothingToCollect, IsNothingToCollect),
    ];

    private static bool IsCounterpartyInvalid(Situation s)
    {
        long counterparty = s["counterparty"];
        long size = s.State.PositionIn(counterparty, s.Instrument).Size.Value;
        return counterparty == s.AccountNumber
            || !s.State.HasAccount(counterparty)
            || (s.Size >= 0 ? size >= 0 : size <= 0);
    }

    private static Int128 MaintenancePerLot(Situation s) => s.Size > 0 ? s.Risk.MaintenanceLong.Value : s.Risk.MaintenanceShort.Value;

    /// <summary>An opposite head within the bound of §10.2 and within the band.</summary>
    private static bool TouchesMaker(Situation s)
    {
        BookRecord book = s.Book;
        Int128 multiplier = s.Terms.Multiplier.Value;
        Int128 mark = s.Risk.Mark.Value * multiplier;
        Int128 half = MaintenancePerLot(s) / 2;
        (Int128 lower, Int128 upper) = s.BandOf(s.Instrument);
        return s.Size > 0
            ? book.BidLeaf.Value != 0 && book.BidPrice.Value * multiplier >= mark - half && book.BidPrice.Value >= lower
            : s.Size < 0
                && book.AskLeaf.Value != 0 && book.AskPrice.Value * multiplier <= mark + half && book.AskPrice.Value <= upper;
    }

    /// <summary>Whether the insurance refuses a fifth of the position (§10.2, 3).</summary>
    private static bool InsuranceRefuses(Situation s)
    {
        RiskRecord risk = s.Risk;
        InsuranceRecord insurance = s.State.Insurance(s.Instrument);
        Int128 lots = (Int128.Abs(s.Size) + 4) / 5;
        Int128 old = insurance.Inventory.Value;
        Int128 held = old + (Math.Sign(s.Size) * lots);
        if (Int128.Abs(held) <= Int128.Abs(old))
        {
            return false;
        }

        Int128 account = s.Scan.Equity;
        Int128 concession = Int128.Min(lots * (MaintenancePerLot(s) / 2), Int128.Max(account, 0));
        Int128 cover = Int128.Min(account - concession, 0);
        Int128 equity = s.State.InsuranceEquity(s.Instrument) + concession + cover;
        return Int128.Abs(held) * (held > 0 ? risk.InitialLong.Value : risk.InitialShort.Value) > equity;
    }

    private static bool IsNothingToCollect(Situation s)
    {
        BookRecord book = s.Book;
        long cash = s.State.Insurance(s.Instrument).Cash.Value;
        bool isOver = s.Risk.Status == MarkStatus.Settled && book.LongLots.Value == 0 && book.ShortLots.Value == 0;
        long target = isOver ? 0 : s.Limits.InsuranceTarget.Value;
        bool isDrawn = s.State.Treasury.Fund.Value > 0 && s.State.InsuranceEquity(s.Instrument) < target;
        return book.Fees.Value == 0 && !isDrawn && !(isOver && cash > 0);
    }
}
