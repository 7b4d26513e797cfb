using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A point of Jubjub, the twisted Edwards curve −x² + y² = 1 + d·x²·y² over Fr, of order 8·l.</summary>
/// <remarks>
/// Extended coordinates: x = X/Z, y = Y/Z, T = X·Y/Z, with Z ≠ 0. Since −1 is a square and d is none, the addition below is complete: it
/// holds for every pair of points, equal, opposite or of small order (Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited",
/// ASIACRYPT 2008, section 3). It holds <b>on the curve</b> only; every constructor for outside values checks that. The default value is
/// no point: it equals nothing but itself and <see cref="IsOnCurve"/> is false for it. No operation branches on a value unless its name
/// ends in <c>VarTime</c>.
/// </remarks>
public readonly partial struct JubjubPoint : IEquatable<JubjubPoint>
{
    internal readonly Fr X;
    internal readonly Fr Y;
    internal readonly Fr Z;
    internal readonly Fr T;

    internal static readonly Fr D = Fr.FromHex("0x2a9318e74bfa2b48f5fd9207e6bd7fd4292d7f6d37579d2601065fd6d6343eb1");
    internal static readonly Fr TwiceD = D + D;

    internal JubjubPoint(in Fr x, in Fr y, in Fr z, in Fr t)
    {
        X = x;
        Y = y;
        Z = z;
        T = t;
    }

    /// <summary>The point (e·f : g·h : f·g) with T = e·h, or T = 0 if only doublings and comparisons follow.</summary>
    private JubjubPoint(in Fr e, in Fr f, in Fr g, in Fr h, bool withT)
    {
        Fr.Multiply(e, f, out X);
        Fr.Multiply(g, h, out Y);
        Fr.Multiply(f, g, out Z);
        if (withT)
        {
            Fr.Multiply(e, h, out T);
        }
        else
        {
            T = default;
        }
    }

    /// <summary>The neutral element (0, 1).</summary>
    public static JubjubPoint Identity => new(Fr.Zero, Fr.One, Fr.One, Fr.Zero);

    /// <summary>The generator of the subgroup of order l that all signatures use.</summary>
    public static JubjubPoint Generator { get; } = FromAffineUnchecked(
        Fr.FromHex("0x33cab9428c97922a456d01156a3c0b5f48bf54819101b9e685ff90bcf4f8ba5e"),
        Fr.FromHex("0x56f168560e13820f1312a53c8338679b15f8e764499f87033728c334cc269cfb"));

    /// <summary>Makes a point from affine coordinates.</summary>
    /// <returns>False, with the identity as result, if (x, y) is not on the curve.</returns>
    public static bool TryFromAffine(in Fr x, in Fr y, out JubjubPoint result)
    {
        bool isOnCurve = IsOnCurveAffine(x, y);
        result = isOnCurve ? FromAffineUnchecked(x, y) : Identity;
        return isOnCurve;
    }

    /// <summary>Gives the affine coordinates; one inversion.</summary>
    public void ToAffine(out Fr x, out Fr y)
    {
        _ = Fr.TryInvert(Z, out Fr inverse);
        Fr.Multiply(X, inverse, out x);
        Fr.Multiply(Y, inverse, out y);
    }

    /// <summary>True for the neutral element.</summary>
    public bool IsIdentity => X.IsZero & (Y == Z) & !Z.IsZero;

    /// <summary>True if the coordinates satisfy Z ≠ 0, X·Y = Z·T and −X² + Y² = Z² + d·T².</summary>
    public bool IsOnCurve => !Z.IsZero & (X * Y == Z * T) & ((Y * Y) - (X * X) == (Z * Z) + (D * T * T));

    /// <summary>True if (x, y) is on the curve.</summary>
    internal static bool IsOnCurveAffine(in Fr x, in Fr y)
    {
        Fr xx = x * x;
        Fr yy = y * y;
        return yy - xx == Fr.One + (D * xx * yy);
    }

    internal static JubjubPoint FromAffineUnchecked(in Fr x, in Fr y) => new(x, y, Fr.One, x * y);

    /// <summary>Sets <paramref name="result"/> to p + q; result may alias an operand.</summary>
    /// <remarks>Hisil et al., section 3.1, a = −1: 9 products.</remarks>
    public static void Add(in JubjubPoint p, in JubjubPoint q, out JubjubPoint result) => AddCached(p, new JubjubCached(q), out result);

    /// <summary>Sets <paramref name="result"/> to p − q; result may alias an operand.</summary>
    public static void Subtract(in JubjubPoint p, in JubjubPoint q, out JubjubPoint result) =>
        AddCached(p, new JubjubCached(-q), out result);

    /// <summary>Sets <paramref name="result"/> to 2p; result may alias p.</summary>
    /// <remarks>Hisil et al., section 3.3, a = −1: 8 products.</remarks>
    public static void Double(in JubjubPoint p, out JubjubPoint result) => Double(p, out result, withT: true);

    /// <summary>Sets <paramref name="result"/> to −p; result may alias p.</summary>
    public static void Negate(in JubjubPoint p, out JubjubPoint result) => result = new JubjubPoint(-p.X, p.Y, p.Z, -p.T);

    /// <summary>8·p, a point of the subgroup of order l.</summary>
    public static JubjubPoint MultiplyByCofactor(in JubjubPoint p)
    {
        Double(p, out JubjubPoint result, withT: false);
        Double(result, out result, withT: false);
        Double(result, out result, withT: true);
        return result;
    }

    /// <summary>True if both are the same point, whatever their coordinates are scaled by.</summary>
    public bool Equals(JubjubPoint other)
    {
        bool isSame = (X * other.Z == other.X * Z) & (Y * other.Z == other.Y * Z);
        return isSame & (Z.IsZero == other.Z.IsZero);
    }

    /// <summary>True if the affine coordinates of this point are x and y; no inversion.</summary>
    internal bool EqualsAffine(in Fr x, in Fr y) => (X == x * Z) & (Y == y * Z) & !Z.IsZero;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JubjubPoint other && Equals(other);

    /// <summary>A hash of the affine point.</summary>
    public override int GetHashCode()
    {
        ToAffine(out Fr x, out Fr y);
        return unchecked((x.GetHashCode() * 31) + y.GetHashCode());
    }

    /// <summary>The affine coordinates in hexadecimal.</summary>
    public override string ToString()
    {
        ToAffine(out Fr x, out Fr y);
        return $"({x}, {y})";
    }

    /// <summary>p + q.</summary>
    public static JubjubPoint operator +(in JubjubPoint p, in JubjubPoint q)
    {
        Add(p, q, out JubjubPoint result);
        return result;
    }

    /// <summary>p − q.</summary>
    public static JubjubPoint operator -(in JubjubPoint p, in JubjubPoint q)
    {
        Subtract(p, q, out JubjubPoint result);
        return result;
    }

    /// <summary>−p.</summary>
    public static JubjubPoint operator -(in JubjubPoint p)
    {
        Negate(p, out JubjubPoint result);
        return result;
    }

    /// <summary>True if p and q are the same point.</summary>
    public static bool operator ==(in JubjubPoint p, in JubjubPoint q) => p.Equals(q);

    /// <summary>True if p and q differ.</summary>
    public static bool operator !=(in JubjubPoint p, in JubjubPoint q) => !p.Equals(q);

    internal static void Double(in JubjubPoint p, out JubjubPoint result, bool withT)
    {
        Fr.Square(p.X, out Fr a);
        Fr.Square(p.Y, out Fr b);
        Fr.Square(p.Z, out Fr c);
        Fr.Double(c, out c);
        Fr.Add(p.X, p.Y, out Fr e);
        Fr.Square(e, out e);
        Fr.Add(a, b, out Fr minusH); // E, F, G and H are all negated here; their products stay the same.
        Fr.Subtract(minusH, e, out Fr minusE);
        Fr.Subtract(a, b, out Fr minusG);
        Fr.Add(minusG, c, out Fr minusF);
        result = new JubjubPoint(minusE, minusF, minusG, minusH, withT);
    }

    internal static void AddCached(in JubjubPoint p, in JubjubCached q, out JubjubPoint result, bool withT = true)
    {
        Fr.Multiply(p.Z, q.Z2, out Fr d);
        AddCore(p, q.YPlusX, q.YMinusX, q.T2D, d, out result, withT);
    }

    internal static void AddNiels(in JubjubPoint p, in JubjubNiels q, out JubjubPoint result, bool withT = true)
    {
        Fr.Double(p.Z, out Fr d);
        AddCore(p, q.YPlusX, q.YMinusX, q.Xy2D, d, out result, withT);
    }

    internal static void SubtractCached(in JubjubPoint p, in JubjubCached q, out JubjubPoint result, bool withT = true)
    {
        Fr.Multiply(p.Z, q.Z2, out Fr d);
        AddCore(p, q.YMinusX, q.YPlusX, -q.T2D, d, out result, withT);
    }

    internal static void SubtractNiels(in JubjubPoint p, in JubjubNiels q, out JubjubPoint result, bool withT = true)
    {
        Fr.Double(p.Z, out Fr d);
        AddCore(p, q.YMinusX, q.YPlusX, -q.Xy2D, d, out result, withT);
    }

    private static void AddCore(in JubjubPoint p, in Fr yPlusX, in Fr yMinusX, in Fr t2D, in Fr d, out JubjubPoint result, bool withT)
    {
        Fr.Subtract(p.Y, p.X, out Fr a);
        Fr.Multiply(a, yMinusX, out a);
        Fr.Add(p.Y, p.X, out Fr b);
        Fr.Multiply(b, yPlusX, out b);
        Fr.Multiply(p.T, t2D, out Fr c);
        Fr.Subtract(b, a, out Fr e);
        Fr.Subtract(d, c, out Fr f);
        Fr.Add(d, c, out Fr g);
        Fr.Add(b, a, out Fr h);
        result = new JubjubPoint(e, f, g, h, withT);
    }
}
