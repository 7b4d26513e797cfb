namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Where the limbs of a range check lie: rows from the least significant limb on, the last row full.</summary>
/// <remarks>
/// k = ⌈bits/LimbBits⌉ limbs, and one more cell with the shifted top limb if bits is no multiple of LimbBits. With ρ rows, the fewest
/// that the limb columns allow, γ columns, the fewest that ρ rows allow. The last row holds γ cells: the top limbs, then the shifted one.
/// The γ-th column of an earlier row may stay empty, never its first: k + shifted &gt; (ρ − 1)·γ.
/// </remarks>
internal sealed class RangeLayout
{
    internal RangeLayout(int bits, int limbBits, int limbColumns)
    {
        if (limbColumns == 0)
        {
            throw new ArgumentException($"A range of {bits} bits takes limb columns, and the grid has none.");
        }

        LimbBits = limbBits;
        LimbCount = (bits + limbBits - 1) / limbBits;
        TopBits = bits - (limbBits * (LimbCount - 1));
        int cells = LimbCount + (HasShiftedTop ? 1 : 0);
        int columnsMin = HasShiftedTop ? 2 : 1;
        if (limbColumns < columnsMin)
        {
            throw new ArgumentException($"{bits} bits in limbs of {limbBits} take {columnsMin} limb columns, the grid has {limbColumns}.");
        }

        Rows = (cells + limbColumns - 1) / limbColumns;
        Columns = Math.Max(columnsMin, (cells + Rows - 1) / Rows);
    }

    internal int LimbBits { get; }

    internal int LimbCount { get; }

    /// <summary>Bits of the most significant limb.</summary>
    internal int TopBits { get; }

    internal bool HasShiftedTop => TopBits < LimbBits;

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Limbs in the last row.</summary>
    private int LastRowLimbs => Columns - (HasShiftedTop ? 1 : 0);

    /// <summary>The first limb of a row.</summary>
    internal int FirstLimb(int row) => row == Rows - 1 ? LimbCount - LastRowLimbs : row * Columns;

    /// <summary>Limbs in a row.</summary>
    internal int LimbsInRow(int row) => row == Rows - 1 ? LastRowLimbs : Math.Min(Columns, FirstLimb(Rows - 1) - FirstLimb(row));
}
