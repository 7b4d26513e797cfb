using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Preconditions of PlaceOrder (§8.1), after those of its session.</summary>
public sealed partial class ExchangeEngine
{
    private const int OpenOrdersMax = 200;
    private const long OrderLifeMax = 28L * 24 * 60 * 60 * 1000;
    private const long ImmediateLifeMax = 10_000;

    private Cause CheckOrder(long time, int session, in PlaceOrder order, out Placement placement)
    {
        placement = default;
        if (!_state.HasInstrument(order.Instrument.Value))
        {
            return Cause.UnknownInstrument;
        }

        placement.Account = (int)order.Header.Account.Value;
        placement.Session = session;
        placement.Instrument = (int)order.Instrument.Value;
        ref readonly InstrumentState instrument = ref _state.Instruments[placement.Instrument];
        _state.ReadTerms(placement.Instrument);
        _state.ReadLimits(placement.Instrument);
        Cause cause = CheckForm(time, session, order, instrument);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (order.TimeInForce != TimeInForce.ImmediateOrCancel && _state.Accounts[placement.Account].OpenOrders >= OpenOrdersMax)
        {
            return Cause.TooManyOrders;
        }

        if (!TryPlace(order, ref placement))
        {
            return Cause.TooManyPositions;
        }

        bool isReducing = placement.IsReducing;
        if (!isReducing)
        {
            if (order.ReduceOnly)
            {
                return Cause.ReduceOnlyViolated;
            }

            if (!instrument.IsOpen)
            {
                return Cause.MarketReducesOnly;
            }

            if (order.Price.Value * order.Quantity.Value * instrument.Multiplier < instrument.MinimumNotional)
            {
                return Cause.NotionalBelowMinimum;
            }
        }

        return CheckRisk(time, order, placement, instrument, isReducing);
    }

    /// <summary>What is wrong with an order whatever its account has: from MarketNotInScope to BudgetExhausted.</summary>
    private Cause CheckForm(long time, int session, in PlaceOrder order, in InstrumentState instrument)
    {
        ref readonly SessionState state = ref _state.Sessions[session];
        bool isImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        long price = order.Price.Value;
        long quantity = order.Quantity.Value;
        long expiry = order.Expiry.Value;
        if ((state.Markets >> instrument.Underlying & 1) == 0)
        {
            return Cause.MarketNotInScope;
        }

        if (IsClosed(instrument, time))
        {
            return Cause.InstrumentClosed;
        }

        if ((uint)order.TimeInForce > (uint)TimeInForce.PostOnly)
        {
            return Cause.TimeInForceInvalid;
        }

        if ((uint)order.SelfTradeMode > (uint)SelfTradeMode.CancelBoth)
        {
            return Cause.SelfTradeModeInvalid;
        }

        if (price == 0 || price > instrument.PriceCap || price % instrument.PriceStep != 0)
        {
            return Cause.PriceInvalid;
        }

        if (quantity == 0 || quantity > 2 * instrument.PositionLimit)
        {
            return Cause.QuantityInvalid;
        }

        if (isImmediate ? expiry != 0 : expiry <= time || expiry > time + OrderLifeMax)
        {
            return Cause.OrderExpiryInvalid;
        }

        if (isImmediate && order.Header.Deadline.Value > time + ImmediateLifeMax)
        {
            return Cause.DeadlineTooFar;
        }

        long rate = order.TimeInForce == TimeInForce.PostOnly
            ? instrument.MakerFee
            : Math.Max(instrument.TakerFee, instrument.MakerFee);
        if (rate > order.MaximumFee.Value)
        {
            return Cause.FeeAboveMaximum;
        }

        // Below 2^55: price ≤ cap, quantity ≤ 2·limit, and limit·cap·multiplier < 2^54 (§6.2).
        long notional = price * quantity * instrument.Multiplier;
        return notional > state.LargestNotional ? Cause.NotionalAboveSessionLimit
            : notional > state.Budget ? Cause.BudgetExhausted
            : Cause.Accepted;
    }

    /// <summary>Finds the place of the position (§4.7).</summary>
    /// <returns>False if there is none.</returns>
    private bool TryPlace(in PlaceOrder order, ref Placement placement)
    {
        bool isBuy = order.Side == Side.Buy;
        placement.AddedBuys = isBuy ? order.Quantity.Value : 0;
        placement.AddedSells = isBuy ? 0 : order.Quantity.Value;
        placement.Place = FindPlace(placement.Account, placement.Instrument);
        if (placement.Place == NoPlace)
        {
            placement.Place = FindVacantPlace(placement.Account);
            placement.IsNewPlace = true;
            return placement.Place != NoPlace;
        }

        ref readonly PositionState position = ref PositionAt(placement.Account, placement.Place);
        placement.Size = position.Size;
        if (position.LotsEpoch == _state.Accounts[placement.Account].OrderEpoch)
        {
            placement.OpenBuys = position.OpenBuys;
            placement.OpenSells = position.OpenSells;
        }

        return true;
    }

    /// <summary>Marks, band, limits, margin, and post-only: from MarkUnusable on.</summary>
    private Cause CheckRisk(long time, in PlaceOrder order, in Placement placement, in InstrumentState instrument, bool isReducing)
    {
        _state.ReadRisk(placement.Instrument);
        _state.ReadBook(placement.Instrument);
        bool isBuy = order.Side == Side.Buy;
        bool crosses = Crosses(order, instrument);
        if (instrument.Status == MarkStatus.None || (!IsMarkUsable(instrument, time) && (!isReducing || crosses)))
        {
            return Cause.MarkUnusable;
        }

        MarginScan scan = default;
        if (!isReducing)
        {
            Scan(placement.Account, time, out scan);
            if (!scan.AllUsable)
            {
                return Cause.MarkUnusable;
            }
        }

        (long lower, long upper) = Band(instrument);
        if (isBuy ? order.Price.Value > upper : order.Price.Value < lower)
        {
            return Cause.PriceOutsideBand;
        }

        if (!isReducing)
        {
            long buys = placement.OpenBuys + placement.AddedBuys;
            long sells = placement.OpenSells + placement.AddedSells;
            if (Math.Max(placement.Size + buys, sells - placement.Size) > instrument.PositionLimit)
            {
                return Cause.PositionLimitExceeded;
            }

            long initial = scan.Initial - InitialMargin(instrument, placement.Size, placement.OpenBuys, placement.OpenSells)
                + InitialMargin(instrument, placement.Size, buys, sells);
            if (scan.Equity < initial)
            {
                return Cause.MarginInsufficient;
            }
        }

        return crosses && order.TimeInForce == TimeInForce.PostOnly ? Cause.PostOnlyWouldCross : Cause.Accepted;
    }

    /// <summary>True if there is an opposite head and the order's price is not worse.</summary>
    private static bool Crosses(in PlaceOrder order, in InstrumentState instrument)
    {
        bool isBuy = order.Side == Side.Buy;
        long price = instrument.HeadPrice(bids: !isBuy);
        return instrument.Head(bids: !isBuy) != 0 && (isBuy ? order.Price.Value >= price : order.Price.Value <= price);
    }
}
