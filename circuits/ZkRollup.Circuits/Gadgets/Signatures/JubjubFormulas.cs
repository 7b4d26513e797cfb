using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Equations of the curve and its group law in affine coordinates; each is zero. Derivations: docs/circuits/jubjub.md.</summary>
internal static class JubjubFormulas
{
    private static readonly Expression D = JubjubPoint.D;

    /// <summary>−x² + y² = 1 + d·x²·y². Degree 4.</summary>
    internal static Expression Curve(FormulaPoint p)
    {
        Expression xx = p.X * p.X;
        Expression yy = p.Y * p.Y;
        return yy - xx - 1 - (D * (xx * yy));
    }

    /// <summary>p + q = sum, complete on the curve: docs/circuits/jubjub.md#addition. Degree 5.</summary>
    internal static Expression[] Sum(FormulaPoint p, FormulaPoint q, FormulaPoint sum)
    {
        Expression xx = p.X * q.X;
        Expression yy = p.Y * q.Y;
        Expression both = xx + yy;
        Expression cross = ((p.X + p.Y) * (q.X + q.Y)) - both;
        Expression delta = D * (xx * yy);
        return [sum.X + (sum.X * delta) - cross, sum.Y - (sum.Y * delta) - both];
    }

    /// <summary>2·p = twice: docs/circuits/jubjub.md#doubling. Degree 3.</summary>
    internal static Expression[] Twice(FormulaPoint p, FormulaPoint twice)
    {
        Expression difference = Squares(p, out Expression sum, out Expression cross);
        return [(twice.X * difference) - cross, (twice.Y * (2 - difference)) - sum];
    }

    /// <summary>
    /// 4·p = result, with the x-coordinate of 2·p as the only cell between. Not for p of order 8: docs/circuits/jubjub.md#quadrupling.
    /// Degree 5.
    /// </summary>
    internal static Expression[] FourTimes(FormulaPoint p, Expression twiceX, FormulaPoint result)
    {
        Expression difference = Squares(p, out Expression sum, out Expression cross);
        Expression square = twiceX * twiceX;
        Expression scaled = D * square;
        Expression twiceScaled = scaled + scaled;
        Expression fourth = scaled * square;
        Expression denominator = 1 - twiceScaled - fourth;
        Expression numerator = 1 + square + square - fourth;
        return
        [
            (twiceX * difference) - cross,
            (result.Y * denominator) - numerator,
            (result.X * (2 - difference) * (result.Y - square)) - (sum * twiceX * (1 + result.Y)),
        ];
    }

    /// <summary>y² − x², with x² + y² and 2·x·y.</summary>
    private static Expression Squares(FormulaPoint p, out Expression sum, out Expression cross)
    {
        Expression xx = p.X * p.X;
        Expression yy = p.Y * p.Y;
        Expression xPlusY = p.X + p.Y;
        sum = xx + yy;
        cross = (xPlusY * xPlusY) - sum;
        return yy - xx;
    }
}
