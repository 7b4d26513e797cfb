using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the result is the sum, difference, negative or product of signed integers, or a value lies in [−2^n, 2^n).</summary>
/// <remarks>
/// Preconditions: the result's bounds, which follow from those of the operands, have magnitudes of at most (r − 1)/2.
/// Constraints: arithmetic (<see cref="ArithmeticGate"/>): the operation. For a range, arithmetic: shifted = value + 2^n, and shifted in
/// [0, 2^(n+1)) by <see cref="RangeCheck"/>.
/// Cost: one row of <see cref="ArithmeticGate"/>; a range of n + 1 bits in addition for a range.
/// Soundness: modulo r the gate is the statement; the integer result lies within bounds that the field represents uniquely. Range: the
/// integer shifted − 2^n lies in [−2^n, 2^n) and is congruent to the value.
/// Negative tests: SignedRange_Bounds_PassAndFail, SignedRange_EveryAttack_IsNoticed, Operations_BoundsReachHalfModulus_Throw.
/// </remarks>
public static class SignedArithmetic
{
    /// <summary>Demands −2^bits ≤ value &lt; 2^bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not from 0 to 252 bits.</exception>
    public static Signed Constrain(CircuitBuilder builder, Unconstrained value, int bits) => Constrain(
        builder, new Element(value.Cell), bits);

    /// <summary>Demands −2^bits ≤ value &lt; 2^bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not from 0 to 252 bits.</exception>
    public static Signed Constrain(CircuitBuilder builder, Element value, int bits)
    {
        if (bits is < 0 or >= RangeCheck.BitsMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(bits), bits, $"A signed range has 0 to {RangeCheck.BitsMax - 1} bits besides the sign.");
        }

        BigInteger half = FieldInteger.PowerOfTwo(bits);
        Element shifted = ArithmeticGate.Evaluate(builder, new() { A = Fr.One, Constant = FieldInteger.ToField(half) }, value);
        RangeCheck.Constrain(builder, shifted, bits + 1);
        return new(value.Cell, -half, half - 1);
    }

    /// <summary>A bounded number as a signed one. It constrains nothing.</summary>
    /// <exception cref="ArgumentException">The bound exceeds (r − 1)/2.</exception>
    public static Signed FromBounded(Bounded value) => Signed.Create("A bounded number", value.Cell, BigInteger.Zero, value.Maximum);

    /// <summary>A signed number that cannot be negative as a bounded one. It constrains nothing.</summary>
    /// <exception cref="ArgumentException">Its bounds allow negative values.</exception>
    public static Bounded ToBounded(Signed value) => value.Minimum.Sign >= 0
        ? new(value.Cell, value.Maximum)
        : throw new ArgumentException($"A number from {value.Minimum} on may be negative.", nameof(value));

    /// <summary>Brings a signed number to another cell; see <see cref="CircuitBuilder.Import(Element, Cell)"/>.</summary>
    public static Signed Import(CircuitBuilder builder, Signed source, Cell target)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(builder.Import((Element)source, target).Cell, source.Minimum, source.Maximum);
    }

    /// <summary>A cell that holds a constant, its own bounds.</summary>
    public static Signed Constant(CircuitBuilder builder, BigInteger value)
    {
        Signed bounds = Signed.Create("A constant", default, value, value);
        return WithBoundsOf(bounds, FieldArithmetic.Constant(builder, FieldInteger.ToField(value)));
    }

    /// <summary>a + b.</summary>
    /// <exception cref="ArgumentException">A magnitude might exceed (r − 1)/2.</exception>
    public static Signed Add(CircuitBuilder builder, Signed a, Signed b)
    {
        Signed bounds = Signed.Create("A sum", default, a.Minimum + b.Minimum, a.Maximum + b.Maximum);
        return WithBoundsOf(bounds, FieldArithmetic.Add(builder, (Element)a, (Element)b));
    }

    /// <summary>a − b.</summary>
    /// <exception cref="ArgumentException">A magnitude might exceed (r − 1)/2.</exception>
    public static Signed Subtract(CircuitBuilder builder, Signed a, Signed b)
    {
        Signed bounds = Signed.Create("A difference", default, a.Minimum - b.Maximum, a.Maximum - b.Minimum);
        return WithBoundsOf(bounds, FieldArithmetic.Subtract(builder, a, b));
    }

    /// <summary>a − b of bounded numbers.</summary>
    /// <exception cref="ArgumentException">A magnitude might exceed (r − 1)/2.</exception>
    public static Signed Subtract(CircuitBuilder builder, Bounded a, Bounded b) => Subtract(builder, FromBounded(a), FromBounded(b));

    /// <summary>−a.</summary>
    public static Signed Negate(CircuitBuilder builder, Signed a) =>
        new(ArithmeticGate.Evaluate(builder, new() { A = -Fr.One }, a).Cell, -a.Maximum, -a.Minimum);

    /// <summary>a·b.</summary>
    /// <exception cref="ArgumentException">A magnitude might exceed (r − 1)/2.</exception>
    public static Signed Multiply(CircuitBuilder builder, Signed a, Signed b)
    {
        (BigInteger minimum, BigInteger maximum) = ProductBounds(a, b);
        Signed bounds = Signed.Create("A product", default, minimum, maximum);
        return WithBoundsOf(bounds, FieldArithmetic.Multiply(builder, (Element)a, (Element)b));
    }

    /// <summary>a·b + c.</summary>
    /// <exception cref="ArgumentException">A magnitude might exceed (r − 1)/2.</exception>
    public static Signed MultiplyAdd(CircuitBuilder builder, Signed a, Signed b, Signed c)
    {
        (BigInteger minimum, BigInteger maximum) = ProductBounds(a, b);
        Signed bounds = Signed.Create("A product and sum", default, minimum + c.Minimum, maximum + c.Maximum);
        return WithBoundsOf(bounds, FieldArithmetic.MultiplyAdd(builder, (Element)a, (Element)b, (Element)c));
    }

    private static Signed WithBoundsOf(Signed bounds, Element value) => new(value.Cell, bounds.Minimum, bounds.Maximum);

    private static (BigInteger Minimum, BigInteger Maximum) ProductBounds(Signed a, Signed b)
    {
        BigInteger[] corners = [a.Minimum * b.Minimum, a.Minimum * b.Maximum, a.Maximum * b.Minimum, a.Maximum * b.Maximum];
        return (corners.Min(), corners.Max());
    }
}
