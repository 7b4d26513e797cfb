using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>A cell that constraints force to be 0 or 1.</summary>
public readonly record struct Bit
{
    internal Bit(Cell cell) => Cell = cell;

    /// <summary>Where it lies.</summary>
    public Cell Cell { get; }

    /// <summary>Declares a bit without a constraint of its own: only where another constraint proves it, named in a comment.</summary>
    public static Bit FromUnchecked(Cell cell) => new(cell);

    /// <summary>A bit is an element.</summary>
    public static implicit operator Element(Bit wire) => new(wire.Cell);

    /// <summary>A bit is a number of one bit.</summary>
    public static implicit operator Bounded(Bit wire) => new(wire.Cell, BigInteger.One);

    /// <summary>The cell as a variable.</summary>
    public static implicit operator Expression(Bit wire) => Expression.Of(wire.Cell);
}
