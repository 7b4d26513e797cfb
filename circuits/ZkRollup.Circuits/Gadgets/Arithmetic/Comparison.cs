using System.Numerics;
using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: a ≤ b or a &lt; b as integers, demanded or told by a bit; the smaller and the larger of two numbers.</summary>
/// <remarks>
/// Preconditions: with all possible differences in [low, high] and n bits to hold them: 2^n + high &lt; r and 2^n ≤ r + low. It follows
/// from 2^(n+1) ≤ r for operands below 2^n, and is checked here.
/// Constraints, of <see cref="SignTest"/>: arithmetic, degree 3: d = b − a, or b − a − 1 for a strict demand; with a bit,
/// d = a − b + 2^n·less, or d = b − a + 2^n·(1 − lessOrEqual); arithmetic.bit; d in [0, 2^n). For the smaller and larger number also
/// select.
/// Cost: one row of <see cref="ArithmeticGate"/> and a range of n bits, n rounded up to whole limbs if the preconditions still hold, so
/// that no limb is checked twice; one row more for the smaller or larger number.
/// Soundness: docs/circuits/arithmetic.md#comparison. A wrong bit, or a demand that does not hold, puts d outside [0, 2^n) modulo r.
/// The difference of a demand that holds is the integer b − a, at most the largest one that the bounds allow.
/// Negative tests: Demand_AExceedsByOne_FailsLookups, Demand_EveryAttack_IsNoticed, Bit_EveryAttack_IsNoticed,
/// Comparison_BoundsTooWide_Throws.
/// </remarks>
public static class Comparison
{
    /// <summary>Demands a ≤ b.</summary>
    /// <returns>b − a.</returns>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof, or do not allow a ≤ b at all.</exception>
    public static Bounded ConstrainLessOrEqual(CircuitBuilder builder, Bounded a, Bounded b) =>
        ConstrainLessOrEqual(builder, AsSigned(a), AsSigned(b));

    /// <summary>Demands a ≤ b.</summary>
    /// <returns>b − a.</returns>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof, or do not allow a ≤ b at all.</exception>
    public static Bounded ConstrainLessOrEqual(CircuitBuilder builder, Signed a, Signed b) =>
        SignTest.ConstrainNotNegative(builder, b, a, BigInteger.Zero);

    /// <summary>Demands a &lt; b.</summary>
    /// <returns>b − a − 1.</returns>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof, or do not allow a &lt; b at all.</exception>
    public static Bounded ConstrainLess(CircuitBuilder builder, Bounded a, Bounded b) => ConstrainLess(builder, AsSigned(a), AsSigned(b));

    /// <summary>Demands a &lt; b.</summary>
    /// <returns>b − a − 1.</returns>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof, or do not allow a &lt; b at all.</exception>
    public static Bounded ConstrainLess(CircuitBuilder builder, Signed a, Signed b) =>
        SignTest.ConstrainNotNegative(builder, b, a, BigInteger.MinusOne);

    /// <summary>1 if a ≤ b.</summary>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof.</exception>
    public static Bit IsLessOrEqual(CircuitBuilder builder, Bounded a, Bounded b) => IsLessOrEqual(builder, AsSigned(a), AsSigned(b));

    /// <summary>1 if a ≤ b.</summary>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof.</exception>
    public static Bit IsLessOrEqual(CircuitBuilder builder, Signed a, Signed b) =>
        SignTest.IsNegative(builder, b, a, BigInteger.Zero, isNegated: true);

    /// <summary>1 if a &lt; b.</summary>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof.</exception>
    public static Bit IsLess(CircuitBuilder builder, Bounded a, Bounded b) => IsLess(builder, AsSigned(a), AsSigned(b));

    /// <summary>1 if a &lt; b.</summary>
    /// <exception cref="ArgumentException">The bounds are too wide for the proof.</exception>
    public static Bit IsLess(CircuitBuilder builder, Signed a, Signed b) => SignTest.IsNegative(builder, a, b, BigInteger.Zero);

    /// <summary>The smaller of two numbers.</summary>
    public static Bounded Min(CircuitBuilder builder, Bounded a, Bounded b)
    {
        Bounded smaller = Selection.Select(builder, IsLess(builder, a, b), a, b);
        return new(smaller.Cell, BigInteger.Min(a.Maximum, b.Maximum));
    }

    /// <summary>The smaller of two numbers.</summary>
    public static Signed Min(CircuitBuilder builder, Signed a, Signed b)
    {
        Signed smaller = Selection.Select(builder, IsLess(builder, a, b), a, b);
        return new(smaller.Cell, smaller.Minimum, BigInteger.Min(a.Maximum, b.Maximum));
    }

    /// <summary>The larger of two numbers.</summary>
    public static Bounded Max(CircuitBuilder builder, Bounded a, Bounded b) => Selection.Select(builder, IsLess(builder, a, b), b, a);

    /// <summary>The larger of two numbers.</summary>
    public static Signed Max(CircuitBuilder builder, Signed a, Signed b)
    {
        Signed larger = Selection.Select(builder, IsLess(builder, a, b), b, a);
        return new(larger.Cell, BigInteger.Max(a.Minimum, b.Minimum), larger.Maximum);
    }

    /// <summary>For the sign test, which checks the bounds itself, a bounded number may exceed (r − 1)/2.</summary>
    private static Signed AsSigned(Bounded value) => new(value.Cell, BigInteger.Zero, value.Maximum);
}
