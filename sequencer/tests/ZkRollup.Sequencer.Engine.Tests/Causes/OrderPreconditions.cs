using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions of PlaceOrder after those of every session (docs/protocol.md, 8.1), and of RemoveOrder (8.7).</summary>
internal static class OrderPreconditions
{
    private const int OpenOrdersMax = 200;
    private const long FourWeeks = 28L * 24 * 3_600 * 1_000;

    internal static Precondition[] PlaceOrder { get; } =
    [
        new(Cause.UnknownInstrument, s => !s.Terms.Exists),
        new(Cause.MarketNotInScope, s => (s.Session.Markets >> (int)s.Terms.Underlying.Value & 1) == 0),
        new(Cause.InstrumentClosed, s => s.IsClosed),
        new(Cause.TimeInForceInvalid, s => s["timeInForce"] == 3),
        new(Cause.SelfTradeModeInvalid, s => s["selfTradeMode"] == 3),
        new(Cause.PriceInvalid, IsPriceInvalid),
        new(Cause.QuantityInvalid, s => s["quantity"] == 0 || s["quantity"] > 2 * s.Limits.PositionLimit.Value),
        new(Cause.OrderExpiryInvalid, IsExpiryInvalid),
        new(Cause.DeadlineTooFar, s => IsImmediate(s) && s["deadline"] > s.Time + 10_000),
        new(Cause.FeeAboveMaximum, IsFeeAboveMaximum),
        new(Cause.NotionalAboveSessionLimit, s => Notional(s) > s.Session.LargestNotional.Value),
        new(Cause.BudgetExhausted, s => Notional(s) > s.Session.Budget.Value),
        new(Cause.TooManyOrders, s => !IsImmediate(s) && s.Account.OpenOrders >= OpenOrdersMax),
        new(Cause.TooManyPositions, s => s.State.PlaceFor(s.AccountNumber, s.Instrument) < 0),
        new(Cause.ReduceOnlyViolated, s => s["reduceOnly"] != 0 && !IsReducing(s)),
        new(Cause.MarketReducesOnly, s => !s.Limits.IsOpen && !IsReducing(s)),
        new(Cause.NotionalBelowMinimum, s => Notional(s) < s.Limits.MinimumNotional.Value && !IsReducing(s)),
        new(Cause.MarkUnusable, IsMarkUnusable),
        new(Cause.PriceOutsideBand, IsOutsideBand),
        new(Cause.PositionLimitExceeded, IsPositionLimitExceeded),
        new(Cause.MarginInsufficient, IsMarginInsufficient),
        new(Cause.PostOnlyWouldCross, s => IsPostOnly(s) && WouldCross(s)),
    ];

    internal static Precondition[] RemoveOrder { get; } =
    [
        new(Cause.UnknownOrder, s => !s.State.Order(s["leaf"]).Exists),
        new(Cause.CauseNotGiven, s => !RemovalConditions.Holds(s, s.State.Order(s["leaf"]), (RemovalCause)s["cause"])),
    ];

    private static bool IsImmediate(Situation s) => s["timeInForce"] == (long)TimeInForce.ImmediateOrCancel;

    private static bool IsPostOnly(Situation s) => s["timeInForce"] == (long)TimeInForce.PostOnly;

    private static Int128 Notional(Situation s) => (Int128)s["price"] * s["quantity"] * s.Terms.Multiplier.Value;

    private static bool IsPriceInvalid(Situation s)
    {
        long price = s["price"];
        long step = s.Terms.PriceStep.Value;
        return price == 0 || price > s.Terms.PriceCap.Value || (step != 0 && price % step != 0);
    }

    private static bool IsExpiryInvalid(Situation s)
    {
        long expiry = s["expiry"];
        return IsImmediate(s) ? expiry != 0 : expiry <= s.Time || expiry > s.Time + FourWeeks;
    }

    private static bool IsFeeAboveMaximum(Situation s)
    {
        long maker = s.Limits.MakerFee.Value;
        return (IsPostOnly(s) ? maker : Math.Max(maker, s.Limits.TakerFee.Value)) > s["maximumFee"];
    }

    /// <summary>The position's size and its open lots with those of the order.</summary>
    private static (Int128 Size, Int128 Buys, Int128 Sells) Exposure(Situation s)
    {
        PositionRecord position = s.Position;
        bool isCurrent = position.LotsEpoch == s.Account.OrderEpoch;
        Int128 buys = isCurrent ? position.OpenBuys.Value : 0;
        Int128 sells = isCurrent ? position.OpenSells.Value : 0;
        return s["side"] == 0
            ? (position.Size.Value, buys + s["quantity"], sells)
            : (position.Size.Value, buys, sells + s["quantity"]);
    }

    private static bool IsReducing(Situation s)
    {
        (Int128 size, Int128 buys, Int128 sells) = Exposure(s);
        return (size > 0 && s["side"] == 1 && sells <= size) || (size < 0 && s["side"] == 0 && buys <= -size);
    }

    private static bool WouldCross(Situation s)
    {
        BookRecord book = s.Book;
        return s["side"] == 0
            ? book.AskLeaf.Value != 0 && s["price"] >= book.AskPrice.Value
            : book.BidLeaf.Value != 0 && s["price"] <= book.BidPrice.Value;
    }

    private static bool IsMarkUnusable(Situation s)
    {
        bool isReducing = IsReducing(s);
        return s.Risk.Status == MarkStatus.None
            || (!s.IsMarkUsable && (!isReducing || WouldCross(s)))
            || (!isReducing && !ScanWithOrder(s).AllUsable);
    }

    private static bool IsOutsideBand(Situation s)
    {
        (Int128 lower, Int128 upper) = s.BandOf(s.Instrument);
        return s["side"] == 0 ? s["price"] > upper : s["price"] < lower;
    }

    private static bool IsPositionLimitExceeded(Situation s)
    {
        (Int128 size, Int128 buys, Int128 sells) = Exposure(s);
        return !IsReducing(s) && Int128.Max(size + buys, sells - size) > s.Limits.PositionLimit.Value;
    }

    private static bool IsMarginInsufficient(Situation s)
    {
        AccountScan scan = ScanWithOrder(s);
        return !IsReducing(s) && scan.Equity < scan.Initial;
    }

    private static AccountScan ScanWithOrder(Situation s)
    {
        long lots = s["quantity"];
        bool buys = s["side"] == 0;
        return AccountScan.Of(s.State, s.AccountNumber, s.Time, s.Instrument, buys ? lots : 0, buys ? 0 : lots);
    }
}
