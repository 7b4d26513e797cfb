using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>G1 against textbook arithmetic on BigInteger.</summary>
public class G1Tests
{
    private static readonly BigInteger P = Oracle.Integer(Fp.Modulus);

    [Fact]
    public void Add_AllPairsOfSmallMultiples_MatchesTextbook()
    {
        G1Jacobian[] points = [.. Enumerable.Range(-4, 9).Select(i => Rescaled(CurveOracle.G1(i), 7))];
        foreach (G1Jacobian a in points)
        {
            foreach (G1Jacobian b in points)
            {
                (BigInteger X, BigInteger Y)? expected = TextbookAdd(Pair(a.ToAffine()), Pair(b.ToAffine()));
                Assert.Equal(expected, Pair((a + b).ToAffine()));
                G1Jacobian.AddMixed(a, b.ToAffine(), out G1Jacobian mixed);
                Assert.Equal(expected, Pair(mixed.ToAffine()));
                G1Xyzz left = G1Xyzz.FromAffine(a.ToAffine());
                G1Xyzz.AddMixed(left, b.ToAffine(), out G1Xyzz sum);
                Assert.Equal(expected, Pair(sum.ToJacobian().ToAffine()));
                G1Xyzz.Add(left, G1Xyzz.FromAffine(b.ToAffine()), out sum);
                Assert.Equal(expected, Pair(sum.ToJacobian().ToAffine()));
            }

            G1Jacobian.Double(a, out G1Jacobian twice);
            Assert.Equal(a + a, twice);
            G1Xyzz.Double(G1Xyzz.FromAffine(a.ToAffine()), out G1Xyzz double2);
            Assert.Equal(twice, double2.ToJacobian());
        }
    }

    [Fact]
    public void ToAffineVarTime_AnyPoint_EqualsToAffine()
    {
        foreach (ulong z in new[] { 1UL, 2UL, 7UL, ulong.MaxValue })
        {
            foreach (int i in new[] { -3, -1, 0, 1, 2, 1000 })
            {
                G1Jacobian point = Rescaled(CurveOracle.G1(i), z);
                G1Affine affine = point.ToAffineVarTime();
                Assert.Equal(point.ToAffine(), affine);
                Assert.Equal(i == 0, affine.IsInfinity);
            }
        }
    }

    /// <summary>The same point with another Z.</summary>
    private static G1Jacobian Rescaled(in G1Jacobian point, ulong z)
    {
        Fp f = Fp.FromUInt64(z);
        return new(point.X * f * f, point.Y * f * f * f, point.Z * f);
    }

    private static (BigInteger X, BigInteger Y)? Pair(G1Affine a) => a.IsInfinity ? null : (Oracle.Integer(a.X), Oracle.Integer(a.Y));

    private static (BigInteger X, BigInteger Y)? TextbookAdd((BigInteger X, BigInteger Y)? first, (BigInteger X, BigInteger Y)? second)
    {
        if (first is not { } a || second is not { } b)
        {
            return first ?? second;
        }

        if (a.X == b.X && (a.Y + b.Y) % P == 0)
        {
            return null;
        }

        BigInteger slope = a.X == b.X
            ? 3 * a.X * a.X * BigInteger.ModPow(2 * a.Y, P - 2, P)
            : (b.Y - a.Y) * BigInteger.ModPow(b.X - a.X + P, P - 2, P);
        BigInteger x = Mod((slope * slope) - a.X - b.X);
        return (x, Mod((slope * (a.X - x)) - a.Y));
    }

    private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}
