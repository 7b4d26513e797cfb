using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>The taker in a slot of matching (docs/protocol.md, 8.3).</summary>
internal sealed class Taker
{
    /// <summary>The name of its place among the inputs.</summary>
    internal const string PlaceInput = "taker";

    private readonly ProgramWriter _p;

    /// <summary>Begins a program of matching.</summary>
    internal Taker(ProgramWriter p, TakerContext context)
    {
        (_p, Context) = (p, context);
        p.Begin(context);
        Account = p.Import(context.Account);
        Instrument = p.Import(context.Instrument);
        Sells = p.ImportBit(context.Sells);
        Remaining = p.Import(context.Remaining);
        Multiplier = p.Import(context.Multiplier);
        Touched = p.Import(context.Touched);
        Book = p.Open(RecordClass.Book, Addresses.Book(Instrument), isEarly: true);
    }

    /// <summary>Where its facts come from.</summary>
    internal TakerContext Context { get; }

    /// <summary>True if it is an order.</summary>
    internal bool IsOrder => Context is MatchingContext;

    /// <summary>Its account.</summary>
    internal Value Account { get; }

    /// <summary>The instrument.</summary>
    internal Value Instrument { get; }

    /// <summary>1 if it sells.</summary>
    internal Bit Sells { get; }

    /// <summary>Lots to take.</summary>
    internal Value Remaining { get; }

    /// <summary>Multiplier of the instrument.</summary>
    internal Value Multiplier { get; }

    /// <summary>Makers touched before.</summary>
    internal Value Touched { get; }

    /// <summary>The book.</summary>
    internal RecordPort Book { get; }

    /// <summary>t.</summary>
    internal Value Time => _p.CarriedIn(CarriedRegister.Time);

    /// <summary>The leaf of the opposite head; 0 if there is none.</summary>
    internal Value HeadLeaf => Sells.Select(Book[Fields.Book.BidLeaf], Book[Fields.Book.AskLeaf]);

    /// <summary>Its price.</summary>
    internal Value HeadPrice => Sells.Select(Book[Fields.Book.BidPrice], Book[Fields.Book.AskPrice]);

    /// <summary>σ·value: as it is if the taker buys, negated if it sells.</summary>
    internal Value Signed(Value value) => (1 - (2 * (Value)Sells)) * value;

    /// <summary>Opens its account.</summary>
    internal RecordPort OpenAccount() => _p.Open(RecordClass.Account, Addresses.Account(Account));

    /// <summary>Opens its position.</summary>
    internal RecordPort OpenPosition() => _p.Open(RecordClass.Position, _p.Import(Context.Position));

    /// <summary>Opens the session of an order.</summary>
    internal RecordPort OpenSession() => _p.Open(RecordClass.Session, _p.Import(MatchingContext.Instance.Session));

    /// <summary>Its place, which the prover states again: its address has one.</summary>
    internal Place PlaceOfPosition()
    {
        Place place = Place.Chosen(_p, PlaceInput);
        _p.RequireEqual(Addresses.Position(Account, place.Number), _p.Import(Context.Position));
        return place;
    }

    /// <summary>An opposite head leaves the list: the next order is the head.</summary>
    /// <param name="maker">The head.</param>
    /// <param name="when">Whether it leaves.</param>
    internal void AdvanceHead(RecordPort maker, Bit when)
    {
        Value bid = _p.Materialize(when * (Value)Sells);
        Value ask = when - bid;
        Value leaf = maker[Fields.Order.NextLeaf];
        Value price = maker[Fields.Order.NextPrice];
        Advance(Fields.Book.BidLeaf, bid, leaf);
        Advance(Fields.Book.BidPrice, bid, price);
        Advance(Fields.Book.AskLeaf, ask, leaf);
        Advance(Fields.Book.AskPrice, ask, price);
    }

    private void Advance(RecordField field, Value isMoved, Value next)
    {
        Value old = Book[field];

        // One of two fields of the same range.
        Book.Set(field, ((isMoved * (next - old)) + old).WithBounds(field.Low, field.High));
    }
}
