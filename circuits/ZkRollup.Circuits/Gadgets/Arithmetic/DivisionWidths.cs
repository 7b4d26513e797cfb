using System.Numerics;
using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>The widths of the ranges of a division: whole limbs where the proof still holds, for they are cheaper.</summary>
/// <param name="Quotient">n: the quotient is below 2^n, and not below −2^n.</param>
/// <param name="Remainder">Bits of the remainder.</param>
internal readonly record struct DivisionWidths(int Quotient, int Remainder)
{
    internal static DivisionWidths Choose(
        CircuitBuilder builder, Signed dividend, BigInteger divisorMaximum, int quotientBits, bool isSigned, bool isCeil)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(quotientBits);
        if (divisorMaximum.Sign <= 0)
        {
            throw new ArgumentException($"A divisor up to {divisorMaximum} is zero: no witness can be valid.");
        }

        int sign = isSigned ? 1 : 0;
        int limbBits = Math.Max(1, builder.Shape.LimbBits);
        int exactQuotient = quotientBits > 0 ? quotientBits : Math.Max(1, FieldInteger.SignedBits(dividend.Minimum, dividend.Maximum));
        int wideQuotient = quotientBits > 0 ? quotientBits : WholeLimbs(exactQuotient + sign, limbBits) - sign;
        int quotient = Fits(dividend, divisorMaximum, wideQuotient, isSigned, isCeil) ? wideQuotient : exactQuotient;
        if (!Fits(dividend, divisorMaximum, quotient, isSigned, isCeil))
        {
            throw new ArgumentException(
                $"A quotient of {quotient} bits times a divisor up to {divisorMaximum} may wrap modulo r = {FieldInteger.Modulus}: "
                + "bound the operands or the quotient.");
        }

        int exactRemainder = Math.Max(1, (int)(divisorMaximum - 1).GetBitLength());
        int wideRemainder = WholeLimbs(exactRemainder, limbBits);

        // remainder < divisor must be provable too: 2^bits of the remainder and of the difference stay below r together.
        bool isWide = wideRemainder < RangeCheck.BitsMax && FieldInteger.PowerOfTwo(wideRemainder) <= FieldInteger.HalfModulus;
        return new(quotient, isWide ? wideRemainder : exactRemainder);
    }

    /// <summary>A quotient is no smaller than a negative dividend and not negative for another one.</summary>
    internal BigInteger QuotientMinimum(Signed dividend, bool isSigned) => isSigned
        ? BigInteger.Max(-FieldInteger.PowerOfTwo(Quotient), BigInteger.Min(dividend.Minimum, BigInteger.Zero))
        : BigInteger.Zero;

    /// <summary>A quotient is no larger than a positive dividend, and not positive for another one.</summary>
    internal BigInteger QuotientMaximum(Signed dividend) =>
        BigInteger.Min(FieldInteger.PowerOfTwo(Quotient) - 1, BigInteger.Max(dividend.Maximum, BigInteger.Zero));

    private static int WholeLimbs(int bits, int limbBits) => (bits + limbBits - 1) / limbBits * limbBits;

    /// <summary>True if the range exists and quotient·divisor ± remainder − dividend cannot be a multiple of r other than zero.</summary>
    private static bool Fits(Signed dividend, BigInteger divisorMaximum, int quotientBits, bool isSigned, bool isCeil)
    {
        if (quotientBits + (isSigned ? 1 : 0) > RangeCheck.BitsMax)
        {
            return false;
        }

        BigInteger power = FieldInteger.PowerOfTwo(quotientBits);
        BigInteger remainder = divisorMaximum - 1;
        BigInteger high = ((power - 1) * divisorMaximum) + (isCeil ? BigInteger.Zero : remainder) - dividend.Minimum;
        BigInteger low = (isSigned ? -power * divisorMaximum : BigInteger.Zero) - (isCeil ? remainder : BigInteger.Zero) - dividend.Maximum;
        return high < FieldInteger.Modulus && -low < FieldInteger.Modulus;
    }
}
