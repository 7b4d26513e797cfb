using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>A cell that nothing is known about: the prover chose its value.</summary>
/// <param name="Cell">Where it lies.</param>
public readonly record struct Unconstrained(Cell Cell)
{
    /// <summary>The cell as a variable.</summary>
    public static implicit operator Expression(Unconstrained wire) => Expression.Of(wire.Cell);
}
