namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A gate, or what an argument adds: <paramref name="Factor"/>·<paramref name="Formula"/> is zero on every row.</summary>
/// <param name="Label">Names the constraint in every report.</param>
/// <param name="Factor">Selector, possibly shared by constraints that follow one another.</param>
/// <param name="Formula">The rest.</param>
public sealed record Constraint(string Label, Expression Factor, Expression Formula)
{
    /// <summary>Factor times formula.</summary>
    public Expression Whole => Factor * Formula;
}
