using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>PlaceOrder: its preconditions (docs/protocol.md, 8.1), and either the order rests at once or matching follows (8.2).</summary>
/// <remarks>
/// The position is there, or the account has none at all and place 0 is taken; else <see cref="TakePlaceProgram"/> goes before. It is the
/// one of its instrument, as an account has no two, and its mask bit is set; both by induction over all steps.
/// </remarks>
internal sealed partial class PlaceOrderProgram
{
    /// <summary>The input that is the place of the position.</summary>
    internal const string PlaceInput = "place";

    /// <summary>The input that is 1 if the account has no position and takes place 0.</summary>
    internal const string TakesInput = "takes";

    private const long OrderLifeMax = 28L * 24 * 60 * 60 * 1_000;
    private const long ImmediateDeadlineMax = 10_000;
    private const long FeeMax = 10_000;
    private const long OpenOrdersMax = 200;
    private const long Million = 1_000_000;

    /// <summary>Beyond all times.</summary>
    private const long TimeLimit = 1L << 48;

    /// <summary>Beyond all lots of a position.</summary>
    private const long LotsLimit = 1L << 37;

    private readonly ProgramWriter _p;
    private readonly bool _sells;
    private readonly OrderPath _path;
    private readonly OrderLists _lists;
    private readonly MessageFields _message;
    private readonly Value _time;
    private readonly Value _price;
    private readonly Value _quantity;
    private readonly RecordPort _session;
    private readonly RecordPort _account;
    private readonly Place _place;
    private readonly RecordPort _position;
    private readonly Value _size;
    private readonly Value _mask;
    private readonly RecordPort _terms;
    private readonly RecordPort _limits;
    private readonly RecordPort _risk;
    private readonly RecordPort _book;

    private PlaceOrderProgram(ProgramWriter p, bool sells, OrderPath path)
    {
        (_p, _sells, _path, _lists) = (p, sells, path, new OrderLists(p, sells));
        Opening.SessionOpening opening = Opening.OfSession<PlaceOrder>(p, ScopeBits.Trade, TakePlaceProgram.Token);
        (_message, _time, _session, _account) = (opening.Message, opening.Time, opening.Session, opening.Account);
        (_price, _quantity) = (_message["price"], _message["quantity"]);
        p.Rule("side");
        p.RequireEqual(_message["side"], sells ? 1 : 0);
        p.Rule("4.7 place");
        _place = Place.Chosen(p, PlaceInput);
        _position = p.Open(RecordClass.Position, Addresses.Position(_message["account"], _place.Number));
        Value instrument = _message["instrument"];
        Bit takes = p.InputBit(TakesInput);
        p.RequireEqualIf(!takes, _position[Fields.Position.Instrument], instrument);
        (_mask, _size) = TakePlace(takes);
        p.Rule("UnknownInstrument");
        _terms = p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        _limits = p.Open(RecordClass.Limits, Addresses.Limits(instrument));
        _risk = p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        _book = p.Open(RecordClass.Book, Addresses.Book(instrument));
        p.RequireNotZero(_terms[Fields.Terms.Kind]);
    }

    private bool IsMatched => _path == OrderPath.Matches;

    internal static StepProgram Write(bool sells, OrderPath path)
    {
        ProgramWriter p = new($"PlaceOrder {(sells ? "sell" : "buy")} {path}");
        new PlaceOrderProgram(p, sells, path).WriteRules();
        return p.Finish();
    }

    private void WriteRules()
    {
        CheckMarket();
        Bit last = CheckTimeInForce();
        CheckForm();
        CheckTimes(last);
        Value worth = CheckAllowance(last);
        (Bit reduces, Value largest, Value opposite) = TakeLots();
        CheckWhatReducingSkips(reduces, largest, opposite);
        Value bandProduct = CheckBand();
        if (IsMatched)
        {
            CheckMark(reduces & !_lists.Crosses(_book, _price));
            LeaveToMatching(worth, bandProduct);
        }
        else
        {
            CheckMark(reduces);
            Rest();
        }

        CheckMargin(reduces);
    }

    /// <summary>§4.7: place 0 of an account without positions is taken.</summary>
    /// <returns>The account's position mask, and the size of the position.</returns>
    private (Value Mask, Value Size) TakePlace(Bit takes)
    {
        _p.Rule("4.7 no position");
        Value mask = _account[Fields.Account.PositionMask];
        _p.RequireZero(takes * _p.Materialize(mask + _place.Number + _position[Fields.Position.Instrument]));
        _p.Rule("4.7 taking a place");
        mask = _p.Materialize(mask + takes).WithBounds(0, Fields.Account.PositionMask.High);
        _account.Set(Fields.Account.PositionMask, mask);
        _position.Set(Fields.Position.Instrument, _message["instrument"]);
        _position.Set(Fields.Position.Snapshot, Taken(Fields.Position.Snapshot, takes));
        Value size = _p.Materialize(Taken(Fields.Position.Size, takes));
        _position.Set(Fields.Position.Size, size);
        return (mask, size);
    }

    /// <summary>
    /// A field of the position, or 0 for one that is taken: a record that does not exist is all zero, also without a bias.
    /// </summary>
    private Value Taken(RecordField field, Bit takes) => (_position[field] + (takes * field.Bias)).WithBounds(field.Low, field.High);

    /// <summary>§8.1, 1 and 2.</summary>
    private void CheckMarket()
    {
        _p.Rule("MarketNotInScope");
        Powers.RequireBit(_p, _session[Fields.Session.Markets], Powers.Of(_p, _terms[Fields.Terms.Underlying], bits: 6));
        _p.Rule("InstrumentClosed");
        _p.RequireAtLeast(1, _risk[Fields.Risk.Status]);
        Bit isDated = _p.AtLeast(_terms[Fields.Terms.Kind], 2);
        _p.RequireLess(_time, _p.Materialize(_terms[Fields.Terms.Expiry] + ((1 - (Value)isDated) * TimeLimit)));
    }

    /// <summary>§8.1, 3: an order that rests at once is GTC or post-only, one that is matched GTC or IOC.</summary>
    /// <returns>1 if it is not GTC.</returns>
    private Bit CheckTimeInForce()
    {
        _p.Rule("SelfTradeModeInvalid");
        _p.RequireAtLeast((int)SelfTradeMode.CancelBoth, _message["selfTradeMode"]);
        _p.Rule("TimeInForceInvalid");
        Value timeInForce = _message["timeInForce"];
        int other = (int)(IsMatched ? TimeInForce.ImmediateOrCancel : TimeInForce.PostOnly);
        Bit last = new(IsMatched ? timeInForce : _p.HintBit(read => read[0] / other, timeInForce));
        _p.RequireEqual(timeInForce, last * other);
        return last;
    }

    /// <summary>§8.1, 4 and 5.</summary>
    private void CheckForm()
    {
        _p.Rule("PriceInvalid");
        _p.RequireNotZero(_price);
        _p.RequireAtLeast(_terms[Fields.Terms.PriceCap], _price);
        Value steps = _p.HintBits(
            MachineShape.RangeBits, read => read[1].IsZero ? 0 : read[0] / read[1], _price, _terms[Fields.Terms.PriceStep]);
        _p.RequireEqual(_price, steps * _terms[Fields.Terms.PriceStep]);
        _p.Rule("QuantityInvalid");
        _p.RequireNotZero(_quantity);
        _p.RequireAtLeast(2 * _limits[Fields.Limits.PositionLimit], _quantity);
    }

    /// <summary>§8.1, 6 and 7.</summary>
    private void CheckTimes(Bit last)
    {
        Value expiry = _message["orderExpiry"];
        _p.Rule("OrderExpiryInvalid");
        if (!IsMatched)
        {
            _p.RequireLess(_time, expiry);
            _p.RequireAtLeast(_time + OrderLifeMax, expiry);
            return;
        }

        // 0 for an IOC, for both ends.
        Bit rests = !last;
        Value time = _p.Materialize(rests * (_time + 1));
        _p.RequireAtLeast(expiry, time);
        _p.RequireAtLeast(time + (rests * (OrderLifeMax - 1)), expiry);
        _p.Rule("DeadlineTooFar");
        _p.RequireAtLeast(_time + ImmediateDeadlineMax + (rests * TimeLimit), _message["deadline"]);
    }

    /// <summary>§8.1, 8 to 11.</summary>
    /// <returns>Price times multiplier.</returns>
    private Value CheckAllowance(Bit last)
    {
        _p.Rule("FeeAboveMaximum");
        Value maximumFee = _message["maximumFee"];
        _p.RequireAtLeast(maximumFee, _limits[Fields.Limits.MakerFee]);
        _p.RequireAtLeast(maximumFee + (IsMatched ? 0 : last * FeeMax), _limits[Fields.Limits.TakerFee]);
        Value worth = _p.Materialize(_price * _terms[Fields.Terms.Multiplier]);
        Value notional = _p.Materialize(worth * _quantity);
        _p.Rule("NotionalAboveSessionLimit");
        _p.RequireAtLeast(_session[Fields.Session.LargestNotional], notional);
        _p.Rule("BudgetExhausted");
        _p.RequireAtLeast(_session[Fields.Session.Budget], notional);
        _p.Rule("TooManyOrders");
        if (IsMatched)
        {
            _p.RequireLess(_account[Fields.Account.OpenOrders], OpenOrdersMax + last);
        }
        else
        {
            _account.Set(Fields.Account.OpenOrders, _account[Fields.Account.OpenOrders] + 1);
        }

        return worth;
    }

    /// <summary>§8.2, 1: the lots of the order become open lots of the position (§4.7).</summary>
    /// <returns> Whether the order is reducing; the lots that the position would have on the order's side with all open lots of this side
    /// filled; and on the opposite side with those of that one.
    /// </returns>
    private (Bit Reduces, Value Largest, Value Opposite) TakeLots()
    {
        (RecordField own, RecordField other) = _sells
            ? (Fields.Position.OpenSells, Fields.Position.OpenBuys)
            : (Fields.Position.OpenBuys, Fields.Position.OpenSells);
        _p.Rule("4.7 lots epoch");
        Value epoch = _account[Fields.Account.OrderEpoch];
        Bit isCurrent = Vacancy.IsCurrent(_p, _position, epoch);
        _position.Set(Fields.Position.LotsEpoch, epoch);
        _p.Rule("8.2, 1 open lots");
        Value ownLots = _p.Materialize((isCurrent * _position[own]) + _quantity);
        Value otherLots = _p.Materialize(isCurrent * _position[other]);
        _position.Set(own, ownLots);
        _position.Set(other, otherLots);
        Value size = _sells ? -_size : _size;
        _p.Rule("8.1 reducing");

        // With lots of its own in it, the sum is at most 0 just if the position is on the opposite side and they only make it smaller.
        Value largest = _p.Materialize(ownLots + size);
        Bit reduces = _p.IsNegative(largest - 1);
        return (reduces, largest, otherLots - size);
    }

    /// <summary>§8.1, 13 to 15 and 18.</summary>
    private void CheckWhatReducingSkips(Bit reduces, Value largest, Value opposite)
    {
        _p.Rule("ReduceOnlyViolated");
        _p.RequireIf(_message.Flag("reduceOnly"), reduces);
        _p.Rule("MarketReducesOnly");
        _p.RequireIf(!reduces, new Bit(_limits[Fields.Limits.Open]));
        _p.Rule("NotionalBelowMinimum");
        Value minimum = _p.Materialize((1 - (Value)reduces) * _limits[Fields.Limits.MinimumNotional]);
        _p.RequireAtLeast(_price * _terms[Fields.Terms.Multiplier] * _quantity, minimum);
        _p.Rule("PositionLimitExceeded");
        Value limit = _p.Materialize(_limits[Fields.Limits.PositionLimit] + (reduces * LotsLimit));
        _p.RequireAtLeast(limit, largest);
        _p.RequireAtLeast(limit, opposite);
    }

    /// <summary>§8.1, 17: that P − mark is at most ⌊x/10^6⌋ is that 10^6·(P − mark) is at most x.</summary>
    /// <returns>x = B·band of §4.4.</returns>
    private Value CheckBand()
    {
        _p.Rule("PriceOutsideBand");
        Value mark = _risk[Fields.Risk.Mark];
        Bit isOption = _p.AtLeast(_terms[Fields.Terms.Kind], 3);
        Value product = _p.Materialize(isOption.Select(_risk[Fields.Risk.IndexPrice], mark) * _limits[Fields.Limits.Band]);
        Value beyond = Million * (_sells ? mark - _price : _price - mark);
        _p.RequireAtLeast(product, beyond);
        return product;
    }

    /// <summary>§8.1, 16, but for the other positions.</summary>
    /// <param name="skipsAge">1 if the mark may be too old.</param>
    private void CheckMark(Bit skipsAge)
    {
        _p.Rule("MarkUnusable");
        _p.RequireNotZero(_risk[Fields.Risk.Status]);
        Value skipped = _p.Materialize(skipsAge);
        _p.RequireAtLeast((Marks.RoundLength * _risk[Fields.Risk.IndexRound]) + Marks.AgeMax + (skipped * TimeLimit), _time);
    }

    /// <summary>§8.1, 16 and 19, which an order that reduces skips.</summary>
    private void CheckMargin(Bit reduces)
    {
        _p.Rule("MarginInsufficient");
        Bit opens = new(_p.Materialize(!reduces));
        ProgramWriter.ScanResult scan = _p.Scan(
            0,
            opens,
            _message["account"],
            _account[Fields.Account.OrderEpoch],
            _mask,
            _account[Fields.Account.Cash]);
        _p.RequireNotNegative(opens * (scan.Equity - scan.Initial));
        _p.Rule("MarkUnusable");
        _p.RequireIf(opens, scan.AllUsable);
    }
}
