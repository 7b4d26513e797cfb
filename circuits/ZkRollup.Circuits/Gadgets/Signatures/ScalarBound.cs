using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Statement: an integer high·2^128 + low, given modulo r together with high, is below a limit.</summary>
/// <remarks>
/// Preconditions: high and low = number − 2^128·high are integers below 2^128 by the digits that make up the number; both cells are copied.
/// Constraints, with the halves H and L of the limit and v a chain of digits v' = 2^b·v + digit that begins at zero: bound.flag, degree 3:
/// f is a bit; bound.high, degree 3: high = H unless f; bound.value, degree 3: v = H − 1 − high if f, else L − 1 − low; bound.start,
/// degree 2; bound.digit: every digit is below 2^b. Where the grid has limb columns a digit is the limbs of its row and bound.digit, degree
/// 2, says so; else a digit is looked up among small numbers.
/// Cost, for n = ⌈128/b⌉ digits: n + 2 local cells, or n + 1 rows of two beside limbs, and 2 copied cells; 7 products a row of the batch
/// for any number of uses; without limb columns a fraction.
/// Soundness: docs/circuits/schnorr.md#bounds. v is below 2^(b·n) ≤ 2^191, so neither H − 1 − high nor L − 1 − low is negative.
/// Negative tests: Bound_LimitItself, Bound_HighHalfTooLarge, Bound_EveryAttack_IsNoticed.
/// </remarks>
internal static class ScalarBound
{
    internal const int HalfBits = 128;

    /// <summary>Digits in limb cells have at most so many bits: then no chain of them is a negative number modulo r.</summary>
    private const int DigitBitsMax = 64;

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
    /// <param name="atRow">The first row where the grid has no limb columns; −1 for any.</param>
    internal static void Constrain(
        CircuitBuilder builder, DigitTables tables, Element number, Element high, BigInteger limit, int atRow)
    {
        int limbs = tables.HasNumbers ? 0 : Math.Min(builder.Shape.Limbs, DigitBitsMax / builder.Shape.LimbBits);
        int bits = tables.HasNumbers ? DigitTables.NumberBits : limbs * builder.Shape.LimbBits;
        int count = (HalfBits + bits - 1) / bits;
        Cells cells = tables.HasNumbers ? Place(builder, count, atRow) : PlaceWithLimbs(builder, count, limbs);
        Cell[] chain = cells.Chain;
        builder.Import(number, cells.Number);
        builder.Import(high, cells.High);
        UInt128 limitHigh = (UInt128)(limit >> HalfBits);
        UInt128 limitLow = (UInt128)(limit & UInt128.MaxValue);
        builder.Hint(HintLabel, [cells.Number, cells.High], [.. chain, cells.Flag], (read, write) =>
            Compute(read[0], read[1], limitHigh, limitLow, bits, write));
        ConstrainValue(builder, cells, limitHigh, limitLow);
        builder.Constrain(StartLabel, chain[0]);
        Fr weight = FieldInteger.ToField(BigInteger.One << bits);
        for (int i = 0; i < count; i++)
        {
            Expression digit = chain[i + 1] - (Expression.Constant(weight) * chain[i]);
            if (tables.HasNumbers)
            {
                tables.LookUpNumber(builder, DigitLabel, digit);
                continue;
            }

            int limbBits = builder.Shape.LimbBits;
            builder.Hint(DigitLabel, [chain[i], chain[i + 1]], cells.Limbs[i], (read, write) =>
                LimbNumber.Compute(read[1] - (weight * read[0]), limbBits, write));
            builder.Constrain(DigitLabel, digit - LimbNumber.Value(builder, cells.Limbs[i]));
        }
    }

    /// <summary>The chain in a column of its own, its end beside number and high half.</summary>
    private static Cells Place(CircuitBuilder builder, int count, int atRow)
    {
        Region digits = builder.Allocate("bound.digits", new(count + 2, 0, 1), atRow);
        Region halves = builder.Allocate("bound.halves", new(2, 1), digits.Row + count);
        Cell[] chain = [.. Enumerable.Range(0, count + 1).Select(row => digits[row, 0])];
        return new(halves[0, 0], halves[1, 0], digits[count + 1, 0], chain, []);
    }

    /// <summary>The chain upwards from below, so that few rows of limbs are taken: each digit beside the end of its step.</summary>
    private static Cells PlaceWithLimbs(CircuitBuilder builder, int count, int limbs)
    {
        Region region = builder.Allocate("bound", new(count + 1, 1, 2, limbs, LimbRows: count, CopiedRows: 2));
        Cell[] chain = [.. Enumerable.Range(0, count + 1).Select(i => region[count - i, 1])];
        Cell[][] digits = [.. Enumerable.Range(0, count).Select(i => LimbNumber.Cells(region, count - 1 - i, limbs))];
        return new(region[0, 0], region[1, 0], region[0, 2], chain, digits);
    }

    private static void ConstrainValue(CircuitBuilder builder, Cells cells, UInt128 limitHigh, UInt128 limitLow)
    {
        Expression value = cells.Chain[^1];
        Expression flag = cells.Flag;
        Expression high = cells.High;
        Expression low = cells.Number - (HalfWeight * high);
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

    /// <summary>Number and high half, the flag, the chain from its start on, and the limbs of each digit.</summary>
    private sealed record Cells(Cell Number, Cell High, Cell Flag, Cell[] Chain, Cell[][] Limbs);
}
