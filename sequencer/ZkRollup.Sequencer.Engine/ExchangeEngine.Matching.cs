using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Books;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Matching (§8.3 to §8.6).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>Most makers that a transaction touches.</summary>
    private const int MakersMax = 64;

    /// <summary>What <see cref="JudgeMaker"/> says of a maker that can be filled.</summary>
    private const EndOfMatching Fills = 0;

    private readonly OrderBooks _books;

    /// <summary>Half widths of the band around the mark (§4.4).</summary>
    /// <remarks>A price is below 2^36 and a rate below 2^24, so their product is below 2^60.</remarks>
    internal static (long Lower, long Upper) Band(in InstrumentState instrument)
    {
        long width = (instrument.IsOption ? instrument.IndexPrice : instrument.Mark) * instrument.Band / 1_000_000;
        return (Math.Max(instrument.Mark - width, 0), instrument.Mark + width);
    }

    /// <summary>⌈notional·rate/10^6⌉, also for negative rates (§4.6).</summary>
    /// <remarks>
    /// With N = a·10^6 + b it is a·rate + ⌈b·rate/10^6⌉. |rate| ≤ 10^4 and N &lt; 2^55, so a·rate is below 2^50 and b·rate below 2^34:
    /// 64 bits suffice where the product N·rate needs 69.
    /// </remarks>
    internal static long Fee(long notional, long rate)
    {
        (long whole, long part) = Math.DivRem(notional, 1_000_000);
        long product = part * rate;
        return (whole * rate) + (product > 0 ? (product + 999_999) / 1_000_000 : product / 1_000_000);
    }

    /// <summary>True if matching would touch at least one maker.</summary>
    internal bool WouldTouch(int instrument, bool takerBuys, long worstPrice)
    {
        ref readonly InstrumentState state = ref _state.Instruments[instrument];
        if (state.Head(bids: !takerBuys) == 0)
        {
            return false;
        }

        long price = state.HeadPrice(bids: !takerBuys);
        (long lower, long upper) = Band(state);
        return takerBuys ? price <= worstPrice && price <= upper : price >= worstPrice && price >= lower;
    }

    /// <summary>Matches a taker against the opposite side (§8.3).</summary>
    /// <remarks>Each maker has a slot of its own; the first shares that of what came before.</remarks>
    /// <param name="taker">Its remaining lots fall.</param>
    /// <param name="events">Receives trades and removals.</param>
    /// <returns>Why it ended; NothingCrosses also if no lots remain.</returns>
    internal EndOfMatching Match(ref Taker taker, EventBuffer events)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[taker.Instrument];
        (long lower, long upper) = Band(instrument);
        for (int touched = 0; taker.Remaining > 0; touched++)
        {
            int leaf = instrument.Head(bids: !taker.IsBuy);
            long price = instrument.HeadPrice(bids: !taker.IsBuy);
            if (leaf == 0 || (taker.IsBuy ? price > taker.WorstPrice : price < taker.WorstPrice))
            {
                return EndOfMatching.NothingCrosses;
            }

            if (taker.IsBuy ? price > upper : price < lower)
            {
                return EndOfMatching.Band;
            }

            if (touched == MakersMax)
            {
                return EndOfMatching.WorkLimit;
            }

            if (touched > 0)
            {
                EndSlot();
            }

            taker.Touched = touched + 1;
            bool isOutside = taker.IsBuy ? price < lower : price > upper;
            EndOfMatching end = Meet(ref taker, leaf, isOutside, events);
            if (end != Fills)
            {
                return end;
            }
        }

        return EndOfMatching.NothingCrosses;
    }

    /// <summary>A taker meets the next maker: the maker is filled or removed, or matching ends.</summary>
    private EndOfMatching Meet(ref Taker taker, int leaf, bool isOutside, EventBuffer events)
    {
        ref readonly OrderState maker = ref _state.Orders[leaf];
        _state.ReadTerms(taker.Instrument);
        _state.ReadLimits(taker.Instrument);
        _state.ReadRisk(taker.Instrument);
        _state.ReadBook(taker.Instrument);
        _state.ReadOrder(leaf);
        _state.ReadAccount(maker.Account);
        _state.ReadSession(maker.Session);
        RemovalCause cause = JudgeStanding(maker);
        if (cause == 0 && maker.Account == taker.Account)
        {
            if (taker.SelfTradeMode != SelfTradeMode.CancelTaker)
            {
                RemoveMaker(leaf, RemovalCause.SelfTrade, events);
            }

            return taker.SelfTradeMode == SelfTradeMode.CancelMaker ? Fills : EndOfMatching.SelfTrade;
        }

        if (cause == 0 && isOutside)
        {
            cause = RemovalCause.OutsideBand;
        }

        if (cause != 0)
        {
            RemoveMaker(leaf, cause, events);
            return Fills;
        }

        Fill fill = MakeFill(taker, leaf, maker);
        EndOfMatching end = JudgeMaker(taker, fill, maker, out cause);
        if (cause != 0)
        {
            RemoveMaker(leaf, cause, events);
        }
        else if (end == Fills)
        {
            Trade(ref taker, fill, events);
        }

        return end;
    }

    private Fill MakeFill(in Taker taker, int leaf, in OrderState maker)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[taker.Instrument];
        long lots = Math.Min(taker.Remaining, maker.Quantity);

        // Below 2^55 by §6.2: the maker's price is at most the cap, its quantity at most twice the position limit.
        long notional = lots * maker.Price * instrument.Multiplier;
        return new Fill
        {
            Leaf = leaf,
            Place = FindPlace(maker.Account, taker.Instrument),
            Lots = lots,
            Price = maker.Price,
            Notional = notional,
            MakerFee = Fee(notional, instrument.MakerFee),
            TakerFee = Fee(notional, instrument.TakerFee),
        };
    }

    /// <summary>§8.3, 4 a: whether an order may be filled at all, whoever comes.</summary>
    /// <returns>0, or why it may not.</returns>
    private RemovalCause JudgeStanding(in OrderState order)
    {
        ref readonly AccountState owner = ref _state.Accounts[order.Account];
        ref readonly SessionState session = ref _state.Sessions[order.Session];
        return order.OrderEpoch != owner.OrderEpoch ? RemovalCause.EpochPassed
            : session.Serial != order.Serial || session.SessionEpoch != owner.SessionEpoch ? RemovalCause.SessionGone
            : order.Expiry <= _time ? RemovalCause.OrderExpired
            : session.Expiry <= _time ? RemovalCause.SessionExpired
            : 0;
    }

    /// <summary>§8.3, 4 d to j.</summary>
    /// <param name="taker">The taker.</param>
    /// <param name="fill">The fill that would take place.</param>
    /// <param name="maker">The maker.</param>
    /// <param name="cause">Why the maker is removed, or 0.</param>
    /// <returns>Why matching ends, or <see cref="Fills"/>.</returns>
    private EndOfMatching JudgeMaker(in Taker taker, in Fill fill, in OrderState maker, out RemovalCause cause)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[taker.Instrument];
        long makerSize = PositionAt(maker.Account, fill.Place).Size;
        _state.ReadPosition(maker.Account, fill.Place);
        cause = instrument.MakerFee > maker.MaximumFee ? RemovalCause.FeeAboveMaximum
            : fill.Notional > _state.Sessions[maker.Session].Budget ? RemovalCause.BudgetExhausted
            : maker.IsReduceOnly && !IsReducing(makerSize, maker.IsBuy, fill.Lots) ? RemovalCause.ReduceOnlyViolated
            : 0;
        if (cause != 0)
        {
            return Fills;
        }

        long change = taker.IsBuy ? fill.Lots : -fill.Lots;
        long raised = LongChange(PositionAt(taker.Account, taker.Place).Size, change) + LongChange(makerSize, -change);
        if (raised > 0 && instrument.LongLots + raised > instrument.OpenInterestCap)
        {
            return EndOfMatching.OpenInterest;
        }

        if (taker.IsOrder && fill.Notional > _state.Sessions[taker.Session].Budget)
        {
            return EndOfMatching.Budget;
        }

        if (!PassesFill(maker.Account, fill.Place, _time, maker.IsBuy, fill.Lots, fill.Price, fill.MakerFee))
        {
            cause = RemovalCause.MarginInsufficient;
            return Fills;
        }

        return taker.IsOrder && !PassesFill(taker.Account, taker.Place, _time, taker.IsBuy, fill.Lots, fill.Price, fill.TakerFee)
            ? EndOfMatching.Margin
            : Fills;
    }

    /// <summary>True if a trade of a side would only shrink a position.</summary>
    private static bool IsReducing(long size, bool isBuy, long lots) => isBuy ? lots <= -size : lots <= size;

    /// <summary>What a holder's change adds to the long lots.</summary>
    private static long LongChange(long size, long change) => Math.Max(size + change, 0) - Math.Max(size, 0);

    /// <summary>A fill takes place (§8.5).</summary>
    private void Trade(ref Taker taker, in Fill fill, EventBuffer events)
    {
        ref InstrumentState instrument = ref _state.Instruments[taker.Instrument];
        ref OrderState maker = ref _state.Orders[fill.Leaf];
        int account = maker.Account;
        long cash = taker.IsBuy ? fill.Notional : -fill.Notional;
        long change = taker.IsBuy ? fill.Lots : -fill.Lots;
        PositionAt(account, fill.Place).AddOpenLots(!taker.IsBuy, -fill.Lots);
        ChangePosition(account, fill.Place, taker.Instrument, -change, cash - fill.MakerFee);
        if (taker.IsOrder)
        {
            PositionAt(taker.Account, taker.Place).AddOpenLots(taker.IsBuy, -fill.Lots);
            _state.Sessions[taker.Session].Budget -= fill.Notional;
            _state.WroteSession(taker.Session);
        }

        ChangePosition(taker.Account, taker.Place, taker.Instrument, change, -cash - fill.TakerFee);
        instrument.Fees += fill.TakerFee + fill.MakerFee;
        _state.Sessions[maker.Session].Budget -= fill.Notional;
        _state.WroteSession(maker.Session);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.Trade,
            Account = new AccountId(taker.Account),
            Counterparty = new AccountId(account),
            Instrument = new InstrumentId(taker.Instrument),
            Order = new OrderId(new SessionSerial(maker.Serial), new Nonce(maker.Nonce)),
            Leaf = new OrderLeaf(fill.Leaf),
            Side = taker.IsBuy ? Side.Buy : Side.Sell,
            Price = new PriceTicks(fill.Price),
            Lots = new Lots(fill.Lots),
            Money = new QuoteQuanta(fill.TakerFee),
            SecondMoney = new QuoteQuanta(fill.MakerFee),
        });
        taker.Remaining -= fill.Lots;
        maker.Quantity -= fill.Lots;
        _state.WroteOrder(fill.Leaf);
        if (maker.Quantity == 0)
        {
            _books.Remove(fill.Leaf);
            _state.Accounts[account].OpenOrders--;
        }

        ClearIfVacant(account, fill.Place);
    }

    private void RemoveMaker(int leaf, RemovalCause cause, EventBuffer events)
    {
        ref readonly OrderState order = ref _state.Orders[leaf];
        events.Add(EventOf(EventKind.OrderRemoved, leaf, order, (byte)cause));
        TakeOut(leaf);
    }

    private static ExchangeEvent EventOf(EventKind kind, int leaf, in OrderState order, byte cause) => new()
    {
        Kind = kind,
        Cause = cause,
        Account = new AccountId(order.Account),
        Instrument = new InstrumentId(order.Instrument),
        Order = new OrderId(new SessionSerial(order.Serial), new Nonce(order.Nonce)),
        Leaf = new OrderLeaf(leaf),
        Side = order.IsBuy ? Side.Buy : Side.Sell,
        Price = new PriceTicks(order.Price),
        Lots = new Lots(order.Quantity),
    };

    /// <summary>Takes an order out of its list (§8.6).</summary>
    private void TakeOut(int leaf)
    {
        ref readonly OrderState order = ref _state.Orders[leaf];
        int account = order.Account;
        int instrument = order.Instrument;
        bool isBuy = order.IsBuy;
        long quantity = order.Quantity;
        bool isCurrent = order.OrderEpoch == _state.Accounts[account].OrderEpoch;
        _books.Remove(leaf);
        _state.Accounts[account].OpenOrders--;
        _state.WroteAccount(account);
        if (isCurrent)
        {
            int place = FindPlace(account, instrument);
            UsePosition(account, place).AddOpenLots(isBuy, -quantity);
            ClearIfVacant(account, place);
        }
    }
}
