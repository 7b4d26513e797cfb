using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>A cell that constraints force to hold an integer between two bounds; a negative one as r less its magnitude.</summary>
/// <remarks>Both bounds have a magnitude of at most (r − 1)/2, so an element stands for one integer.</remarks>
public readonly record struct Signed
{
    internal Signed(Cell cell, BigInteger minimum, BigInteger maximum)
    {
        Cell = cell;
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>Where it lies.</summary>
    public Cell Cell { get; }

    /// <summary>The smallest value that the constraints allow.</summary>
    public BigInteger Minimum { get; }

    /// <summary>The largest value that the constraints allow.</summary>
    public BigInteger Maximum { get; }

    /// <summary>The smallest n with −2^n ≤ value &lt; 2^n.</summary>
    public int Bits => FieldInteger.SignedBits(Minimum, Maximum);

    /// <summary>Declares bounds without a constraint of its own: only where another constraint proves them, named in a comment.</summary>
    /// <exception cref="ArgumentException">The bounds are in the wrong order, or a magnitude exceeds (r − 1)/2.</exception>
    public static Signed FromUnchecked(Cell cell, BigInteger minimum, BigInteger maximum) => Create(
        "A signed number", cell, minimum, maximum);

    /// <summary>A signed number is an element.</summary>
    public static implicit operator Element(Signed wire) => new(wire.Cell);

    /// <summary>The cell as a variable.</summary>
    public static implicit operator Expression(Signed wire) => Expression.Of(wire.Cell);

    internal static Signed Create(string operation, Cell cell, BigInteger minimum, BigInteger maximum)
    {
        if (minimum > maximum || -minimum > FieldInteger.HalfModulus || maximum > FieldInteger.HalfModulus)
        {
            throw new ArgumentException(
                $"{operation} from {minimum} to {maximum}: magnitudes may not exceed (r − 1)/2 = {FieldInteger.HalfModulus}.");
        }

        return new(cell, minimum, maximum);
    }
}
