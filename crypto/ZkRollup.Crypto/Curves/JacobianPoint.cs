using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point (X/Z², Y/Z³) of a curve y² = x³ + b; Z = 0 is infinity.</summary>
/// <remarks>
/// Formulas: Cohen, Miyaji and Ono, "Efficient elliptic curve exponentiation using mixed coordinates", ASIACRYPT 1998; they need the
/// fewest additions, and a square costs as much as a product here. Exceptional operands (infinity, equal, opposite) are found by
/// branches, so every operation is complete but not of constant time: no operand may be secret. Results may alias operands.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
[SkipLocalsInit]
internal readonly struct JacobianPoint<TField>
    where TField : unmanaged, IField<TField>
{
    internal readonly TField X;
    internal readonly TField Y;
    internal readonly TField Z;

    internal JacobianPoint(in TField x, in TField y, in TField z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    internal static JacobianPoint<TField> Infinity => new(TField.One, TField.One, TField.Zero);

    internal bool IsInfinity => Z.IsZero;

    internal JacobianPoint<TField> Negated
    {
        get
        {
            TField.Negate(Y, out TField y);
            return new(X, y, Z);
        }
    }

    internal static JacobianPoint<TField> FromAffine(in AffinePoint<TField> point) =>
        point.IsInfinity ? Infinity : new(point.X, point.Y, TField.One);

    /// <summary>2a. Cost: 3 products, 4 squares.</summary>
    /// <remarks>Right for infinity and for points of order two: either factor of Z₃ = 2·Y·Z is then 0.</remarks>
    internal static void Double(in JacobianPoint<TField> a, out JacobianPoint<TField> result)
    {
        TField.Square(a.X, out TField slope);
        TField.Double(slope, out TField t);
        TField.Add(slope, t, out slope);
        TField.Double(a.Y, out TField y);
        TField.Multiply(y, a.Z, out TField z);
        TField.Square(a.Y, out TField yy);
        TField.Double(yy, out yy);
        TField.Multiply(a.X, yy, out TField s);
        TField.Double(s, out s);
        TField.Square(slope, out TField x);
        TField.Double(s, out t);
        TField.Subtract(x, t, out x);
        TField.Square(yy, out y);
        TField.Double(y, out y);
        TField.Subtract(s, x, out s);
        TField.Multiply(slope, s, out s);
        TField.Subtract(s, y, out y);
        result = new(x, y, z);
    }

    /// <summary>a + b. Cost: 12 products, 4 squares.</summary>
    internal static void Add(in JacobianPoint<TField> a, in JacobianPoint<TField> b, out JacobianPoint<TField> result)
    {
        if (a.Z.IsZero || b.Z.IsZero)
        {
            result = a.Z.IsZero ? b : a;
            return;
        }

        TField.Square(a.Z, out TField aZz);
        TField.Square(b.Z, out TField bZz);
        TField.Multiply(a.X, bZz, out TField u1);
        TField.Multiply(b.X, aZz, out TField u2);
        TField.Multiply(a.Y, b.Z, out TField s1);
        TField.Multiply(s1, bZz, out s1);
        TField.Multiply(b.Y, a.Z, out TField s2);
        TField.Multiply(s2, aZz, out s2);
        TField.Subtract(u2, u1, out TField h);
        TField.Subtract(s2, s1, out TField slope);
        if (h.IsZero)
        {
            AddWithEqualX(a, slope, out result);
            return;
        }

        TField.Multiply(a.Z, b.Z, out TField z);
        Chord(u1, s1, z, h, slope, out result);
    }

    /// <summary>a + b for an affine b. Cost: 8 products, 3 squares.</summary>
    internal static void AddMixed(in JacobianPoint<TField> a, in AffinePoint<TField> b, out JacobianPoint<TField> result)
    {
        if (b.IsInfinity)
        {
            result = a;
            return;
        }

        if (a.Z.IsZero)
        {
            result = new(b.X, b.Y, TField.One);
            return;
        }

        TField.Square(a.Z, out TField zz);
        TField.Multiply(b.X, zz, out TField h);
        TField.Subtract(h, a.X, out h);
        TField.Multiply(b.Y, a.Z, out TField slope);
        TField.Multiply(slope, zz, out slope);
        TField.Subtract(slope, a.Y, out slope);
        if (h.IsZero)
        {
            AddWithEqualX(a, slope, out result);
            return;
        }

        Chord(a.X, a.Y, a.Z, h, slope, out result);
    }

    /// <summary>The point as (x, y), with one inversion.</summary>
    internal AffinePoint<TField> ToAffine()
    {
        if (!TField.TryInvert(Z, out TField inverse))
        {
            return default;
        }

        return Scale(inverse);
    }

    /// <summary>Converts all points with one inversion in all.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    internal static void BatchToAffine(ReadOnlySpan<JacobianPoint<TField>> points, Span<AffinePoint<TField>> result)
    {
        if (points.Length != result.Length)
        {
            throw new ArgumentException($"Expected room for {points.Length} points, got {result.Length}.", nameof(result));
        }

        TField[] inverses = new TField[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            inverses[i] = points[i].Z;
        }

        PrimeField.BatchInvert<TField>(inverses);
        for (int i = 0; i < points.Length; i++)
        {
            result[i] = points[i].Scale(inverses[i]);
        }
    }

    /// <summary>True if both stand for the same point: X₁Z₂² = X₂Z₁² and Y₁Z₂³ = Y₂Z₁³.</summary>
    internal static bool AreEqual(in JacobianPoint<TField> a, in JacobianPoint<TField> b)
    {
        if (a.Z.IsZero || b.Z.IsZero)
        {
            return a.Z.IsZero && b.Z.IsZero;
        }

        TField.Square(a.Z, out TField aPower);
        TField.Square(b.Z, out TField bPower);
        if (a.X * bPower != b.X * aPower)
        {
            return false;
        }

        TField.Multiply(aPower, a.Z, out aPower);
        TField.Multiply(bPower, b.Z, out bPower);
        return a.Y * bPower == b.Y * aPower;
    }

    /// <summary>[scalar]·point by double and add: for constants of few ones and for tests.</summary>
    /// <param name="point">Any point of the curve.</param>
    /// <param name="scalar">Limbs, least significant first.</param>
    /// <param name="result">The product.</param>
    internal static void MultiplySparseVarTime(in JacobianPoint<TField> point, ReadOnlySpan<ulong> scalar, out JacobianPoint<TField> result)
    {
        JacobianPoint<TField> sum = Infinity;
        JacobianPoint<TField> addend = point;
        for (int bit = (64 * scalar.Length) - 1; bit >= 0; bit--)
        {
            if (!sum.IsInfinity)
            {
                Double(sum, out sum);
            }

            if (((scalar[bit >> 6] >> (bit & 63)) & 1) == 1)
            {
                Add(sum, addend, out sum);
            }
        }

        result = sum;
    }

    /// <summary>(X·i², Y·i³) for i = 1/Z; (0, 0), infinity, for i = 0.</summary>
    internal AffinePoint<TField> Scale(in TField inverse)
    {
        TField.Square(inverse, out TField square);
        TField.Multiply(X, square, out TField x);
        TField.Multiply(Y, square, out TField y);
        TField.Multiply(y, inverse, out y);
        return new(x, y);
    }

    /// <summary>The sum when both x agree: the double when the difference of the y is 0, else infinity.</summary>
    private static void AddWithEqualX(in JacobianPoint<TField> a, in TField slope, out JacobianPoint<TField> result)
    {
        if (slope.IsZero)
        {
            Double(a, out result);
            return;
        }

        result = Infinity;
    }

    /// <summary>The third point of a chord: first point (u, s) over a common denominator z, differences h of x and slope of y.</summary>
    private static void Chord(in TField u, in TField s, in TField z, in TField h, in TField slope, out JacobianPoint<TField> result)
    {
        TField.Square(h, out TField hh);
        TField.Multiply(hh, h, out TField hhh);
        TField.Multiply(u, hh, out TField v);
        TField.Square(slope, out TField x);
        TField.Subtract(x, hhh, out x);
        TField.Subtract(x, v, out x);
        TField.Subtract(x, v, out x);
        TField.Subtract(v, x, out v);
        TField.Multiply(v, slope, out v);
        TField.Multiply(s, hhh, out hhh);
        TField.Subtract(v, hhh, out TField y);
        TField.Multiply(z, h, out TField zNew);
        result = new(x, y, zNew);
    }
}
