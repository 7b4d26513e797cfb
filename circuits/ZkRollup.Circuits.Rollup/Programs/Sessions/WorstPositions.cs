using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>The scan of an account at worst prices, position by position from the highest place down (docs/protocol.md, 4.3).</summary>
/// <remarks>A bit of the mask says that a position is there, of a listed instrument: no program leaves it otherwise.</remarks>
/// <param name="p">The program.</param>
/// <param name="account">The account.</param>
/// <param name="time">t.</param>
/// <param name="remaining">Mask of the positions to come, 0 to 255.</param>
/// <param name="free">What they are added to.</param>
internal sealed class WorstPositions(ProgramWriter p, Value account, Value time, Value remaining, Value free)
{
    private const int PlaceBits = 3;

    /// <summary>Mask of the positions that are left.</summary>
    internal Value Remaining { get; private set; } = remaining;

    /// <summary>The sum so far.</summary>
    internal Value Free { get; private set; } = free;

    /// <summary>1 if a position is left.</summary>
    internal Bit AnyLeft() => new(p.Materialize(!p.IsZero(Remaining)));

    /// <summary>Takes something else off the sum.</summary>
    internal void Subtract(Value value) => Free -= value;

    /// <summary>Adds the position of the highest place, if one is left.</summary>
    internal void AddOne()
    {
        p.Rule("4.3 next position");
        Bit isThere = AnyLeft();
        Value place = TakeHighest(isThere);
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(account, place), isThere);
        Value instrument = position[Fields.Position.Instrument];
        RecordPort risk = p.Open(RecordClass.Risk, Addresses.Risk(instrument), isThere);
        RecordPort terms = p.Open(RecordClass.Terms, Addresses.Terms(instrument), isThere);

        // Fields of records that are not opened mean nothing, but nothing of them is added either. A vacant position, whose size is 0,
        // adds 0.
        Value size = position[Fields.Position.Size];
        Bit isShort = p.IsNegative(size);
        p.Rule("4.3 worst price");
        Value price = WorstPrice(risk, isShort);
        p.Rule("4.1 owed");
        Value snapshot = position[Fields.Position.Snapshot];
        Value perLot = isShort.Select(snapshot - risk[Fields.Risk.ShortIndex], risk[Fields.Risk.LongIndex] - snapshot);
        p.Rule("4.3 worst equity");
        Value ofOne = p.Materialize(perLot + (price * terms[Fields.Terms.Multiplier]));
        Free += p.Materialize(p.Materialize(size * ofOne) * isThere);
    }

    /// <summary>Takes the highest bit of the mask off, and returns its place.</summary>
    private Value TakeHighest(Bit isThere)
    {
        Value place = 0;
        Value power = 1;
        for (int i = 0; i < PlaceBits; i++)
        {
            int bit = i;
            Bit digit = p.HintBit(read => (Log2(read[0]) >> bit) & 1, Remaining);
            place += digit * (1L << i);
            power = p.Materialize(power * (1 + (digit * ((1L << (1 << i)) - 1))));
        }

        // The power is one of 2^0 … 2^7, and no more than the mask, but more than half of it.
        Value taken = p.Materialize(isThere * power);
        Value rest = p.Materialize(Remaining - taken);
        _ = p.RequireNotNegative(rest);
        _ = p.RequireNotNegative(isThere * (power - 1 - rest));
        Remaining = rest.WithBounds(0, Fields.Account.PositionMask.High);
        return place.WithBounds(0, RecordAddress.Positions - 1);
    }

    private static int Log2(BigInteger mask) => mask.Sign <= 0 ? 0 : (int)mask.GetBitLength() - 1;

    /// <summary>w; where the mark is not usable, max(w − h, 0) for a long position, w + h for a short one.</summary>
    private Value WorstPrice(RecordPort risk, Bit isShort)
    {
        Value worse = Marks.Worse(p, risk, isShort);
        Value half = p.DivideCeiling(risk[Fields.Risk.IndexPrice], 2);
        Value against = p.Materialize(half * !Marks.IsUsable(p, risk, time));
        Value ofLong = p.Materialize(p.Max(worse - against, 0));
        return p.Materialize(isShort.Select(worse + against, ofLong));
    }
}
