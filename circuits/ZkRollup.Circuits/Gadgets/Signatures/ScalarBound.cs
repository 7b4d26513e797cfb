using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Statement: an integer high·2^128 + low, given modulo r together with high, is below a limit.</summary>
/// <remarks>
/// Preconditions: high and low = number − 2^128·high are integers below 2^128 by the digits that make up the number; both cells are copied.
/// Constraints, with the halves H and L of the limit and v a chain of digits v' = 2^b·v + digit that begins at zero: bound.flag, degree 3:
/// f is a bit; bound.high, degree 3: high = H unless f; bound.value, degree 3: v = H − 1 − high if f, else L − 1 − low; bound.start,
/// degree 2; bound.digit: every digit is below 2^b.
/// Cost: ⌈128/b⌉ + 2 local cells, 2 copied cells; 6 products a row of the batch for any number of uses, and one fraction.
/// Soundness: docs/circuits/schnorr.md#bounds. v is below 2^(b·⌈128/b⌉) ≤ 2^147, so neither H − 1 − high nor L − 1 − low is negative.
/// Negative tests: Bound_LimitItself, Bound_HighHalfTooLarge, Bound_EveryAttack_IsNoticed.
/// </remarks>
internal static class ScalarBound
{
    internal const int HalfBits = 128;

    internal const string FlagLabel = "bound.flag";
    internal const string HighLabel = "bound.high";
    internal const string ValueLabel = "bound.value";
    internal const string StartLabel = "bound.start";
    internal const string DigitLabel = "bound.digit";
    internal const string HintLabel = "bound";

    private static readonly Fr HalfWeight = FieldInteger.ToField(BigInteger.One << HalfBits);

    /// <summary>Demands number &lt; limit.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="tables">Small numbers.</param>
    /// <param name="number">The whole number modulo r.</param>
    /// <param name="high">Its higher half.</param>
    /// <param name="limit">Below 2^256.</param>
    /// <param name="atRow">The first row; −1 for any.</param>
    internal static void Constrain(
        CircuitBuilder builder, DigitTables tables, Element number, Element high, BigInteger limit, int atRow)
    {
        int count = (HalfBits + tables.NumberBits - 1) / tables.NumberBits;
        Region digits = builder.Allocate("bound.digits", new(count + 2, 0, 1), atRow);
        Region halves = builder.Allocate("bound.halves", new(2, 1), digits.Row + count);
        builder.Import(number, halves[0, 0]);
        builder.Import(high, halves[1, 0]);
        UInt128 limitHigh = (UInt128)(limit >> HalfBits);
        UInt128 limitLow = (UInt128)(limit & UInt128.MaxValue);
        int bits = tables.NumberBits;
        builder.Hint(HintLabel, [halves[0, 0], halves[1, 0]], [.. digits.Cells], (read, write) =>
            Compute(read[0], read[1], limitHigh, limitLow, bits, write));
        ConstrainValue(builder, digits, halves, count, limitHigh, limitLow);
        builder.Constrain(StartLabel, digits[0, 0]);
        Expression weight = Fr.FromUInt64(1UL << bits);
        for (int i = 0; i < count; i++)
        {
            tables.LookUpNumber(builder, DigitLabel, digits[i + 1, 0] - (weight * digits[i, 0]));
        }
    }

    private static void ConstrainValue(
        CircuitBuilder builder, Region digits, Region halves, int count, UInt128 limitHigh, UInt128 limitLow)
    {
        Expression value = digits[count, 0];
        Expression flag = digits[count + 1, 0];
        Expression high = halves[1, 0];
        Expression low = halves[0, 0] - (HalfWeight * high);
        Expression missingHigh = Expression.Parameter(0, FieldInteger.ToField(limitHigh)) - high;
        Expression missingLow = Expression.Parameter(1, FieldInteger.ToField(limitLow)) - low;
        builder.Constrain(FlagLabel, flag * (flag - 1));
        builder.Constrain(HighLabel, (1 - flag) * (Expression.Parameter(0, FieldInteger.ToField(limitHigh)) - high));
        builder.Constrain(ValueLabel, missingLow + (flag * (missingHigh - missingLow)) - 1 - value);
    }

    /// <summary>The chain of digits and the flag. A number out of bounds wraps around, and no flag makes it fit.</summary>
    private static void Compute(in Fr number, in Fr high, UInt128 limitHigh, UInt128 limitLow, int bits, Span<Fr> write)
    {
        UInt128 highHalf = LowBits(high);
        UInt128 lowHalf = LowBits(number - (high * HalfWeight));
        bool isBelow = highHalf < limitHigh;
        UInt128 value = isBelow ? limitHigh - 1 - highHalf : unchecked(limitLow - 1 - lowHalf);
        int count = write.Length - 2;
        for (int i = 0; i <= count; i++)
        {
            int shift = (count - i) * bits;
            write[i] = ToField(shift < HalfBits ? value >> shift : UInt128.Zero);
        }

        write[^1] = isBelow ? Fr.One : Fr.Zero;
    }

    private static UInt128 LowBits(in Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return new(limbs[1], limbs[0]);
    }

    private static Fr ToField(UInt128 value)
    {
        // Below 2^128, so below r.
        Fr.TryFromCanonicalLimbs([(ulong)value, (ulong)(value >> 64), 0, 0], out Fr result);
        return result;
    }
}
