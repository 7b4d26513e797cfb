using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Plonk;

/// <summary>Columns under one commitment: P(X) = Σ_i X^i·c_i(X^F).</summary>
/// <param name="Kind">The kind of the columns.</param>
/// <param name="Columns">Their indices among their kind; column i of the pack is the i-th. At most F: missing ones are zero.</param>
/// <param name="Factor">F.</param>
/// <param name="IsRotated">True if the columns are opened at ζ and ζω; otherwise they are opened at one point.</param>
/// <param name="Period">Their period: they are polynomials of so many coefficients in X^(n/period); 0 for columns without.</param>
public sealed record Pack(ColumnKind Kind, IReadOnlyList<int> Columns, int Factor, bool IsRotated, int Period)
{
    /// <summary>Points at which the columns are opened.</summary>
    public int PointCount => IsRotated ? 2 : 1;

    /// <summary>Coefficients of the blinding polynomial of each column: one more than openings; 0 for columns of the key.</summary>
    public int BlindingCount => Kind is ColumnKind.Witness or ColumnKind.Helper ? PointCount + 1 : 0;

    /// <summary>The exponent e with which the column's first opening point is ζ^e.</summary>
    /// <param name="rows">n.</param>
    public int Exponent(int rows) => Period > 0 ? rows / Period : 1;
}
