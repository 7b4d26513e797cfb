using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>The causes for RemoveOrder (docs/protocol.md, 8.7).</summary>
internal static class RemovalConditions
{
    internal static bool Holds(Situation s, OrderRecord order, RemovalCause cause)
    {
        long account = order.Account.Value;
        AccountRecord owner = s.State.Account(account);
        SessionRecord session = s.State.Session(account, order.Slot.Value);
        bool isSessionOwn = session.Exists && session.Serial == order.Serial;
        long instrument = order.Instrument.Value;
        RiskRecord risk = s.State.Risk(instrument);
        TermsRecord terms = s.State.Terms(instrument);
        Int128 notional = (Int128)order.Price.Value * order.Quantity.Value * terms.Multiplier.Value;
        return cause switch
        {
            RemovalCause.EpochPassed => order.OrderEpoch != owner.OrderEpoch,
            RemovalCause.SessionGone => !isSessionOwn || session.SessionEpoch != owner.SessionEpoch,
            RemovalCause.OrderExpired => order.Expiry.Value <= s.Time,
            RemovalCause.SessionExpired => isSessionOwn && session.Expiry.Value <= s.Time,
            RemovalCause.OutsideBand => AccountScan.IsUsable(risk, s.Time) && IsOutsideBand(s, order),
            RemovalCause.FeeAboveMaximum => s.State.Limits(instrument).MakerFee.Value > order.MaximumFee.Value,
            RemovalCause.BudgetExhausted => isSessionOwn && notional > session.Budget.Value,
            RemovalCause.ReduceOnlyViolated => order.IsReduceOnly && order.OrderEpoch == owner.OrderEpoch && !IsReducing(s, order),
            RemovalCause.MarginInsufficient =>
                order.OrderEpoch == owner.OrderEpoch && AccountScan.IsUsable(risk, s.Time) && FailsMargin(s, order, notional),
            RemovalCause.InstrumentClosed =>
                risk.Status == MarkStatus.Settled || (terms.Kind != InstrumentKind.Perpetual && s.Time >= terms.Expiry.Value),
            RemovalCause.Disconnected => isSessionOwn && (session.Scope & SessionScope.CancelOnDisconnect) != 0,
            _ => false,
        };
    }

    private static bool IsOutsideBand(Situation s, OrderRecord order)
    {
        (Int128 lower, Int128 upper) = s.BandOf(order.Instrument.Value);
        return order.Side == Side.Sell ? order.Price.Value < lower : order.Price.Value > upper;
    }

    private static bool IsReducing(Situation s, OrderRecord order)
    {
        long size = s.State.PositionIn(order.Account.Value, order.Instrument.Value).Size.Value;
        return order.Side == Side.Sell ? size > 0 && order.Quantity.Value <= size : size < 0 && order.Quantity.Value <= -size;
    }

    /// <summary>§8.4 for a fill of all of the order at its price, by the difference that it makes.</summary>
    private static bool FailsMargin(Situation s, OrderRecord order, Int128 notional)
    {
        long account = order.Account.Value;
        long instrument = order.Instrument.Value;
        RiskRecord risk = s.State.Risk(instrument);
        AccountScan before = AccountScan.Of(s.State, account, s.Time);
        if (!before.AllUsable)
        {
            return false;
        }

        PositionRecord position = s.State.PositionIn(account, instrument);
        Int128 sign = order.Side == Side.Buy ? 1 : -1;
        Int128 lots = order.Quantity.Value;
        Int128 size = position.Size.Value + (sign * lots);
        Int128 buys = position.OpenBuys.Value - (sign > 0 ? lots : 0);
        Int128 sells = position.OpenSells.Value - (sign > 0 ? 0 : lots);
        Int128 value = lots * risk.Mark.Value * s.State.Terms(instrument).Multiplier.Value;
        Int128 fee = Ceiling(notional * s.State.Limits(instrument).MakerFee.Value, 1_000_000);
        Int128 equity = before.Equity + (sign * (value - notional)) - fee;
        Int128 initial = before.Initial
            - Initial(risk, position.Size.Value, position.OpenBuys.Value, position.OpenSells.Value)
            + Initial(risk, size, buys, sells);
        Int128 maintenance = before.Maintenance - Maintenance(risk, position.Size.Value) + Maintenance(risk, size);
        bool isReducing = IsReducing(s, order);
        bool passes = equity >= initial
            || (isReducing && equity >= 0 && equity - maintenance >= Int128.Min(0, before.Equity - before.Maintenance));
        return !passes;
    }

    private static Int128 Initial(RiskRecord risk, Int128 size, Int128 buys, Int128 sells) => Int128.Max(
        Int128.Max(size + buys, 0) * risk.InitialLong.Value,
        Int128.Max(sells - size, 0) * risk.InitialShort.Value);

    private static Int128 Maintenance(RiskRecord risk, Int128 size) =>
        size > 0 ? size * risk.MaintenanceLong.Value : -size * risk.MaintenanceShort.Value;

    /// <summary>⌈a/b⌉ for b &gt; 0.</summary>
    private static Int128 Ceiling(Int128 a, Int128 b) => a > 0 ? (a + b - 1) / b : a / b;
}
