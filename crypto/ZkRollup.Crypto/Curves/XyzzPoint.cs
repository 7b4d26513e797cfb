using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point (X/ZZ, Y/ZZZ) of a curve y² = x³ + b with ZZ³ = ZZZ²; ZZ = 0 is infinity.</summary>
/// <remarks>
/// The cheapest coordinates for sums: an affine point is added with 10 products. Sutherland's formulas, "madd-2008-s", "add-2008-s"
/// and "dbl-2008-s-1" of the Explicit-Formulas Database (Bernstein and Lange). Complete by branches, hence not of constant time: no
/// operand may be secret. Results may alias operands.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
[SkipLocalsInit]
internal readonly struct XyzzPoint<TField>
    where TField : unmanaged, IField<TField>
{
    internal readonly TField X;
    internal readonly TField Y;
    internal readonly TField Zz;
    internal readonly TField Zzz;

    internal XyzzPoint(in TField x, in TField y, in TField zz, in TField zzz)
    {
        X = x;
        Y = y;
        Zz = zz;
        Zzz = zzz;
    }

    internal static XyzzPoint<TField> Infinity => new(TField.One, TField.One, TField.Zero, TField.Zero);

    internal bool IsInfinity => Zz.IsZero;

    internal static XyzzPoint<TField> FromAffine(in AffinePoint<TField> point) =>
        point.IsInfinity ? Infinity : new(point.X, point.Y, TField.One, TField.One);

    /// <summary>2a. Cost: 6 products, 3 squares.</summary>
    internal static void Double(in XyzzPoint<TField> a, out XyzzPoint<TField> result)
    {
        TField.Double(a.Y, out TField u);
        TField.Square(u, out TField v);
        TField.Multiply(u, v, out TField w);
        TField.Multiply(a.X, v, out TField s);
        TField.Square(a.X, out TField slope);
        TField.Double(slope, out TField t);
        TField.Add(slope, t, out slope);
        TField.Square(slope, out TField x);
        TField.Subtract(x, s, out x);
        TField.Subtract(x, s, out x);
        TField.Subtract(s, x, out s);
        TField.Multiply(slope, s, out s);
        TField.Multiply(w, a.Y, out TField y);
        TField.Subtract(s, y, out y);
        TField.Multiply(v, a.Zz, out v);
        TField.Multiply(w, a.Zzz, out w);
        result = new(x, y, v, w);
    }

    /// <summary>a + b. Cost: 12 products, 2 squares.</summary>
    internal static void Add(in XyzzPoint<TField> a, in XyzzPoint<TField> b, out XyzzPoint<TField> result)
    {
        if (a.Zz.IsZero || b.Zz.IsZero)
        {
            result = a.Zz.IsZero ? b : a;
            return;
        }

        TField.Multiply(a.X, b.Zz, out TField u);
        TField.Multiply(b.X, a.Zz, out TField p);
        TField.Multiply(a.Y, b.Zzz, out TField s);
        TField.Multiply(b.Y, a.Zzz, out TField slope);
        TField.Subtract(p, u, out p);
        TField.Subtract(slope, s, out slope);
        if (p.IsZero)
        {
            AddWithEqualX(a, slope, out result);
            return;
        }

        TField.Multiply(a.Zz, b.Zz, out TField zz);
        TField.Multiply(a.Zzz, b.Zzz, out TField zzz);
        Chord(u, s, zz, zzz, p, slope, out result);
    }

    /// <summary>a + b for an affine b. Cost: 8 products, 2 squares.</summary>
    internal static void AddMixed(in XyzzPoint<TField> a, in AffinePoint<TField> b, out XyzzPoint<TField> result)
    {
        if (b.IsInfinity)
        {
            result = a;
            return;
        }

        if (a.Zz.IsZero)
        {
            result = new(b.X, b.Y, TField.One, TField.One);
            return;
        }

        TField.Multiply(b.X, a.Zz, out TField p);
        TField.Multiply(b.Y, a.Zzz, out TField slope);
        TField.Subtract(p, a.X, out p);
        TField.Subtract(slope, a.Y, out slope);
        if (p.IsZero)
        {
            AddWithEqualX(a, slope, out result);
            return;
        }

        Chord(a.X, a.Y, a.Zz, a.Zzz, p, slope, out result);
    }

    /// <summary>The same point as (X·ZZ, Y·ZZZ, ZZ), a triple with Z = ZZ: X·ZZ/ZZ² = X/ZZ and Y·ZZZ/ZZ³ = Y/ZZZ.</summary>
    internal JacobianPoint<TField> ToJacobian()
    {
        TField.Multiply(X, Zz, out TField x);
        TField.Multiply(Y, Zzz, out TField y);
        return new(x, y, Zz);
    }

    private static void AddWithEqualX(in XyzzPoint<TField> a, in TField slope, out XyzzPoint<TField> result)
    {
        if (slope.IsZero)
        {
            Double(a, out result);
            return;
        }

        result = Infinity;
    }

    /// <summary>The third point of a chord: first point (u, s) over zz, zzz, differences p of x and slope of y.</summary>
    private static void Chord(
        in TField u, in TField s, in TField zz, in TField zzz, in TField p, in TField slope, out XyzzPoint<TField> result)
    {
        TField.Square(p, out TField pp);
        TField.Multiply(pp, p, out TField ppp);
        TField.Multiply(u, pp, out TField q);
        TField.Square(slope, out TField x);
        TField.Subtract(x, ppp, out x);
        TField.Subtract(x, q, out x);
        TField.Subtract(x, q, out x);
        TField.Subtract(q, x, out q);
        TField.Multiply(q, slope, out q);
        TField.Multiply(s, ppp, out TField y);
        TField.Subtract(q, y, out y);
        TField.Multiply(zz, pp, out pp);
        TField.Multiply(zzz, ppp, out ppp);
        result = new(x, y, pp, ppp);
    }
}
