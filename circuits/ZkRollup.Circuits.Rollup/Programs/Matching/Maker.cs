using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>The next maker: the head of the opposite side, which crosses (docs/protocol.md, 8.3, 1 to 4).</summary>
/// <remarks>
/// That the order is of this instrument and side, and that its price is the head's, follows from the lists (§12). Its records are those
/// that it names.
/// </remarks>
internal sealed class Maker
{
    /// <summary>The name of its place among the inputs.</summary>
    internal const string PlaceInput = "maker";

    private const long Million = 1_000_000;
    private const int SlotsOfSessions = RecordAddress.Sessions;

    private readonly ProgramWriter _p;
    private readonly Taker _taker;

    /// <summary>Opens the order, and its owner's account and session.</summary>
    internal Maker(ProgramWriter p, Taker taker)
    {
        (_p, _taker) = (p, taker);
        p.Rule("8.3, 4 head");
        Order = p.Open(RecordClass.Order, Addresses.Order(taker.HeadLeaf), isEarly: true);
        Quantity = Order[Fields.Order.Quantity];
        p.Rule("8.3, 1 no head");
        p.RequireNotZero(Quantity);
        SignedPrice = p.Materialize(taker.Signed(Order[Fields.Order.Price]));
        RequireWithinBounds();
        p.Rule("8.3, 3 work limit");
        Touched = p.RequireWithin(taker.Touched + 1, 1, TakerContext.MakersMax);

        p.Rule("3.3 owner ref");
        Value owner = Order[Fields.Order.OwnerRef];
        Value account = p.HintBits(MachineShape.RangeBits, read => read[0] / SlotsOfSessions, owner);
        Value slot = p.RequireWithin(owner - (SlotsOfSessions * account), 0, SlotsOfSessions - 1);

        // 16·account + slot is below 2^28 and no part is negative.
        Number = account.WithBounds(0, taker.Account.High);
        Account = p.Open(RecordClass.Account, Addresses.Account(Number));
        Session = p.Open(RecordClass.Session, Addresses.Session(Number, slot));
    }

    /// <summary>The order.</summary>
    internal RecordPort Order { get; }

    /// <summary>Makers touched, with this one.</summary>
    internal Value Touched { get; }

    /// <summary>Its lots.</summary>
    internal Value Quantity { get; }

    /// <summary>σ·price.</summary>
    internal Value SignedPrice { get; }

    /// <summary>The number of its account.</summary>
    internal Value Number { get; }

    /// <summary>Its account.</summary>
    internal RecordPort Account { get; }

    /// <summary>The session in the slot that it names.</summary>
    internal RecordPort Session { get; }

    /// <summary>8.3 a: what can only be removed is not this order.</summary>
    internal void RequireMatchable()
    {
        RequireCurrent();
        _p.Rule("8.3 a SessionGone");
        _p.RequireEqual(Session[Fields.Session.Serial], Order[Fields.Order.Serial]);
        _p.RequireEqual(Session[Fields.Session.SessionEpoch], Account[Fields.Account.SessionEpoch]);
        _p.Rule("8.3 a OrderExpired");
        _p.RequireLess(_taker.Time, Order[Fields.Order.Expiry]);
        _p.Rule("8.3 a SessionExpired");
        _p.RequireLess(_taker.Time, Session[Fields.Session.Expiry]);
    }

    /// <summary>8.3 a: one of the causes applies.</summary>
    /// <returns>1 if the order is of the account's epoch.</returns>
    internal Bit RequireUnmatchable()
    {
        _p.Rule("8.3 a");
        Bit isCurrent = _p.Equal(Order[Fields.Order.OrderEpoch], Account[Fields.Account.OrderEpoch]);
        Bit isOfSession = _p.Equal(Session[Fields.Session.Serial], Order[Fields.Order.Serial]);
        Bit isOfEpoch = _p.Equal(Session[Fields.Session.SessionEpoch], Account[Fields.Account.SessionEpoch]);
        Bit isBeforeExpiry = _p.Less(_taker.Time, Order[Fields.Order.Expiry]);
        Bit isBeforeSessionExpiry = _p.Less(_taker.Time, Session[Fields.Session.Expiry]);
        _p.Require(!(isCurrent & isOfSession & isOfEpoch & isBeforeExpiry & isBeforeSessionExpiry));
        return isCurrent;
    }

    /// <summary>8.3 b does not apply.</summary>
    internal void RequireOther()
    {
        _p.Rule("8.3 b SelfTrade");
        _p.RequireNotZero(Number - _taker.Account);
    }

    /// <summary>8.3 b applies. Its account's records are the taker's.</summary>
    internal void RequireOwn()
    {
        _p.Rule("8.3 b SelfTrade");
        _p.RequireEqual(Number, _taker.Account);
    }

    /// <summary>
    /// Opens the maker's position: the one in the instrument. An order of the account's epoch has one (§12), with lots of this epoch.
    /// </summary>
    internal RecordPort OpenPosition(Place place, Bit? when = null)
    {
        _p.Rule("8.3, 4 position");
        RecordPort position = _p.Open(RecordClass.Position, Addresses.Position(Number, place.Number), when);
        _p.RequireEqualIf(when ?? Bit.True, position[Fields.Position.Instrument], _taker.Instrument);
        return position;
    }

    /// <summary>8.3 c to f: each applies if its value is negative.</summary>
    /// <param name="position">The maker's position.</param>
    /// <param name="fill">The fill that is tried.</param>
    internal IReadOnlyList<(string Rule, Value Value)> Conditions(RecordPort position, Fill fill)
    {
        // Market = 4·instrument + 2·side + reduceOnly, of this instrument and the other side.
        _p.Rule("3.3 market");
        Bit reduceOnly = _p.RequireBit(Order[Fields.Order.Market] - (4 * _taker.Instrument) - 2 + (2 * (Value)_taker.Sells));
        return
        [
            ("8.3 c OutsideBand", (Million * SignedPrice) - _p.Import(_taker.Context.Near)),
            ("8.3 d FeeAboveMaximum", Order[Fields.Order.MaximumFee] - _p.Import(_taker.Context.MakerFee)),
            ("8.3 e BudgetExhausted", Session[Fields.Session.Budget] - fill.Notional),
            ("8.3 f ReduceOnlyViolated", reduceOnly * fill.RoomOfMaker(position)),
        ];
    }

    /// <summary>8.3 c to f do not apply.</summary>
    internal void RequireNoFault(RecordPort position, Fill fill)
    {
        foreach ((string rule, Value value) in Conditions(position, fill))
        {
            _p.Rule(rule);
            _ = _p.RequireNotNegative(value);
        }
    }

    /// <summary>One of 8.3 c to f applies.</summary>
    internal void RequireFault(RecordPort position, Fill fill)
    {
        Bit none = Bit.True;
        foreach ((string rule, Value value) in Conditions(position, fill))
        {
            _p.Rule(rule);
            none &= !_p.IsNegative(value);
        }

        _p.Rule("8.3 c to f");
        _p.Require(!none);
    }

    private void RequireCurrent()
    {
        _p.Rule("8.3 a EpochPassed");
        _p.RequireEqual(Order[Fields.Order.OrderEpoch], Account[Fields.Account.OrderEpoch]);
    }

    /// <summary>8.3, 1 and 2.</summary>
    private void RequireWithinBounds()
    {
        _p.Rule("8.3, 1 nothing crosses");
        if (_taker.Context is LiquidationContext liquidation)
        {
            _p.RequireAtLeast(_p.Import(liquidation.Bound), SignedPrice * _taker.Multiplier);
            _p.Rule("8.3, 2 band");
            _p.RequireAtLeast(_p.Import(liquidation.Far), Million * SignedPrice);
        }
        else
        {
            _p.RequireAtLeast(_p.Import(MatchingContext.Instance.Bound), SignedPrice);
        }
    }
}
