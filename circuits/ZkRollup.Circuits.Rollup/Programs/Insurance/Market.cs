using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>An instrument whose positions change hands: its terms, numbers, open interest and insurance.</summary>
internal sealed class Market
{
    private readonly ProgramWriter _p;
    private readonly Value _instrument;

    private Market(ProgramWriter p, Value instrument)
    {
        (_p, _instrument) = (p, instrument);
        Terms = p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        Risk = p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        Book = p.Open(RecordClass.Book, Addresses.Book(instrument));
        LongLots = Book[Fields.Book.LongLots];
        ShortLots = Book[Fields.Book.ShortLots];
        PerLot = p.Materialize(Risk[Fields.Risk.Mark] * Terms[Fields.Terms.Multiplier]);
    }

    internal RecordPort Terms { get; }

    internal RecordPort Risk { get; }

    internal RecordPort Book { get; }

    /// <summary>mark·multiplier.</summary>
    internal Value PerLot { get; }

    /// <summary>Long lots of the Book as they are now.</summary>
    internal Value LongLots { get; private set; }

    /// <summary>Short lots.</summary>
    internal Value ShortLots { get; private set; }

    /// <summary>Opens Terms, Risk and Book.</summary>
    internal static Market Open(ProgramWriter p, Value instrument) => new(p, instrument);

    /// <summary>Opens the insurance.</summary>
    internal InsuranceState Insurance() =>
        new(_p, _p.Open(RecordClass.Insurance, Addresses.Insurance(_instrument)), Risk, PerLot);

    /// <summary>§10.1 and §8.5, 2: long and short lots follow.</summary>
    internal void Move(Value longs, Value shorts)
    {
        LongLots = _p.Materialize(LongLots + longs);
        ShortLots = _p.Materialize(ShortLots + shorts);
        Book.Set(Fields.Book.LongLots, LongLots);
        Book.Set(Fields.Book.ShortLots, ShortLots);
    }
}
