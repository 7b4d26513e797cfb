using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: quotient·divisor ± remainder = dividend as integers, 0 ≤ remainder &lt; divisor; minus after rounding up.</summary>
/// <remarks>
/// Preconditions: with the quotient in [qLow, qHigh] by its range, 0 ≤ divisor ≤ D, remainder ≤ D − 1 and dividend in [aLow, aHigh]:
/// every possible value of quotient·divisor ± remainder − dividend has a magnitude below r. Checked here.
/// Constraints: arithmetic, degree 3: q·divisor ± remainder − dividend = 0; q in [0, 2^n), for a signed dividend q + 2^n in [0, 2^(n+1)),
/// and the remainder in a range by <see cref="RangeCheck"/>; remainder &lt; divisor by <see cref="Comparison"/>.
/// Cost: two rows of <see cref="ArithmeticGate"/>, three for a signed dividend, and three ranges: quotient, remainder, divisor −
/// remainder − 1.
/// Soundness: docs/circuits/arithmetic.md#division. The gate's value is an integer multiple of r of magnitude below r, so it is zero as an
/// integer; 0 ≤ remainder &lt; divisor excludes divisor 0 and makes the pair unique. Rounding down is toward minus infinity, up toward plus
/// infinity, also for negative dividends.
/// Negative tests: Division_QuotientOffByOne_FailsOneOfTheRanges, Division_RemainderEqualsDivisor_FailsTheDemand,
/// Division_SignedTowardZero_IsRefused, Division_WrapModuloR_FailsTheQuotientRange, Division_BoundsTooWide_Throws,
/// Division_EveryAttack_IsNoticed.
/// </remarks>
public static class Division
{
    private const string HintLabel = "division";

    /// <summary>Divides and rounds down.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">By what; zero is refused by the constraints.</param>
    /// <param name="quotientBits">Demands that the quotient is below 2^quotientBits; 0 for no demand of its own.</param>
    /// <exception cref="ArgumentException">The bounds do not exclude a wrap modulo r, or the divisor is 0 by its bound.</exception>
    public static DivisionResult DivFloor(CircuitBuilder builder, Bounded dividend, Bounded divisor, int quotientBits = 0) =>
        DivideBounded(builder, dividend, divisor, quotientBits, isCeil: false);

    /// <summary>Divides and rounds up; see <see cref="DivFloor(CircuitBuilder, Bounded, Bounded, int)"/>.</summary>
    public static DivisionResult DivCeil(CircuitBuilder builder, Bounded dividend, Bounded divisor, int quotientBits = 0) =>
        DivideBounded(builder, dividend, divisor, quotientBits, isCeil: true);

    /// <summary>Divides and rounds toward minus infinity; −2^quotientBits ≤ quotient &lt; 2^quotientBits.</summary>
    public static SignedDivisionResult DivFloor(CircuitBuilder builder, Signed dividend, Bounded divisor, int quotientBits = 0) =>
        Divide(builder, dividend, divisor, quotientBits, isSigned: true, isCeil: false);

    /// <summary>Divides and rounds toward plus infinity; −2^quotientBits ≤ quotient &lt; 2^quotientBits.</summary>
    public static SignedDivisionResult DivCeil(CircuitBuilder builder, Signed dividend, Bounded divisor, int quotientBits = 0) =>
        Divide(builder, dividend, divisor, quotientBits, isSigned: true, isCeil: true);

    private static DivisionResult DivideBounded(CircuitBuilder builder, Bounded dividend, Bounded divisor, int quotientBits, bool isCeil)
    {
        Signed signed = new(dividend.Cell, BigInteger.Zero, dividend.Maximum);
        SignedDivisionResult result = Divide(builder, signed, divisor, quotientBits, isSigned: false, isCeil);
        return new(SignedArithmetic.ToBounded(result.Quotient), result.Remainder);
    }

    private static SignedDivisionResult Divide(
        CircuitBuilder builder, Signed dividend, Bounded divisor, int quotientBits, bool isSigned, bool isCeil)
    {
        DivisionWidths widths = DivisionWidths.Choose(builder, dividend, divisor.Maximum, quotientBits, isSigned, isCeil);
        BigInteger offset = isSigned ? FieldInteger.PowerOfTwo(widths.Quotient) : BigInteger.Zero;
        RangeRegion shifted = RangeRegion.Allocate(builder, widths.Quotient + (isSigned ? 1 : 0));
        RangeRegion rest = RangeRegion.Allocate(builder, widths.Remainder);
        BigInteger dividendMaximum = dividend.Maximum;
        builder.Hint(HintLabel, [dividend.Cell, divisor.Cell], [shifted.Value, rest.Value], (read, write) =>
        {
            (BigInteger quotient, BigInteger remainder) = Compute(
                FieldInteger.Of(read[0], dividendMaximum), FieldInteger.Of(read[1]), isCeil);
            write[0] = FieldInteger.ToField(quotient + offset);
            write[1] = FieldInteger.ToField(remainder);
        });
        Element quotient = shifted.Constrain();
        Bounded remainder = rest.Constrain();
        if (isSigned)
        {
            quotient = ArithmeticGate.Evaluate(builder, new() { A = Fr.One, Constant = FieldInteger.ToField(-offset) }, quotient);
        }

        ArithmeticCoefficients identity = new() { Product = Fr.One, C = isCeil ? -Fr.One : Fr.One, D = -Fr.One };
        ArithmeticGate.ConstrainZero(builder, identity, quotient, divisor, remainder, dividend);
        Comparison.ConstrainLess(builder, remainder, divisor);
        return new(
            new(quotient.Cell, widths.QuotientMinimum(dividend, isSigned), widths.QuotientMaximum(dividend)),
            new(remainder.Cell, divisor.Maximum - 1));
    }

    private static (BigInteger Quotient, BigInteger Remainder) Compute(BigInteger dividend, BigInteger divisor, bool isCeil)
    {
        if (divisor.IsZero)
        {
            return (BigInteger.Zero, BigInteger.Zero);
        }

        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        if (rest.Sign < 0)
        {
            quotient -= 1;
            rest += divisor;
        }

        return isCeil && !rest.IsZero ? (quotient + 1, divisor - rest) : (quotient, rest);
    }
}
