using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>A fill (docs/protocol.md, 8.3 k, 8.4, 8.5): none of what comes before it in §8.3 applies.</summary>
/// <remarks>
/// There are two of it for each kind of taker: lots remain to be taken and the maker has none left, or the taker's last lots are taken.
/// An order's transaction ends with its last lots; its position is cleared then if it is vacant (8.2, 5).
/// </remarks>
internal sealed class FillProgram
{
    private readonly ProgramWriter _p;
    private readonly TakerContext _context;
    private readonly bool _isLast;
    private readonly Taker _taker;
    private readonly Maker _maker;
    private readonly RecordPort _makerPosition;
    private readonly RecordPort _takerAccount;
    private readonly RecordPort _takerPosition;
    private readonly RecordPort? _takerSession;
    private readonly Place _makerPlace;

    private FillProgram(TakerContext context, bool isLast)
    {
        (_context, _isLast) = (context, isLast);
        _p = new(context is MatchingContext ? isLast ? "LastFill" : "Fill" : isLast ? "LastFillOfLiquidation" : "FillOfLiquidation");
        _taker = new(_p, context);
        _maker = new(_p, _taker);
        _makerPlace = Place.Chosen(_p, Maker.PlaceInput);
        _makerPosition = _maker.OpenPosition(_makerPlace);
        _takerAccount = _taker.OpenAccount();
        _takerPosition = _taker.OpenPosition();
        _takerSession = _taker.IsOrder ? _taker.OpenSession() : null;
    }

    /// <param name="context">The kind of taker.</param>
    /// <param name="isLast">Whether no lots remain.</param>
    internal static StepProgram Write(TakerContext context, bool isLast) => new FillProgram(context, isLast).Write();

    private StepProgram Write()
    {
        _maker.RequireMatchable();
        if (_taker.IsOrder)
        {
            _maker.RequireOther();
        }

        // What the maker has left, and what the taker has: one of them is 0.
        _p.Rule("8.3 e lots");
        Value difference = _maker.Quantity - _taker.Remaining;
        Value left = _isLast ? _p.RequireNotNegative(difference) : 0;
        Value remaining = _isLast ? 0 : _p.RequireWithin(-difference, 1, Fields.Order.Quantity.High);
        Bit isFilled = _isLast ? _p.IsZero(left) : Bit.True;

        Fill fill = new(_p, _taker, _maker, _isLast ? _taker.Remaining : _maker.Quantity);
        _maker.RequireNoFault(_makerPosition, fill);
        Value room = fill.RoomOfMaker(_makerPosition);
        Value? roomOfTaker = _taker.IsOrder ? fill.RoomOfTaker(_takerPosition) : null;
        fill.ComputePayments();

        SizeChange ofMaker = new(_p, _makerPosition, _context, -fill.Change);
        SizeChange ofTaker = new(_p, _takerPosition, _context, fill.Change);
        ChangeBook(fill, ofMaker, ofTaker, isFilled);
        ChangeMaker(fill, ofMaker, left, isFilled);
        ChangeTaker(fill, ofTaker);
        RequireMargins(fill, room, roomOfTaker);
        End(remaining);
        return _p.Finish();
    }

    /// <summary>§8.3 g; §8.5, 2.</summary>
    private void ChangeBook(Fill fill, SizeChange ofMaker, SizeChange ofTaker, Bit isFilled)
    {
        RecordPort book = _taker.Book;
        _p.Rule("8.5, 2 open interest");
        Value rise = OpenInterest.Rise(_p, ofMaker, ofTaker);
        Value longs = _p.Materialize(book[Fields.Book.LongLots] + rise);
        book.Set(Fields.Book.LongLots, longs);
        book.Set(Fields.Book.ShortLots, _p.Materialize(book[Fields.Book.ShortLots] + rise));
        if (_context is MatchingContext context)
        {
            _p.Rule("8.3 g open interest");
            Bit rises = _p.IsNegative(-rise);
            _ = _p.RequireNotNegative(rises * (_p.Import(context.OpenInterestCap) - longs));
        }

        _p.Rule("8.5, 2 fees");
        book.Set(Fields.Book.Fees, _p.Materialize(book[Fields.Book.Fees] + fill.Fees!));
        _p.Rule("8.5, 4 head");
        _taker.AdvanceHead(_maker.Order, isFilled);
    }

    /// <summary>§8.5 for the maker.</summary>
    private void ChangeMaker(Fill fill, SizeChange change, Value left, Bit isFilled)
    {
        (RecordPort order, RecordPort account) = (_maker.Order, _maker.Account);
        _p.Rule("8.5, 3 maker's budget");

        // 8.3 e does not apply.
        Value budget = _maker.Session[Fields.Session.Budget] - fill.Notional;
        _maker.Session.Set(Fields.Session.Budget, budget.WithBounds(0, Fields.Session.Budget.High));

        _p.Rule("8.5, 4 order");
        if (_isLast)
        {
            order.SetOrClear(Fields.Order.Quantity, left, isFilled);
            order.ClearIf(isFilled);
        }
        else
        {
            order.Clear();
        }

        _p.Rule("8.5, 4 open orders");
        account.Set(Fields.Account.OpenOrders, _p.Materialize(account[Fields.Account.OpenOrders] - isFilled));

        _p.Rule("8.5, 1 maker's cash");
        account.Set(Fields.Account.Cash, Stored(Fields.Account.Cash, account[Fields.Account.Cash] + fill.PaymentOfMaker! + change.Owed));

        _p.Rule("8.5, 1 maker's open lots");
        OpenLots lots = new(_p, _makerPosition, bought: fill.Sold, sold: fill.Bought);
        _p.Rule("8.5, 5 vacant");
        lots.Leave(change, account, _makerPlace);
    }

    /// <summary>§8.5 for the taker; the position of an order is cleared if its last lots leave it vacant.</summary>
    private void ChangeTaker(Fill fill, SizeChange change)
    {
        (RecordPort account, RecordPort position) = (_takerAccount, _takerPosition);
        _p.Rule("8.5, 1 taker's cash");
        account.Set(Fields.Account.Cash, Stored(Fields.Account.Cash, account[Fields.Account.Cash] + fill.PaymentOfTaker! + change.Owed));
        if (_takerSession is not { } session)
        {
            change.Leave(position);
            return;
        }

        _p.Rule("8.3 h budget");
        session.Set(Fields.Session.Budget, _p.Materialize(session[Fields.Session.Budget] - fill.Notional));
        _p.Rule("8.5, 1 taker's open lots");
        OpenLots lots = new(_p, position, fill.Bought, fill.Sold);
        _p.Rule("8.2, 5 vacant");
        if (_isLast)
        {
            lots.Leave(change, account, _taker.PlaceOfPosition());
        }
        else
        {
            lots.Leave(change);
        }
    }

    /// <summary>§8.3 i and j, by the scans after the fill.</summary>
    private void RequireMargins(Fill fill, Value room, Value? roomOfTaker)
    {
        ProgramWriter.ScanResult ofMaker = _p.Scan(0, _maker.Number, _maker.Account);
        FillMargin.RequirePass(_p, "8.3 i MarginInsufficient", ofMaker, room, fill.GainOfMaker());
        if (roomOfTaker is not null)
        {
            ProgramWriter.ScanResult ofTaker = _p.Scan(1, _taker.Account, _takerAccount);
            FillMargin.RequirePass(_p, "8.3 j margin", ofTaker, roomOfTaker, fill.GainOfTaker());
        }
    }

    private void End(Value remaining)
    {
        if (!_isLast)
        {
            _context.Leave(_p, (_context.Remaining, remaining), (_context.Touched, _maker.Touched));
        }
        else if (_context is LiquidationContext liquidation)
        {
            LiquidationMatchedContext.Instance.Leave(_p, liquidation, 0, Bit.False, _maker.Touched);
        }
        else
        {
            _p.End(null);
        }
    }

    /// <summary>A value as the result that is stored, its bias added.</summary>
    private Value Stored(RecordField field, Value value) => _p.Materialize(value + field.Bias) - field.Bias;
}
