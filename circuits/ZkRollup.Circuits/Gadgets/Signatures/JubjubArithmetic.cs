using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Statement: a point lies on Jubjub; a point is the sum of two others, or twice another.</summary>
/// <remarks>
/// Preconditions: operands lie in copied columns, and on the curve: only a <see cref="JubjubWire"/> is taken.
/// Constraints: jubjub.curve, degree 5: −x² + y² = 1 + d·x²·y²; jubjub.add, degree 6, two gates: x₃·(1 + δ) = x₁·y₂ + y₁·x₂ and
/// y₃·(1 − δ) = y₁·y₂ + x₁·x₂ with δ = d·x₁·x₂·y₁·y₂; jubjub.double, degree 4, two gates: x₃·(y² − x²) = 2·x·y and y₃·(2 − y² + x²) = x² +
/// y².
/// Cost: a row of 2 copied cells for the curve, of 6 for a sum, of 4 for a double; 4, 7 and 5 products a row of the batch.
/// Soundness: docs/circuits/jubjub.md#addition and #doubling. No denominator vanishes on the curve, so each result is unique, whatever the
/// operands: equal, opposite, neutral, of small order.
/// Negative tests: OnCurve_OtherPoint_FailsTheCurve, Add_EveryAttack_IsNoticed, Double_EveryAttack_IsNoticed (results off by one, and by
/// each
/// point of small order).
/// Curve and formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited", ASIACRYPT 2008, section 2.
/// </remarks>
public static class JubjubArithmetic
{
    internal const string CurveLabel = "jubjub.curve";
    internal const string AddLabel = "jubjub.add";
    internal const string DoubleLabel = "jubjub.double";

    /// <summary>Demands that two values are the coordinates of a point of the curve.</summary>
    public static JubjubWire ConstrainOnCurve(CircuitBuilder builder, Element x, Element y)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region row = builder.Allocate(CurveLabel, new(1, 2));
        JubjubWire result = Import(builder, new(x, y), row, 0);
        builder.Constrain(CurveLabel, JubjubFormulas.Curve(FormulaPoint.At(row, 0, 0)));
        return result;
    }

    /// <summary>p + q.</summary>
    public static JubjubWire Add(CircuitBuilder builder, JubjubWire p, JubjubWire q)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region row = builder.Allocate(AddLabel, new(1, 6));
        Import(builder, p, row, 0);
        Import(builder, q, row, 2);
        Cell[] sum = [row[0, 4], row[0, 5]];
        builder.Hint(AddLabel, [row[0, 0], row[0, 1], row[0, 2], row[0, 3]], sum, (read, write) =>
            (Point(read) + Point(read[2..])).ToAffine(out write[0], out write[1]));
        FormulaPoint result = FormulaPoint.At(row, 0, 4);
        Constrain(builder, AddLabel, JubjubFormulas.Sum(FormulaPoint.At(row, 0, 0), FormulaPoint.At(row, 0, 2), result));
        return new(new(sum[0]), new(sum[1]));
    }

    /// <summary>2·p.</summary>
    public static JubjubWire Double(CircuitBuilder builder, JubjubWire p)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region row = builder.Allocate(DoubleLabel, new(1, 4));
        Import(builder, p, row, 0);
        Cell[] twice = [row[0, 2], row[0, 3]];
        builder.Hint(DoubleLabel, [row[0, 0], row[0, 1]], twice, (read, write) =>
        {
            JubjubPoint.Double(Point(read), out JubjubPoint result);
            result.ToAffine(out write[0], out write[1]);
        });
        Constrain(builder, DoubleLabel, JubjubFormulas.Twice(FormulaPoint.At(row, 0, 0), FormulaPoint.At(row, 0, 2)));
        return new(new(twice[0]), new(twice[1]));
    }

    /// <summary>Several equations under one label.</summary>
    internal static void Constrain(CircuitBuilder builder, string label, Expression[] equations)
    {
        foreach (Expression equation in equations)
        {
            builder.Constrain(label, equation);
        }
    }

    private static JubjubWire Import(CircuitBuilder builder, JubjubWire point, Region row, int column) =>
        new(builder.Import(point.X, row[0, column]), builder.Import(point.Y, row[0, column + 1]));

    private static JubjubPoint Point(ReadOnlySpan<Fr> coordinates) => JubjubPoint.FromAffineUnchecked(coordinates[0], coordinates[1]);
}
