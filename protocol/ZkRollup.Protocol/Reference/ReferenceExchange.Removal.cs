using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§8.7: RemoveOrder.</content>
public sealed partial class ReferenceExchange
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in RemoveOrder transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    /// <summary>§8.7.</summary>
    private Cause Execute(in RemoveOrder transaction)
    {
        OrderRecord order = Order(transaction.Leaf);
        if (!order.Exists)
        {
            return Cause.UnknownOrder;
        }

        if (!Holds(transaction.Cause, order))
        {
            return Cause.CauseNotGiven;
        }

        Remove(transaction.Leaf, transaction.Cause);
        return Cause.Accepted;
    }

    /// <summary>§8.7: the named cause holds.</summary>
    private bool Holds(RemovalCause cause, in OrderRecord order)
    {
        AccountRecord account = Account(order.Account);
        SessionRecord session = Session(order.Account, order.Slot);
        LimitsRecord limits = Limits(order.Instrument);
        bool isCurrent = order.OrderEpoch == account.OrderEpoch;
        bool isItsSession = session.Serial == order.Serial;
        long quantity = order.Quantity.Value;
        return cause switch
        {
            RemovalCause.EpochPassed => !isCurrent,
            RemovalCause.SessionGone => IsSessionGone(order, session, account),
            RemovalCause.OrderExpired => order.Expiry.Value <= _time.Value,
            RemovalCause.SessionExpired => isItsSession && session.Expiry.Value <= _time.Value,
            RemovalCause.OutsideBand => IsUsable(Risk(order.Instrument)) && IsOutsideBand(order),
            RemovalCause.FeeAboveMaximum => limits.MakerFee.Value > order.MaximumFee.Value,
            RemovalCause.BudgetExhausted => isItsSession && NotionalOf(order, quantity) > session.Budget.Value,
            RemovalCause.ReduceOnlyViolated =>
                isCurrent && order.IsReduceOnly && !Reduces(SizeOf(order.Account, order.Instrument), order.Side, quantity),
            RemovalCause.MarginInsufficient =>
                isCurrent
                && Scan(order.Account).AllUsable
                && IsUsable(Risk(order.Instrument))
                && !PassesMargin(order.Account, order, quantity, order.Side, limits.MakerFee),
            RemovalCause.InstrumentClosed => IsClosed(order.Instrument),
            RemovalCause.Disconnected => isItsSession && session.Scope.HasFlag(SessionScope.CancelOnDisconnect),
            _ => false,
        };
    }
}
