using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§8.1, §8.2: PlaceOrder.</content>
public sealed partial class ReferenceExchange
{
    private const long OrderLifeMax = 28L * 24 * 60 * 60 * 1_000;
    private const long ImmediateDeadlineMax = 10_000;
    private const int OpenOrdersMax = 200;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in PlaceOrder transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <summary>§8.1, then §8.2.</summary>
    private Cause Execute(in SchnorrPublicKey key, in PlaceOrder order)
    {
        Cause cause = CheckSession(order.Header, key, SessionScope.Trade);
        cause = cause != Cause.Accepted ? cause : CheckForm(order);
        cause = cause != Cause.Accepted ? cause : CheckAllowance(order);
        cause = cause != Cause.Accepted ? cause : CheckMarket(order);
        if (cause == Cause.Accepted)
        {
            Accept(order);
        }

        return cause;
    }

    /// <summary>§8.1, 1 to 7: what the order says.</summary>
    private Cause CheckForm(in PlaceOrder order)
    {
        TermsRecord terms = Terms(order.Instrument);
        if (!terms.Exists)
        {
            return Cause.UnknownInstrument;
        }

        ulong markets = Session(order.Header.Account, order.Header.Slot).Markets;
        long t = _time.Value;
        long price = order.Price.Value;
        long quantity = order.Quantity.Value;
        long expiry = order.Expiry.Value;
        bool isImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        return (markets >> (int)terms.Underlying.Value & 1) == 0 ? Cause.MarketNotInScope
            : IsClosed(order.Instrument) ? Cause.InstrumentClosed
            : order.TimeInForce > TimeInForce.PostOnly ? Cause.TimeInForceInvalid
            : order.SelfTradeMode > SelfTradeMode.CancelBoth ? Cause.SelfTradeModeInvalid
            : price == 0 || price > terms.PriceCap.Value || price % terms.PriceStep.Value != 0 ? Cause.PriceInvalid
            : quantity == 0 || quantity > 2 * Limits(order.Instrument).PositionLimit.Value ? Cause.QuantityInvalid
            : isImmediate && expiry != 0 ? Cause.OrderExpiryInvalid
            : !isImmediate && (expiry <= t || expiry > t + OrderLifeMax) ? Cause.OrderExpiryInvalid
            : isImmediate && order.Header.Deadline.Value > t + ImmediateDeadlineMax ? Cause.DeadlineTooFar
            : Cause.Accepted;
    }

    /// <summary>§8.1, 8 to 12: what the signer allows, and what there is room for.</summary>
    private Cause CheckAllowance(in PlaceOrder order)
    {
        AccountId account = order.Header.Account;
        LimitsRecord limits = Limits(order.Instrument);
        SessionRecord session = Session(account, order.Header.Slot);
        Int128 notional = Notional(order.Quantity.Value, order.Price, Terms(order.Instrument).Multiplier);
        long fee = order.TimeInForce == TimeInForce.PostOnly
            ? limits.MakerFee.Value
            : long.Max(limits.TakerFee.Value, limits.MakerFee.Value);
        bool isImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        return fee > order.MaximumFee.Value ? Cause.FeeAboveMaximum
            : notional > session.LargestNotional.Value ? Cause.NotionalAboveSessionLimit
            : notional > session.Budget.Value ? Cause.BudgetExhausted
            : !isImmediate && Account(account).OpenOrders >= OpenOrdersMax ? Cause.TooManyOrders
            : FindPlace(order.Instrument, Exposures(account)) < 0 ? Cause.TooManyPositions
            : Cause.Accepted;
    }

    /// <summary>§8.1, 13 to 20: what the market and the account allow.</summary>
    private Cause CheckMarket(in PlaceOrder order)
    {
        InstrumentId instrument = order.Instrument;
        AccountId account = order.Header.Account;
        LimitsRecord limits = Limits(instrument);
        RiskRecord risk = Risk(instrument);
        long price = order.Price.Value;
        Exposure[] exposures = Exposures(account);
        Exposure position = WithOrder(order, exposures);
        MarginScan scan = Scan(Account(account).Cash.Value, exposures);
        bool isReducing = IsReducing(order.Side, position);
        bool wouldTrade = WouldTrade(instrument, order.Side, price);
        Int128 notional = Notional(order.Quantity.Value, order.Price, Terms(instrument).Multiplier);
        (long lower, long upper) = Band(instrument);
        long lotsMax = long.Max(position.Size + position.OpenBuys, position.OpenSells - position.Size);
        return order.ReduceOnly && !isReducing ? Cause.ReduceOnlyViolated
            : !limits.IsOpen && !isReducing ? Cause.MarketReducesOnly
            : notional < limits.MinimumNotional.Value && !isReducing ? Cause.NotionalBelowMinimum
            : risk.Status == MarkStatus.None ? Cause.MarkUnusable
            : !IsUsable(risk) && (!isReducing || wouldTrade) ? Cause.MarkUnusable
            : !isReducing && !scan.AllUsable ? Cause.MarkUnusable
            : order.Side == Side.Buy && price > upper ? Cause.PriceOutsideBand
            : order.Side == Side.Sell && price < lower ? Cause.PriceOutsideBand
            : !isReducing && lotsMax > limits.PositionLimit.Value ? Cause.PositionLimitExceeded
            : !isReducing && scan.Equity < scan.Initial ? Cause.MarginInsufficient
            : order.TimeInForce == TimeInForce.PostOnly && wouldTrade ? Cause.PostOnlyWouldCross
            : Cause.Accepted;
    }

    /// <summary>§8.1: this position, with the order's lots among its open lots; also put in its place among the exposures.</summary>
    private static Exposure WithOrder(in PlaceOrder order, Exposure[] exposures)
    {
        int place = FindPlace(order.Instrument, exposures);
        Exposure position = exposures[place];
        if (position.Instrument != order.Instrument)
        {
            position = new Exposure(order.Instrument, 0, 0, 0, 0);
        }

        exposures[place] = order.Side == Side.Buy
            ? position with { OpenBuys = position.OpenBuys + order.Quantity.Value }
            : position with { OpenSells = position.OpenSells + order.Quantity.Value };
        return exposures[place];
    }

    /// <summary>§8.1: the order is reducing.</summary>
    private static bool IsReducing(Side side, Exposure position) => side == Side.Sell
        ? position.Size > 0 && position.OpenSells <= position.Size
        : position.Size < 0 && position.OpenBuys <= -position.Size;

    /// <summary>§8.1: there is an opposite head and the price is not worse than it.</summary>
    private bool WouldTrade(InstrumentId instrument, Side side, long price)
    {
        BookRecord book = Book(instrument);
        Side opposite = Opposite(side);
        return HeadLeaf(book, opposite) != OrderLeaf.None && !IsBetter(side, HeadPrice(book, opposite).Value, price);
    }

    /// <summary>§8.2.</summary>
    private void Accept(in PlaceOrder order)
    {
        AccountId account = order.Header.Account;
        AcceptNonce(order.Header);
        Emit(EventOf(order, EventKind.OrderAccepted, order.Quantity.Value));
        TakePosition(account, FindPlace(order.Instrument, Exposures(account)), order.Instrument);
        AddOpenLots(account, order.Instrument, order.Side, order.Quantity.Value);

        long remaining = order.Quantity.Value;
        EndOfMatching? end = order.TimeInForce == TimeInForce.PostOnly
            ? EndOfMatching.NothingCrosses
            : Match(new Taker(account, order.Instrument, order.Side, order.Price.Value, order), ref remaining);

        if (end == EndOfMatching.NothingCrosses && order.TimeInForce != TimeInForce.ImmediateOrCancel)
        {
            Rest(order, remaining);
        }
        else if (end is EndOfMatching reason)
        {
            AddOpenLots(account, order.Instrument, order.Side, -remaining);
            Emit(EventOf(order, EventKind.OrderCancelled, remaining) with { Cause = (byte)reason });
        }

        ClearIfVacant(account, order.Instrument);
    }

    /// <summary>§8.2, 3: the order rests with what remains.</summary>
    private void Rest(in PlaceOrder order, long remaining)
    {
        Invariant.Require(!WouldTrade(order.Instrument, order.Side, order.Price.Value), "An order that rests crosses nothing", remaining);
        AccountId id = order.Header.Account;
        AccountRecord account = Account(id);
        OrderLeaf leaf = _orders.Add(id, new OrderId(order.Header.Serial, order.Header.Nonce));
        Insert(leaf, new OrderRecord
        {
            Market = OrderRecord.MarketOf(order.Instrument, order.Side, order.ReduceOnly),
            Nonce = order.Header.Nonce,
            Expiry = order.Expiry,
            OwnerReference = OrderRecord.OwnerReferenceOf(id, order.Header.Slot),
            Serial = order.Header.Serial,
            MaximumFee = order.MaximumFee,
            OrderEpoch = account.OrderEpoch,
            Price = order.Price,
            Quantity = new Lots(remaining),
        });
        Put(id, account with { OpenOrders = account.OpenOrders + 1 });
        Emit(EventOf(order, EventKind.OrderRested, remaining) with { Leaf = leaf });
    }

    private static ExchangeEvent EventOf(in PlaceOrder order, EventKind kind, long lots) => new()
    {
        Kind = kind,
        Account = order.Header.Account,
        Instrument = order.Instrument,
        Order = new OrderId(order.Header.Serial, order.Header.Nonce),
        Side = order.Side,
        Price = order.Price,
        Lots = new Lots(lots),
    };
}
