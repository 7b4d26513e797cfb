using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// The gates and lookups of a double-base multiplication s·G − h·A, windows of 4 bits of h, as many bits of s a row as of h. See
/// docs/circuits/jubjub.md#rows.
/// </summary>
internal sealed class WindowRows
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

    private const int DigitWeight = 1 << WindowBits;

    private readonly CircuitBuilder _builder;
    private readonly WindowLayout _layout;
    private readonly Bus _multiples;
    private readonly DigitTables _tables;
    private readonly Expression _identity;

    /// <summary>The rows of a circuit.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="layout">Where the values of a row lie.</param>
    /// <param name="multiples">The multiples of −A.</param>
    /// <param name="tables">The multiples of G.</param>
    /// <param name="identity">On each of the rows the identity under which the multiples are offered.</param>
    internal WindowRows(CircuitBuilder builder, WindowLayout layout, Bus multiples, DigitTables tables, Expression identity)
    {
        _builder = builder;
        _layout = layout;
        _multiples = multiples;
        _tables = tables;
        _identity = identity;
    }

    /// <summary>Demands that the last row holds h, s and s·G − h·A.</summary>
    internal void Constrain(Region region)
    {
        FormulaPoint start = FormulaPoint.At(region, 0, Window(0) + KeySum);
        _builder.Constrain(StartLabel, start.X);
        _builder.Constrain(StartLabel, start.Y - 1);
        ConstrainNothingTaken(region, 0);
        for (int row = 0; row < _layout.DigitRows; row++)
        {
            ConstrainSum(region, row, isFirst: row == 0);
            _tables.LookUpPoint(_builder, GeneratorLabel, ScalarDigit(region, row), GeneratorMultiple(region, row));
        }
    }

    /// <summary>Demands that nothing was taken of the scalars before a row.</summary>
    internal void ConstrainNothingTaken(Region region, int row)
    {
        ConstrainNoChallenge(region, row);
        _builder.Constrain(StartLabel, region[row, Scalar]);
    }

    /// <summary>Demands that nothing was taken of h before a row.</summary>
    internal void ConstrainNoChallenge(Region region, int row) => _builder.Constrain(StartLabel, region[row, Challenge]);

    /// <summary>
    /// Demands that the sum on the next row is 16 times, or 256 times, that of a row, plus multiples of −A by the digits of h, plus the
    /// point in the place of the multiple of G. On the first row the sum of the first window is left to others.
    /// </summary>
    internal void ConstrainSum(Region region, int row, bool isFirst)
    {
        FormulaPoint point = FormulaPoint.At(region, row, Sum);
        for (int i = 0; i < _layout.Windows; i++)
        {
            int window = Window(i);
            FormulaPoint sum = FormulaPoint.At(region, row, window + KeySum);
            if (!isFirst || i > 0)
            {
                ConstrainWindow(region, row, point, window, sum);
            }

            FormulaPoint multiple = FormulaPoint.At(region, row, window + KeyMultiple);
            string label = i + 1 < _layout.Windows ? HighLabel : LowLabel;
            _builder.Send(label, _multiples, Expression.One, _identity, ChallengeDigit(region, row, i), multiple.X, multiple.Y);
            point = sum;
        }

        JubjubArithmetic.Constrain(_builder, GeneratorAddLabel, JubjubFormulas.Sum(
            point, GeneratorMultiple(region, row), FormulaPoint.At(region, row + 1, Sum)));
    }

    /// <summary>The digit of s that a row takes.</summary>
    internal Expression ScalarDigit(Region region, int row) => Taken(region, row, Scalar);

    /// <summary>The place of the multiple of G.</summary>
    internal FormulaPoint GeneratorMultiple(Region region, int row) => FormulaPoint.At(region, row, _layout.GeneratorMultiple);

    private Expression ChallengeDigit(Region region, int row, int window)
    {
        Expression taken = Taken(region, row, Challenge);
        if (_layout.Windows == 1)
        {
            return taken;
        }

        Expression high = region[row, _layout.HighDigit];
        return window == 0 ? high : taken - (DigitWeight * high);
    }

    private Expression Taken(Region region, int row, int column) =>
        region[row + 1, column] - ((1L << _layout.RowBits) * (Expression)region[row, column]);

    private void ConstrainWindow(Region region, int row, FormulaPoint point, int window, FormulaPoint sum)
    {
        FormulaPoint fourfold = FormulaPoint.At(region, row, window + Fourfold);
        FormulaPoint sixteenfold = FormulaPoint.At(region, row, window + Sixteenfold);
        Constrain(FourTimesLabel, JubjubFormulas.FourTimes(point, region[row, window + TwiceX], fourfold));
        Constrain(FourTimesLabel, JubjubFormulas.FourTimes(fourfold, region[row, window + EightfoldX], sixteenfold));
        Constrain(KeyAddLabel, JubjubFormulas.Sum(sixteenfold, FormulaPoint.At(region, row, window + KeyMultiple), sum));
    }

    private void Constrain(string label, Expression[] equations) => JubjubArithmetic.Constrain(_builder, label, equations);
}
