using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the sign of a signed number, its absolute value, its positive part, or the nearest number in [0, maximum].</summary>
/// <remarks>
/// Preconditions: those of <see cref="Comparison"/> for the number and 0, and for clamping for the number and the maximum.
/// Constraints: those of <see cref="SignTest"/> for the sign; arithmetic, degree 3: absolute = v − 2·sign·v; positive = v − sign·v;
/// clamped = positive + above·maximum − above·positive.
/// Cost: one row of <see cref="ArithmeticGate"/> and a range for the sign; one row more for the absolute value or positive part; the same
/// again for clamping, unless the bounds of the number make it superfluous.
/// Soundness: the sign is right by <see cref="SignTest"/>; given it, each result is one polynomial of v, and its integer value lies in the
/// stated bounds.
/// Negative tests: Absolute_EveryAttack_IsNoticed, PositivePart_EveryAttack_IsNoticed, Clamp_EveryAttack_IsNoticed.
/// </remarks>
public static class SignedMagnitude
{
    /// <summary>1 if the number is negative.</summary>
    public static Bit IsNegative(CircuitBuilder builder, Signed value) => SignTest.IsNegative(builder, value, null, BigInteger.Zero);

    /// <summary>The sign and the absolute value.</summary>
    public static (Bit IsNegative, Bounded Magnitude) Absolute(CircuitBuilder builder, Signed value)
    {
        Bit sign = IsNegative(builder, value);
        Element magnitude = ArithmeticGate.Evaluate(builder, new() { Product = Fr.FromInt64(-2), B = Fr.One }, sign, value);
        return (sign, new(magnitude.Cell, BigInteger.Max(-value.Minimum, value.Maximum)));
    }

    /// <summary>The number if it is positive, otherwise 0.</summary>
    public static Bounded PositivePart(CircuitBuilder builder, Signed value)
    {
        Bit sign = IsNegative(builder, value);
        Element positive = ArithmeticGate.Evaluate(builder, new() { Product = -Fr.One, B = Fr.One }, sign, value);
        return new(positive.Cell, BigInteger.Max(BigInteger.Zero, value.Maximum));
    }

    /// <summary>0 for a negative number, the maximum for one above it, otherwise the number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is negative.</exception>
    public static Bounded Clamp(CircuitBuilder builder, Signed value, BigInteger maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        Bounded positive = PositivePart(builder, value);
        if (positive.Maximum <= maximum)
        {
            return positive;
        }

        // above: positive > maximum, that is positive − maximum − 1 is not negative.
        Bit above = SignTest.IsNegative(builder, SignedArithmetic.FromBounded(positive), null, -maximum - 1, isNegated: true);
        ArithmeticCoefficients coefficients = new() { Product = -Fr.One, A = FieldInteger.ToField(maximum), B = Fr.One };
        return new(ArithmeticGate.Evaluate(builder, coefficients, above, positive).Cell, maximum);
    }
}
