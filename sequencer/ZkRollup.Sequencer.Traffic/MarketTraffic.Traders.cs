using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>What traders do between rounds.</summary>
public sealed partial class MarketTraffic
{
    private const long SessionLifetime = 28L * 24 * 3_600 * 1_000;
    private const long DeadlineAfter = 5_000;
    private const int MaximumFee = 1_000;
    private const ulong AllMarkets = (1UL << 48) - 1;

    private Cause Trade()
    {
        Trader trader = _traders[_choices.Below(_traders.Length)];
        return _choices.Below(1_000) switch
        {
            < 500 => Place(trader, isTaking: false),
            < 720 => Place(trader, isTaking: true),
            < 890 => Cancel(trader),
            < 915 when !trader.IsBold => Withdraw(trader),
            < 945 when !trader.IsBold => Deposit(trader),
            < 945 => Place(trader, isTaking: true),
            < 955 => Apply(trader.SessionKey, new CancelAll(Header(trader))),
            < 970 => OpenOrRevoke(trader),
            _ when _options.AsContractsAllow && trader.HasForced => Place(trader, isTaking: true),
            < 980 => ForceWithdraw(trader),
            < 988 => ForceClose(trader),
            < 993 => ForceCancel(trader),
            _ => Invalid(trader),
        };
    }

    private Cause Deposit(Trader trader) => Consume(new Deposit(trader.Account, Capital(trader), trader.Owner, default, default));

    private SessionHeader Header(Trader trader) =>
        new(trader.Account, default, trader.Serial, trader.NextNonce(), new(_now + DeadlineAfter));

    private Cause Open(Trader trader, SessionSlot slot)
    {
        const SessionScope scope = SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw;
        OpenSession open = new(
            trader.Account,
            slot,
            trader.NextMasterNonce(),
            new(_now + DeadlineAfter),
            new(_now + SessionLifetime),
            scope,
            AllMarkets,
            new(QuoteAmount.MaxValue),
            new(QuoteAmount.MaxValue),
            trader.SessionKey.PublicKey.X,
            trader.SessionKey.PublicKey.Y);
        Cause cause = Apply(trader.Master, open);
        if (cause == Cause.Accepted)
        {
            trader.Opened(slot);
        }

        return cause;
    }

    /// <summary>A second session comes and goes.</summary>
    private Cause OpenOrRevoke(Trader trader)
    {
        SessionSlot second = new(1);
        if (trader.SecondSerial == SessionSerial.None)
        {
            return Open(trader, second);
        }

        RevokeSession revoke = new(trader.Account, second, trader.NextMasterNonce(), new(_now + DeadlineAfter), trader.SecondSerial);
        Cause cause = Apply(trader.Master, revoke);
        trader.SecondSerial = cause == Cause.Accepted ? SessionSerial.None : trader.SecondSerial;
        return cause;
    }

    /// <summary>An order near the mark that will rest, or one that takes what rests.</summary>
    private Cause Place(Trader trader, bool isTaking)
    {
        Listing listing = AnyOpen(trader);
        long mark = RiskRecord.FromRecord(Engine.GetRecord(RecordAddress.Risk(listing.Instrument))).Mark.Value;
        Side side = trader.IsBold ? (Side)(trader.Account.Value & 1) : (Side)_choices.Below(2);
        TimeInForce life = isTaking && _choices.Percent(60) ? TimeInForce.ImmediateOrCancel
            : !isTaking && _choices.Percent(20) ? TimeInForce.PostOnly
            : TimeInForce.GoodTillCancelled;
        long away = isTaking ? -Math.Max(mark / 200, 1) : _choices.Between(1, Math.Max(mark / 400, 2));
        long lots = trader.IsBold ? _choices.Between(1, BoldLots / 3) : _choices.Between(1, 10);
        return Apply(trader.SessionKey, new PlaceOrder(
            Header(trader),
            new(life == TimeInForce.ImmediateOrCancel ? 0 : _now + _choices.Between(2_000, 120_000)),
            listing.Instrument,
            side,
            life,
            ReduceOnly: false,
            (SelfTradeMode)_choices.Below(3),
            new(Math.Max(side == Side.Buy ? mark - away : mark + away, 1)),
            new(lots),
            new(MaximumFee),
            new((ulong)_choices.Below(long.MaxValue))));
    }

    /// <summary>Bold traders stay with one perpetual, and one side of it; most others meet there too.</summary>
    private Listing AnyOpen(Trader trader)
    {
        if (trader.IsBold || _choices.Percent(50))
        {
            return _listings[(int)(trader.Account.Value % Underlyings)];
        }

        Listing any = _listings[(int)_choices.Below(_listings.Count)];
        return any.Kind == InstrumentKind.Future ? _future! : any;
    }

    /// <summary>Cancels an order that still rests, with its place or leaving it to the sequencer to find it.</summary>
    private Cause Cancel(Trader trader)
    {
        while (trader.Orders.Count > 0)
        {
            int at = (int)_choices.Below(trader.Orders.Count);
            (OrderId id, OrderLeaf leaf) = trader.Orders[at];
            trader.Orders.RemoveAt(at);
            OrderRecord order = OrderRecord.FromRecord(Engine.GetRecord(RecordAddress.Order(leaf)));
            if (order.Quantity.Value > 0 && order.Nonce == id.Nonce && order.Serial == id.Serial)
            {
                return Apply(trader.SessionKey, new CancelOrder(Header(trader), id, _choices.Percent(50) ? leaf : OrderLeaf.None));
            }
        }

        return Place(trader, isTaking: false);
    }

    /// <summary>By the session, or now and then by the master key, which needs none.</summary>
    private Cause Withdraw(Trader trader)
    {
        QuoteAmount amount = new(_choices.Between(1, Capital(trader).Value / 50));
        if (_choices.Percent(80))
        {
            return Apply(trader.SessionKey, new Withdraw(Header(trader), amount));
        }

        SessionHeader header = new(trader.Account, default, SessionSerial.None, trader.NextMasterNonce(), new(_now + DeadlineAfter));
        return Apply(trader.Master, new Withdraw(header, amount));
    }

    private Cause ForceWithdraw(Trader trader)
    {
        trader.HasForced = true;
        return Consume(new ForcedWithdraw(trader.Account, new(Capital(trader).Value / 100), trader.Owner));
    }

    /// <summary>The owner leaves a position through L1.</summary>
    private Cause ForceClose(Trader trader)
    {
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            PositionRecord position = PositionRecord.FromRecord(Engine.GetRecord(RecordAddress.Position(trader.Account, place)));
            if (position.Size.Value != 0)
            {
                trader.HasForced = true;
                Side side = position.Size.Value > 0 ? Side.Buy : Side.Sell;
                return Consume(new ForcedClose(trader.Account, position.Instrument, side, new(_choices.Between(1, 10)), trader.Owner));
            }
        }

        return Place(trader, isTaking: true);
    }

    /// <summary>The owner voids all orders and sessions through L1, and opens a session again.</summary>
    private Cause ForceCancel(Trader trader)
    {
        _pending.Enqueue(() => Open(trader, default));
        trader.HasForced = true;
        trader.SecondSerial = SessionSerial.None;
        return Consume(new ForcedCancelAll(trader.Account, trader.Owner));
    }

    /// <summary>An operation of L1 that is consumed and proven to be invalid.</summary>
    private Cause Invalid(Trader trader)
    {
        trader.HasForced = true;
        return (_options.AsContractsAllow ? 3 : _choices.Below(4)) switch
        {
            0 => Consume(new ForcedWithdraw(new(AccountId.MaxValue), new(1), trader.Owner)),
            1 => Consume(new ForcedWithdraw(trader.Account, new(1), Operator)),
            2 => Consume(new Deposit(trader.Account, new(0), trader.Owner, default, default)),
            _ => Consume(new ForcedClose(trader.Account, new(InstrumentId.MaxValue), Side.Buy, new(1), trader.Owner)),
        };
    }
}
