using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>PlaceOrder: effects (§8.2). CancelOrder (§7.4).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in PlaceOrder transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Cause cause = CheckSession(time, key, transaction.Header, SessionScope.Trade, out int session);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        cause = CheckOrder(time.Value, session, transaction, out Placement placement);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        bool canRest = transaction.TimeInForce != TimeInForce.ImmediateOrCancel;
        if ((canRest && !_books.HasRoom) || !TryAccept(time, TransactionKind.PlaceOrder, transaction))
        {
            return Cause.Overloaded;
        }

        Begin(placement, transaction, events);
        Taker taker = new()
        {
            Account = placement.Account,
            Place = placement.Place,
            Session = session,
            Instrument = placement.Instrument,
            IsBuy = transaction.Side == Side.Buy,
            SelfTradeMode = transaction.SelfTradeMode,
            WorstPrice = transaction.Price.Value,
            Remaining = transaction.Quantity.Value,
        };
        EndOfMatching end = transaction.TimeInForce == TimeInForce.PostOnly ? EndOfMatching.NothingCrosses : Match(ref taker, events);
        if (taker.Remaining > 0 && canRest && end == EndOfMatching.NothingCrosses)
        {
            Rest(taker, transaction, events);
        }
        else if (taker.Remaining > 0)
        {
            CancelRest(taker, transaction, end, events);
        }

        ClearIfVacant(placement.Account, placement.Place);
        return Finish();
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelOrder transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Cause cause = CheckSession(time, key, transaction.Header, SessionScope.Cancel, out int session);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.CancelOrder, transaction))
        {
            return Cause.Overloaded;
        }

        UseNonce(session, transaction.Header.Nonce.Value);
        int account = (int)transaction.Header.Account.Value;
        int leaf = FindTarget(account, transaction.Target, transaction.Leaf);
        if (leaf != 0)
        {
            events.Add(EventOf(EventKind.OrderCancelled, leaf, _state.Orders[leaf], (byte)EndOfMatching.Signed));
            TakeOut(leaf);
        }

        return Finish();
    }

    /// <summary>The first effect of a transaction of a session.</summary>
    private void UseNonce(int session, long nonce)
    {
        _state.Sessions[session].Nonce = nonce;
        _state.WroteSession(session);
    }

    /// <summary>The leaf of an order, or 0 if it is not live or not at the leaf that was named (§7.4).</summary>
    private int FindTarget(int account, in OrderId target, OrderLeaf named)
    {
        if (named.Value == 0)
        {
            return _books.Find(account, (int)target.Serial.Value, target.Nonce.Value);
        }

        if (named.Value >= _state.Orders.Length)
        {
            return 0;
        }

        int leaf = (int)named.Value;
        ref readonly OrderState order = ref _state.Orders[leaf];
        _state.ReadOrder(leaf);
        return order.Quantity != 0 && order.Account == account && order.Serial == target.Serial.Value
            && order.Nonce == target.Nonce.Value
            ? leaf
            : 0;
    }

    /// <summary>§8.2, 1.</summary>
    private void Begin(in Placement placement, in PlaceOrder transaction, EventBuffer events)
    {
        UseNonce(placement.Session, transaction.Header.Nonce.Value);
        if (placement.IsNewPlace)
        {
            TakePlace(placement.Account, placement.Place, placement.Instrument);
        }

        UsePosition(placement.Account, placement.Place).AddOpenLots(transaction.Side == Side.Buy, transaction.Quantity.Value);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.OrderAccepted,
            Account = transaction.Header.Account,
            Instrument = transaction.Instrument,
            Order = new OrderId(transaction.Header.Serial, transaction.Header.Nonce),
            Side = transaction.Side,
            Price = transaction.Price,
            Lots = transaction.Quantity,
        });
    }

    /// <summary>What is left of an order comes to rest (§8.2, 3): in a slot of its own, unless it touched nobody.</summary>
    private void Rest(in Taker taker, in PlaceOrder transaction, EventBuffer events)
    {
        if (taker.Touched > 0)
        {
            EndSlot();
        }

        ref AccountState owner = ref _state.Accounts[taker.Account];
        int leaf = _books.TakeLeaf();
        ref OrderState order = ref _state.Orders[leaf];
        order.Nonce = transaction.Header.Nonce.Value;
        order.Expiry = transaction.Expiry.Value;
        order.OrderEpoch = owner.OrderEpoch;
        order.Price = transaction.Price.Value;
        order.Quantity = taker.Remaining;
        order.Market = (4 * taker.Instrument) + (taker.IsBuy ? 0 : 2) + (transaction.ReduceOnly ? 1 : 0);
        order.OwnerReference = (16 * taker.Account) + (int)transaction.Header.Slot.Value;
        order.Serial = (int)transaction.Header.Serial.Value;
        order.MaximumFee = (int)transaction.MaximumFee.Value;
        order.Session = taker.Session;
        _books.Insert(leaf);
        owner.OpenOrders++;
        _state.WroteAccount(taker.Account);
        events.Add(EventOf(EventKind.OrderRested, leaf, order, 0));
    }

    /// <summary>What is left of an order is cancelled (§8.2, 4).</summary>
    private void CancelRest(in Taker taker, in PlaceOrder transaction, EndOfMatching end, EventBuffer events)
    {
        PositionAt(taker.Account, taker.Place).AddOpenLots(taker.IsBuy, -taker.Remaining);
        _state.WrotePosition(taker.Account, taker.Place);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.OrderCancelled,
            Cause = (byte)end,
            Account = transaction.Header.Account,
            Instrument = transaction.Instrument,
            Order = new OrderId(transaction.Header.Serial, transaction.Header.Nonce),
            Side = transaction.Side,
            Price = transaction.Price,
            Lots = new Lots(taker.Remaining),
        });
    }
}
