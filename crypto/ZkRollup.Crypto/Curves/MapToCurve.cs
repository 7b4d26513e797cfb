using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>The simplified Shallue–van de Woestijne–Ulas map and an isogeny: RFC 9380, sections 6.6.2 and 6.6.3.</summary>
/// <remarks>Time depends on the input, which must not be secret.</remarks>
/// <typeparam name="TField">The field of the input and of the coordinates.</typeparam>
/// <typeparam name="TCurve">The isogenous curve.</typeparam>
internal static class MapToCurve<TField, TCurve>
    where TField : unmanaged, IField<TField>
    where TCurve : struct, IMapCurve<TField>
{
    /// <summary>The image of u on the target curve, before the cofactor is cleared.</summary>
    internal static JacobianPoint<TField> MapVarTime(in TField u)
    {
        // x₁ = (−B/A)(1 + 1/t) = −B(t + 1)/(A·t) with t = Z²u⁴ + Zu², or B/(Z·A) where t is 0.
        TField zu2 = TCurve.Z * u * u;
        TField t = (zu2 * zu2) + zu2;
        TField numerator = t.IsZero ? TCurve.B : -(TCurve.B * (t + TField.One));
        TField denominator = t.IsZero ? TCurve.Z * TCurve.A : TCurve.A * t;
        _ = TField.TryInvert(denominator, out TField inverse);
        TField x = numerator * inverse;
        if (!TCurve.TrySquareRootVarTime(Equation(x), out TField y))
        {
            // If g(x₁) is not a square, g(Zu²·x₁) is one, since Z is not.
            x = zu2 * x;
            _ = TCurve.TrySquareRootVarTime(Equation(x), out y);
        }

        return ApplyIsogeny(x, TCurve.IsOdd(u) == TCurve.IsOdd(y) ? y : -y);
    }

    /// <summary>g(x) = x³ + A·x + B.</summary>
    private static TField Equation(in TField x) => (((x * x) + TCurve.A) * x) + TCurve.B;

    /// <summary>(xn/xd, y·yn/yd) over the common denominator Z = xd·yd; a pole goes to infinity, as the RFC asks.</summary>
    private static JacobianPoint<TField> ApplyIsogeny(in TField x, in TField y)
    {
        TField xd = Evaluate(TCurve.XDenominator, x);
        TField yd = Evaluate(TCurve.YDenominator, x);
        TField yd2 = yd * yd;
        TField z = xd * yd;
        TField xNew = Evaluate(TCurve.XNumerator, x) * xd * yd2;
        TField yNew = y * Evaluate(TCurve.YNumerator, x) * yd2 * xd * xd * xd;
        return z.IsZero ? JacobianPoint<TField>.Infinity : new(xNew, yNew, z);
    }

    private static TField Evaluate(ReadOnlySpan<TField> coefficients, in TField x)
    {
        TField value = TField.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }
}
