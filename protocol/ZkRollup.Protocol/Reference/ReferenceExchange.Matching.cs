using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§8.3 to §8.5: matching.</content>
public sealed partial class ReferenceExchange
{
    private const int MakersMax = 64;

    /// <summary>§8.3: takes lots until none remain (null) or matching ends.</summary>
    private EndOfMatching? Match(Taker taker, ref long remaining)
    {
        for (int touched = 0; remaining > 0; touched++)
        {
            if (EndBeforeMaker(taker) is EndOfMatching end)
            {
                return end;
            }

            if (touched == MakersMax)
            {
                return EndOfMatching.WorkLimit;
            }

            OrderLeaf leaf = HeadLeaf(Book(taker.Instrument), Opposite(taker.Side));
            OrderRecord maker = Order(leaf);
            if (Unmatchable(maker) is RemovalCause gone)
            {
                Remove(leaf, gone); // a
            }
            else if (maker.Account == taker.Account)
            {
                if (PreventSelfTrade(taker, leaf))
                {
                    return EndOfMatching.SelfTrade; // b
                }
            }
            else
            {
                long lots = long.Min(remaining, maker.Quantity.Value);
                if (MakerFault(maker, lots) is RemovalCause fault)
                {
                    Remove(leaf, fault); // c to f
                }
                else if (EndAtMaker(taker, maker, lots) is EndOfMatching obstacle)
                {
                    return obstacle; // g, h
                }
                else if (!PassesMargin(maker.Account, maker, lots, maker.Side, Limits(maker.Instrument).MakerFee))
                {
                    Remove(leaf, RemovalCause.MarginInsufficient); // i
                }
                else if (taker.Order is not null
                    && !PassesMargin(taker.Account, maker, lots, taker.Side, Limits(maker.Instrument).TakerFee))
                {
                    return EndOfMatching.Margin; // j
                }
                else
                {
                    Fill(taker, leaf, maker, lots); // k
                    remaining -= lots;
                }
            }
        }

        return null;
    }

    /// <summary>§8.3, 1 and 2: null if there is a maker to touch.</summary>
    private EndOfMatching? EndBeforeMaker(Taker taker)
    {
        BookRecord book = Book(taker.Instrument);
        Side makers = Opposite(taker.Side);
        long price = HeadPrice(book, makers).Value;
        (long lower, long upper) = Band(taker.Instrument);
        return HeadLeaf(book, makers) == OrderLeaf.None ? EndOfMatching.NothingCrosses
            : IsBetter(makers, taker.WorstPrice, price) ? EndOfMatching.NothingCrosses
            : taker.Side == Side.Buy && price > upper ? EndOfMatching.Band
            : taker.Side == Side.Sell && price < lower ? EndOfMatching.Band
            : null;
    }

    /// <summary>§8.3 a: the order can only be removed.</summary>
    private RemovalCause? Unmatchable(in OrderRecord order)
    {
        AccountRecord account = Account(order.Account);
        SessionRecord session = Session(order.Account, order.Slot);
        return order.OrderEpoch != account.OrderEpoch ? RemovalCause.EpochPassed
            : IsSessionGone(order, session, account) ? RemovalCause.SessionGone
            : order.Expiry.Value <= _time.Value ? RemovalCause.OrderExpired
            : session.Expiry.Value <= _time.Value ? RemovalCause.SessionExpired
            : null;
    }

    private static bool IsSessionGone(in OrderRecord order, in SessionRecord session, in AccountRecord account) =>
        session.Serial != order.Serial || session.SessionEpoch != account.SessionEpoch;

    /// <summary>§8.3 b: true if matching ends.</summary>
    private bool PreventSelfTrade(Taker taker, OrderLeaf leaf)
    {
        Invariant.Require(taker.Order is not null, "Orders of a liquidated account are of a passed epoch; leaf", leaf.Value);
        SelfTradeMode mode = taker.Order!.Value.SelfTradeMode;
        if (mode != SelfTradeMode.CancelTaker)
        {
            Remove(leaf, RemovalCause.SelfTrade);
        }

        return mode != SelfTradeMode.CancelMaker;
    }

    /// <summary>§8.3 c to f: why the maker cannot be filled with so many lots; null if it can.</summary>
    private RemovalCause? MakerFault(in OrderRecord maker, long lots) =>
        IsOutsideBand(maker) ? RemovalCause.OutsideBand
        : Limits(maker.Instrument).MakerFee.Value > maker.MaximumFee.Value ? RemovalCause.FeeAboveMaximum
        : NotionalOf(maker, lots) > Session(maker.Account, maker.Slot).Budget.Value ? RemovalCause.BudgetExhausted
        : maker.IsReduceOnly && !Reduces(SizeOf(maker.Account, maker.Instrument), maker.Side, lots) ? RemovalCause.ReduceOnlyViolated
        : null;

    /// <summary>§8.3 c: the maker sells below the band or buys above it.</summary>
    private bool IsOutsideBand(in OrderRecord maker)
    {
        (long lower, long upper) = Band(maker.Instrument);
        return maker.Side == Side.Sell ? maker.Price.Value < lower : maker.Price.Value > upper;
    }

    private Int128 NotionalOf(in OrderRecord order, long lots) => Notional(lots, order.Price, Terms(order.Instrument).Multiplier);

    /// <summary>§8.4: a fill of so many lots on a side only makes a position of this size smaller.</summary>
    private static bool Reduces(long size, Side side, long lots) =>
        side == Side.Sell ? size > 0 && lots <= size : size < 0 && lots <= -size;

    /// <summary>§8.3 g and h: null if neither open interest nor budget stands against the fill.</summary>
    private EndOfMatching? EndAtMaker(Taker taker, in OrderRecord maker, long lots)
    {
        long takerSize = SizeOf(taker.Account, taker.Instrument);
        long makerSize = SizeOf(maker.Account, taker.Instrument);
        long change = lots * SignOf(taker.Side);
        long longs = Book(taker.Instrument).LongLots.Value;
        long rise = RiseOfLongs(new SizeChange(takerSize, takerSize + change)) + RiseOfLongs(new SizeChange(makerSize, makerSize - change));
        if (rise > 0 && longs + rise > Limits(taker.Instrument).OpenInterestCap.Value)
        {
            return EndOfMatching.OpenInterest;
        }

        return taker.Order is PlaceOrder order
            && NotionalOf(maker, lots) > Session(taker.Account, order.Header.Slot).Budget.Value ? EndOfMatching.Budget : null;
    }

    /// <summary>§8.4: the account can carry a fill at the maker's price, on its own side, at its own fee rate.</summary>
    private bool PassesMargin(AccountId id, in OrderRecord maker, long lots, Side side, FeeRate rate)
    {
        AccountRecord account = Account(id);
        Exposure[] exposures = Exposures(id);
        MarginScan before = Scan(account.Cash.Value, exposures);

        int place = PlaceOf(maker.Instrument, exposures);
        Exposure position = exposures[place];
        RiskRecord risk = Risk(maker.Instrument);
        long size = position.Size + (lots * SignOf(side));
        exposures[place] = position with
        {
            Size = size,
            Snapshot = SnapshotOf(size, risk).Value,
            OpenBuys = position.OpenBuys - (side == Side.Buy ? lots : 0),
            OpenSells = position.OpenSells - (side == Side.Sell ? lots : 0),
        };
        Int128 cash = account.Cash.Value + Owed(position.Size, position.Snapshot, risk) + PaymentOf(maker, lots, side, rate);
        MarginScan after = Scan(cash, exposures);

        return (before.AllUsable && after.Equity >= after.Initial)
            || (Reduces(position.Size, side, lots)
                && after.Equity >= 0
                && after.Equity - after.Maintenance >= Int128.Min(0, before.Equity - before.Maintenance));
    }

    /// <summary>§8.5, 1: ∓ N − fee.</summary>
    private Int128 PaymentOf(in OrderRecord maker, long lots, Side side, FeeRate rate)
    {
        Int128 notional = NotionalOf(maker, lots);
        return -(SignOf(side) * notional) - Fee(notional, rate);
    }

    /// <summary>§8.5.</summary>
    private void Fill(Taker taker, OrderLeaf leaf, in OrderRecord maker, long lots)
    {
        InstrumentId instrument = taker.Instrument;
        LimitsRecord limits = Limits(instrument);
        Int128 notional = NotionalOf(maker, lots);
        Int128 makerFee = Fee(notional, limits.MakerFee);
        Int128 takerFee = Fee(notional, limits.TakerFee);
        long change = lots * SignOf(taker.Side);

        AddOpenLots(maker.Account, instrument, maker.Side, -lots);
        SizeChange ofMaker = ChangePosition(maker.Account, instrument, -change, PaymentOf(maker, lots, maker.Side, limits.MakerFee));
        if (taker.Order is not null)
        {
            AddOpenLots(taker.Account, instrument, taker.Side, -lots);
        }

        SizeChange ofTaker = ChangePosition(taker.Account, instrument, change, PaymentOf(maker, lots, taker.Side, limits.TakerFee));

        MoveOpenInterest(instrument, [ofMaker, ofTaker]);
        BookRecord book = Book(instrument);
        Put(instrument, book with { Fees = Invariant.Narrow<QuoteAmount>(book.Fees.Value + makerFee + takerFee, "Fees") });

        SpendBudget(maker.Account, maker.Slot, notional);
        if (taker.Order is PlaceOrder order)
        {
            SpendBudget(taker.Account, order.Header.Slot, notional);
        }

        Emit(new ExchangeEvent
        {
            Kind = EventKind.Trade,
            Account = taker.Account,
            Counterparty = maker.Account,
            Instrument = instrument,
            Order = maker.Id,
            Leaf = leaf,
            Side = taker.Side,
            Price = maker.Price,
            Lots = new Lots(lots),
            Money = Invariant.Narrow<QuoteQuanta>(takerFee, "The taker's fee"),
            SecondMoney = Invariant.Narrow<QuoteQuanta>(makerFee, "The maker's fee"),
        });
        ReduceMaker(leaf, lots);
        ClearIfVacant(maker.Account, instrument);
    }

    /// <summary>§8.5, 4.</summary>
    private void ReduceMaker(OrderLeaf leaf, long lots)
    {
        OrderRecord maker = Order(leaf);
        if (maker.Quantity.Value == lots)
        {
            RemoveFromList(leaf);
        }
        else
        {
            Put(leaf, maker with { Quantity = new Lots(maker.Quantity.Value - lots) });
        }
    }

    /// <summary>§8.5, 3.</summary>
    private void SpendBudget(AccountId account, SessionSlot slot, Int128 notional)
    {
        SessionRecord session = Session(account, slot);
        Put(account, slot, session with { Budget = Invariant.Narrow<QuoteAmount>(session.Budget.Value - notional, "A budget") });
    }
}
