using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>A cell whose value, as an integer from 0 to r − 1, constraints force not to exceed a maximum.</summary>
public readonly record struct Bounded
{
    internal Bounded(Cell cell, BigInteger maximum)
    {
        Cell = cell;
        Maximum = maximum;
    }

    /// <summary>Where it lies.</summary>
    public Cell Cell { get; }

    /// <summary>The largest value that the constraints allow.</summary>
    public BigInteger Maximum { get; }

    /// <summary>The smallest n with value &lt; 2^n.</summary>
    public int Bits => (int)Maximum.GetBitLength();

    /// <summary>Declares a bound without a constraint of its own: only where another constraint proves it, named in a comment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is negative.</exception>
    public static Bounded FromUnchecked(Cell cell, BigInteger maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return new(cell, maximum);
    }

    /// <summary>A bounded number is an element.</summary>
    public static implicit operator Element(Bounded wire) => new(wire.Cell);

    /// <summary>The cell as a variable.</summary>
    public static implicit operator Expression(Bounded wire) => Expression.Of(wire.Cell);
}
