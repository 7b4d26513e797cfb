using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// The gates and lookups of a double-base multiplication s·G − h·A, windows of 4 bits of h and 8 bits of s. See
/// docs/circuits/jubjub.md#rows.
/// </summary>
internal static class WindowRows
{
    internal const string Kind = "jubjub.windows";
    internal const string HintLabel = "jubjub.windows";
    internal const string StartLabel = "jubjub.start";
    internal const string FourTimesLabel = "jubjub.four";
    internal const string KeyAddLabel = "jubjub.key.add";
    internal const string GeneratorAddLabel = "jubjub.generator.add";
    internal const string HighLabel = "jubjub.key.high";
    internal const string LowLabel = "jubjub.key.low";
    internal const string GeneratorLabel = "jubjub.generator";

    private const int DigitWeight = 16;
    private const int ByteWeight = 256;

    /// <summary>Demands that the last row holds h, s and s·G − h·A.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="region">The rows.</param>
    /// <param name="bus">The multiples of −A.</param>
    /// <param name="tables">The multiples of G.</param>
    /// <param name="identity">On each of the rows the identity under which the multiples are offered.</param>
    internal static void Constrain(CircuitBuilder builder, Region region, Bus bus, DigitTables tables, Expression identity)
    {
        ConstrainStart(builder, region);
        for (int row = 0; row < ByteRows; row++)
        {
            if (row > 0)
            {
                ConstrainWindow(builder, region, row, FormulaPoint.At(region, row, Sum), HighWindow);
                ConstrainFourTimes(builder, region, row, FormulaPoint.At(region, row, HighWindow + KeySum), LowWindow);
            }

            ConstrainSum(builder, region, row, LowWindow);
            FormulaPoint multiple = FormulaPoint.At(region, row, GeneratorMultiple);
            JubjubArithmetic.Constrain(builder, GeneratorAddLabel, JubjubFormulas.Sum(
                FormulaPoint.At(region, row, LowWindow + KeySum), multiple, FormulaPoint.At(region, row + 1, Sum)));
            Expression high = region[row, HighDigit];
            Expression low = region[row + 1, Challenge] - (ByteWeight * (Expression)region[row, Challenge]) - (DigitWeight * high);
            Expression ofGenerator = region[row + 1, Scalar] - (ByteWeight * (Expression)region[row, Scalar]);
            LookUp(HighLabel, high, HighWindow);
            LookUp(LowLabel, low, LowWindow);
            tables.LookUpPoint(builder, GeneratorLabel, ofGenerator, multiple);

            void LookUp(string label, Expression digit, int window)
            {
                FormulaPoint point = FormulaPoint.At(region, row, window + KeyMultiple);
                builder.Send(label, bus, Expression.One, identity, digit, point.X, point.Y);
            }
        }
    }

    /// <summary>Nothing taken yet, and the first sum is that of the identity and a multiple.</summary>
    private static void ConstrainStart(CircuitBuilder builder, Region region)
    {
        FormulaPoint first = FormulaPoint.At(region, 0, LowWindow + Sixteenfold);
        builder.Constrain(StartLabel, first.X);
        builder.Constrain(StartLabel, first.Y - 1);
        builder.Constrain(StartLabel, region[0, Challenge]);
        builder.Constrain(StartLabel, region[0, Scalar]);
    }

    private static void ConstrainWindow(CircuitBuilder builder, Region region, int row, FormulaPoint point, int window)
    {
        ConstrainFourTimes(builder, region, row, point, window);
        ConstrainSum(builder, region, row, window);
    }

    private static void ConstrainFourTimes(CircuitBuilder builder, Region region, int row, FormulaPoint point, int window)
    {
        FormulaPoint fourfold = FormulaPoint.At(region, row, window + Fourfold);
        FormulaPoint sixteenfold = FormulaPoint.At(region, row, window + Sixteenfold);
        JubjubArithmetic.Constrain(
            builder, FourTimesLabel, JubjubFormulas.FourTimes(point, region[row, window + TwiceX], fourfold));
        JubjubArithmetic.Constrain(
            builder, FourTimesLabel, JubjubFormulas.FourTimes(fourfold, region[row, window + EightfoldX], sixteenfold));
    }

    private static void ConstrainSum(CircuitBuilder builder, Region region, int row, int window) =>
        JubjubArithmetic.Constrain(builder, KeyAddLabel, JubjubFormulas.Sum(
            FormulaPoint.At(region, row, window + Sixteenfold),
            FormulaPoint.At(region, row, window + KeyMultiple),
            FormulaPoint.At(region, row, window + KeySum)));
}
