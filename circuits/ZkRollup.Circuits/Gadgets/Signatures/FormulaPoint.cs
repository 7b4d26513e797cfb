using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>A pair of formulas, or of cells, that stands for an affine point.</summary>
internal readonly record struct FormulaPoint(Expression X, Expression Y)
{
    /// <summary>Two neighbouring cells of a region.</summary>
    internal static FormulaPoint At(Region region, int row, int column) => new(region[row, column], region[row, column + 1]);
}
