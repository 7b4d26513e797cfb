using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>What decides the outcome of a ForcedClose (docs/protocol.md, 6.7), at the place that the prover names.</summary>
internal sealed class ForcedCloseOpening
{
    /// <summary>The input with the place of the position.</summary>
    internal const string PlaceInput = "place";

    private ForcedCloseOpening(ProgramWriter p)
    {
        Opening opening = Opening.OfQueue<ForcedClose>(p);
        MessageFields message = opening.Message;
        (Account, Instrument, LargestSize) = (message["account"], message["instrument"], message["largestSize"]);
        IsShort = message.Flag("side");
        Record = p.Open(RecordClass.Account, Addresses.Account(Account));
        RecordPort owner = p.Open(RecordClass.Owner, Addresses.Owner(Account));
        Owner = Owners.CheckOwner(p, Record, owner, message["owner"]);
        Terms = p.Open(RecordClass.Terms, Addresses.Terms(Instrument));
        Risk = p.Open(RecordClass.Risk, Addresses.Risk(Instrument));
        p.Rule("6.7 InstrumentUnknown");
        IsListed = !p.IsZero(Terms[Fields.Terms.Kind]);

        p.Rule("6.7 NoSuchPosition");
        Place = Place.Chosen(p, PlaceInput);
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(Account, Place.Number));
        IsShown = p.Equal(position[Fields.Position.Instrument], Instrument);
        AsksNothing = p.IsZero(LargestSize);
        Value size = position[Fields.Position.Size];
        Value signed = p.Materialize(size - (2 * (IsShort * size)));
        Bit isOnSide = p.Greater(signed, 0);
        Has = new(p.Materialize(p.Materialize(IsShown & isOnSide) * (1 - (Value)AsksNothing)));

        // Where the position is the one that is asked for, this is its magnitude, which is within the range of a live one.
        Size = signed;
        p.Rule("6.7 InstrumentClosed");
        IsClosed = new(p.Materialize(Marks.IsClosed(p, Terms, Risk, opening.Time)));
    }

    internal Value Account { get; }

    internal Value Instrument { get; }

    internal Value LargestSize { get; }

    /// <summary>1 if a short position is to be closed.</summary>
    internal Bit IsShort { get; }

    internal RecordPort Record { get; }

    internal RecordPort Terms { get; }

    internal RecordPort Risk { get; }

    internal Place Place { get; }

    /// <summary>|size|, if the account has the position.</summary>
    internal Value Size { get; }

    /// <summary>Whether the account exists, and is the owner's.</summary>
    internal Owners.Check Owner { get; }

    internal Bit IsListed { get; }

    /// <summary>1 if the position at the place is one in the instrument, of whatever size.</summary>
    internal Bit IsShown { get; }

    /// <summary>1 if the largest size is 0.</summary>
    internal Bit AsksNothing { get; }

    /// <summary>1 if it is on the side to close, of a size other than 0, and the largest size is not 0.</summary>
    internal Bit Has { get; }

    internal Bit IsClosed { get; }

    /// <summary>Begins the operation.</summary>
    internal static ForcedCloseOpening Of(ProgramWriter p) => new(p);
}
