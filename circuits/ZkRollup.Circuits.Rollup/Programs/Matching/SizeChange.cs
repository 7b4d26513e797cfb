using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>A position whose index is settled and whose size changes, maybe across zero (docs/protocol.md, 4.1 and 8.5, 1).</summary>
internal sealed class SizeChange
{
    private static readonly BigInteger LotsMax = Fields.Position.Size.High;

    private readonly Value _gain;
    private readonly Bit _wasShort;

    /// <param name="p">The writer.</param>
    /// <param name="position">The position before; nothing is set.</param>
    /// <param name="context">Where L and S are.</param>
    /// <param name="change">What is added to the size.</param>
    internal SizeChange(ProgramWriter p, RecordPort position, TakerContext context, Value change)
    {
        Value longIndex = p.Import(context.LongIndex);
        Value shortIndex = p.Import(context.ShortIndex);
        p.Rule("4.1 owed");
        Value before = position[Fields.Position.Size];
        _wasShort = p.IsNegative(before);
        NegativeBefore = p.Materialize(_wasShort * before);
        _gain = p.Materialize(before * (p.Materialize(_wasShort.Select(shortIndex, longIndex)) - position[Fields.Position.Snapshot]));

        p.Rule("8.5, 1 size");
        long bias = Fields.Position.Size.Bias;
        Size = p.RequireWithin(p.Materialize(before + change + bias) - bias, -LotsMax, LotsMax);
        Bit isShort = p.IsNegative(Size);
        NegativeAfter = p.Materialize(isShort * Size);

        // size − 2·min(size, 0) = |size|.
        IsZero = p.IsZero((Size - (2 * NegativeAfter)).WithBounds(0, LotsMax));
        p.Rule("8.5, 1 snapshot");
        Value index = p.Materialize(isShort.Select(shortIndex, longIndex));
        Snapshot = index * (1 - (Value)IsZero);
    }

    /// <summary>owed(s, n): s·(L − n) or −s·(S − n).</summary>
    internal Value Owed => (1 - (2 * (Value)_wasShort)) * _gain;

    /// <summary>min(size, 0) before.</summary>
    internal Value NegativeBefore { get; }

    /// <summary>min(size, 0) after.</summary>
    internal Value NegativeAfter { get; }

    /// <summary>The size after.</summary>
    internal Value Size { get; }

    /// <summary>1 if it is 0.</summary>
    internal Bit IsZero { get; }

    /// <summary>The snapshot after.</summary>
    internal Value Snapshot { get; }

    /// <summary>Leaves size and snapshot in a position that is not cleared.</summary>
    internal void Leave(RecordPort position)
    {
        position.Set(Fields.Position.Size, Size);
        position.SetOrClear(Fields.Position.Snapshot, Snapshot, Bit.False);
    }
}
