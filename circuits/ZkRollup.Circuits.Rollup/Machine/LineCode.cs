using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Lines of programs as the cells of a row hold them.</summary>
/// <remarks>
/// The coefficients qw and qr have no cells: the kind u stands for both. The unit demands v' + (α·u·(u − 1) + 2·u)·(u − 2)·w − u·(u −
/// 1)·L = 0 with α = 2^bits − 1, which is v' = 0, v' = 2·w, v' = 2·L, v' = 6·(L − 2^bits·w) for u = 0, 1, 2, 3. So v' is v times 1, 2, 2,
/// 6.
/// </remarks>
internal static class LineCode
{
    /// <summary>Cells of a line.</summary>
    internal const int Columns = (int)LineColumn.C + 1;

    /// <summary>What a line says of the value of its formula.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rangeBits">Bits of all limbs of a row.</param>
    /// <exception cref="ArgumentException">It is none of the four kinds.</exception>
    internal static LineKind KindOf(in ProgramLine line, int rangeBits)
    {
        bool usesLimbs = line.Qr == Fr.One;
        if (usesLimbs || line.Qr.IsZero)
        {
            if (line.Qw.IsZero)
            {
                return usesLimbs ? LineKind.Range : LineKind.Assertion;
            }

            if (line.Qw == (usesLimbs ? Fr.FromUInt64(1UL << rangeBits) : -Fr.One))
            {
                return usesLimbs ? LineKind.Comparison : LineKind.Assignment;
            }
        }

        throw new ArgumentException($"No kind of line has qw = {line.Qw} and qr = {line.Qr}.", nameof(line));
    }

    /// <summary>Writes the cells of a line.</summary>
    internal static void Encode(in ProgramLine line, int rangeBits, Span<Fr> cells)
    {
        LineKind kind = KindOf(line, rangeBits);
        Fr scale = Fr.FromUInt64(kind switch { LineKind.Assertion => 1, LineKind.Comparison => 6, _ => 2 });
        cells[(int)LineColumn.Qm] = scale * line.Qm;
        cells[(int)LineColumn.Qn] = scale * line.Qn;
        cells[(int)LineColumn.Qa] = scale * line.Qa;
        cells[(int)LineColumn.Qb] = scale * line.Qb;
        cells[(int)LineColumn.Qc] = scale * line.Qc;
        cells[(int)LineColumn.K] = scale * line.K;
        cells[(int)LineColumn.Kind] = Fr.FromUInt64((ulong)kind);
        cells[(int)LineColumn.A] = Fr.FromInt64(line.A);
        cells[(int)LineColumn.B] = Fr.FromInt64(line.B);
        cells[(int)LineColumn.C] = Fr.FromInt64(line.C);
    }
}
