using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>Jubjub over BigInteger in plain projective coordinates (Bernstein et al. 2008), independent of the code under test.</summary>
internal readonly record struct JubjubOracle(BigInteger X, BigInteger Y, BigInteger Z)
{
    internal static readonly BigInteger R = Oracle.Integer(Fr.Modulus);
    internal static readonly BigInteger L = Hex("e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7");
    internal static readonly BigInteger D = Hex("2a9318e74bfa2b48f5fd9207e6bd7fd4292d7f6d37579d2601065fd6d6343eb1");

    internal static readonly JubjubOracle Identity = new(0, 1, 1);

    internal static readonly JubjubOracle Generator = new(
        Hex("33cab9428c97922a456d01156a3c0b5f48bf54819101b9e685ff90bcf4f8ba5e"),
        Hex("56f168560e13820f1312a53c8338679b15f8e764499f87033728c334cc269cfb"),
        1);

    internal static BigInteger Hex(string digits) => BigInteger.Parse("0" + digits, System.Globalization.NumberStyles.HexNumber, null);

    internal static JubjubOracle From(in JubjubPoint point)
    {
        point.ToAffine(out Fr x, out Fr y);
        return new JubjubOracle(Oracle.Integer(x), Oracle.Integer(y), 1);
    }

    internal JubjubPoint ToPoint()
    {
        JubjubOracle affine = Affine();
        Assert.True(JubjubPoint.TryFromAffine(Oracle.Element<Fr>(affine.X), Oracle.Element<Fr>(affine.Y), out JubjubPoint point));
        return point;
    }

    internal JubjubOracle Affine()
    {
        BigInteger inverse = BigInteger.ModPow(Z, R - 2, R);
        return new JubjubOracle(X * inverse % R, Y * inverse % R, 1);
    }

    internal bool IsOnCurve
    {
        get
        {
            JubjubOracle a = Affine();
            BigInteger xx = a.X * a.X % R;
            BigInteger yy = a.Y * a.Y % R;
            return (yy - xx - 1 - (D * xx % R * yy)) % R == 0;
        }
    }

    internal JubjubOracle Negate() => this with { X = (R - X) % R };

    public static JubjubOracle operator +(JubjubOracle p, JubjubOracle q)
    {
        BigInteger a = p.Z * q.Z % R;
        BigInteger b = a * a % R;
        BigInteger c = p.X * q.X % R;
        BigInteger d = p.Y * q.Y % R;
        BigInteger e = D * c % R * d % R;
        BigInteger f = b - e + R;
        BigInteger g = b + e;
        BigInteger cross = ((p.X + p.Y) * (q.X + q.Y)) - c - d;
        return new JubjubOracle(a * f % R * (cross % R) % R, a * g % R * (d + c) % R, f * g % R);
    }

    public static JubjubOracle operator *(BigInteger scalar, JubjubOracle point)
    {
        JubjubOracle sum = Identity;
        for (int i = (int)scalar.GetBitLength() - 1; i >= 0; i--)
        {
            sum += sum;
            sum = (scalar >> i).IsEven ? sum : sum + point;
        }

        return sum;
    }
}
