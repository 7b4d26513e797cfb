using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>RemoveOrder (§8.7).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in RemoveOrder transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        long leaf = transaction.Leaf.Value;
        if (leaf >= _state.Orders.Length || _state.Orders[leaf].Quantity == 0)
        {
            return Cause.UnknownOrder;
        }

        if (!MayRemove(time.Value, _state.Orders[leaf], transaction.Cause))
        {
            return Cause.CauseNotGiven;
        }

        if (!TryAccept(time, TransactionKind.RemoveOrder, transaction))
        {
            return Cause.Overloaded;
        }

        RemoveMaker((int)leaf, transaction.Cause, events);
        return Finish();
    }

    /// <summary>Whether a cause holds for an order.</summary>
    private bool MayRemove(long time, in OrderState order, RemovalCause cause)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[order.Instrument];
        ref readonly AccountState owner = ref _state.Accounts[order.Account];
        ref readonly SessionState session = ref _state.Sessions[order.Session];
        _state.ReadAccount(order.Account);
        _state.ReadSession(order.Session);
        _state.ReadTerms(order.Instrument);
        _state.ReadLimits(order.Instrument);
        _state.ReadRisk(order.Instrument);
        bool isOwnSession = session.Serial == order.Serial;
        return cause switch
        {
            RemovalCause.EpochPassed => order.OrderEpoch != owner.OrderEpoch,
            RemovalCause.SessionGone => !isOwnSession || session.SessionEpoch != owner.SessionEpoch,
            RemovalCause.OrderExpired => order.Expiry <= time,
            RemovalCause.SessionExpired => isOwnSession && session.Expiry <= time,
            RemovalCause.OutsideBand => IsMarkUsable(instrument, time) && IsOutsideBand(instrument, order),
            RemovalCause.FeeAboveMaximum => instrument.MakerFee > order.MaximumFee,
            RemovalCause.BudgetExhausted => isOwnSession && order.Quantity * order.Price * instrument.Multiplier > session.Budget,
            RemovalCause.ReduceOnlyViolated => order.OrderEpoch == owner.OrderEpoch && order.IsReduceOnly && !WouldReduce(order),
            RemovalCause.MarginInsufficient => order.OrderEpoch == owner.OrderEpoch && FailsMargin(time, order),
            RemovalCause.InstrumentClosed => IsClosed(instrument, time),
            RemovalCause.Disconnected => isOwnSession && (session.Scope & (int)SessionScope.CancelOnDisconnect) != 0,
            _ => false,
        };
    }

    /// <summary>§8.3, 4 c: it sells below the band or buys above it.</summary>
    private static bool IsOutsideBand(in InstrumentState instrument, in OrderState order)
    {
        (long lower, long upper) = Band(instrument);
        return order.IsBuy ? order.Price > upper : order.Price < lower;
    }

    private bool WouldReduce(in OrderState order)
    {
        int place = FindPlace(order.Account, order.Instrument);
        _state.ReadPosition(order.Account, place);
        return IsReducing(PositionAt(order.Account, place).Size, order.IsBuy, order.Quantity);
    }

    /// <summary>§8.3, 4 i, for all of the order, with every mark usable.</summary>
    private bool FailsMargin(long time, in OrderState order)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[order.Instrument];
        Scan(order.Account, time, out MarginScan scan);
        if (!scan.AllUsable || !IsMarkUsable(instrument, time))
        {
            return false;
        }

        int place = FindPlace(order.Account, order.Instrument);
        long fee = Fee(order.Quantity * order.Price * instrument.Multiplier, instrument.MakerFee);
        return !PassesFill(order.Account, place, time, order.IsBuy, order.Quantity, order.Price, fee);
    }
}
