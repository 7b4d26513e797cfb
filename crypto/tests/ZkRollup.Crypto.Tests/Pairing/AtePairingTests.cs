using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using ZkRollup.Crypto.Tests.Curves;

namespace ZkRollup.Crypto.Tests.Pairing;

/// <summary>Bilinearity, non-degeneracy and products of pairings.</summary>
public class AtePairingTests
{
    private static readonly BigInteger R = CurveOracle.R;

    [Fact]
    public void Product_OfGenerators_HasOrderR()
    {
        Fp12 e = Pair(1, 1);
        Assert.NotEqual(Fp12.One, e);
        Assert.Equal(Fp12.One, Fp12.PowVarTime(e, Fr.Modulus));
    }

    [Fact]
    public void Product_RandomMultiples_IsBilinear()
    {
        Fp12 e = Pair(1, 1);
        Property.Holds(6, random =>
        {
            BigInteger a = Random(random);
            BigInteger b = Random(random);
            return Pair(a, b) == Fp12.PowVarTime(e, Oracle.Limbs(a * b % R, 4))
                && Pair(a + b, 1) == Pair(a, 1) * Pair(b, 1)
                && Pair(1, a + b) == Pair(1, a) * Pair(1, b);
        });
    }

    [Fact]
    public void Check_RandomCancellingPairs_AcceptsThemAndNoOthers() => Property.Holds(5, random =>
    {
        // Σ aᵢ·bᵢ = 0 in the exponent.
        int n = random.Next(2, 6);
        BigInteger[] a = [.. Enumerable.Range(0, n).Select(_ => Random(random))];
        BigInteger[] b = [.. Enumerable.Range(0, n - 1).Select(_ => Random(random)), 1];
        BigInteger sum = a.Zip(b).Take(n - 1).Aggregate(BigInteger.Zero, (s, pair) => s + (pair.First * pair.Second));
        a[^1] = R - (sum % R);
        G1Affine[] g1 = Points1(a);
        G2Affine[] g2 = Points2(b);
        bool accepted = AtePairing.Check(g1, g2);
        g1[0] = CurveOracle.G1(a[0] + 1).ToAffine();
        return accepted && !AtePairing.Check(g1, g2);
    });

    [Fact]
    public void Check_InfinityAnywhere_ContributesOne()
    {
        Assert.True(AtePairing.Check([], (ReadOnlySpan<G2Affine>)[]));
        Assert.True(AtePairing.Check(Points1(0), Points2(5)));
        Assert.True(AtePairing.Check(Points1(5), Points2(0)));
        Assert.True(AtePairing.Check(Points1(0), Points2(0)));
        Assert.True(AtePairing.Check(Points1(0, 3, 5, R - 3), Points2(7, 2, 0, 2)));
        Assert.False(AtePairing.Check(Points1(0, 3, 5, R - 3), Points2(7, 2, 0, 1)));
        Assert.False(AtePairing.Check(Points1(1), Points2(1)));
    }

    [Fact]
    public void Check_RepeatedPair_IsNotCancelled()
    {
        Assert.False(AtePairing.Check(Points1(1, 1), Points2(1, 1)));
        Assert.True(AtePairing.Check(Points1(1, 1, R - 2), Points2(1, 1, 1)));
        Assert.True(AtePairing.Check(Points1(1, 1), Points2(1, R - 1)));
    }

    [Fact]
    public void Prepared_SamePoint_ReusedWithoutChange()
    {
        G2Prepared fixedPoint = new(CurveOracle.G2(9).ToAffine());
        G2Prepared infinity = new(G2Affine.Infinity);
        Assert.False(fixedPoint.IsInfinity);
        Assert.True(infinity.IsInfinity);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(AtePairing.Check(Points1(4, R - 4, 8), new[] { fixedPoint, fixedPoint, infinity }));
            Assert.False(AtePairing.Check(Points1(4, R - 3, 8), new[] { fixedPoint, fixedPoint, infinity }));
        }

        AtePairing.Product(Points1(6), [fixedPoint], out Fp12 product);
        Assert.Equal(Pair(54, 1), product);
    }

    [Fact]
    public void Check_DifferentLengths_Throws()
    {
        Assert.Throws<ArgumentException>(() => AtePairing.Check(Points1(1, 2), Points2(1)));
        Assert.Throws<ArgumentException>(() => AtePairing.Check([], Points2(1)));
    }

    [Fact]
    public void Check_PointsOffTheCurve_NeverThrows()
    {
        G1Affine p = new(Fp.One, Fp.One);
        G2Affine[] points = [new(Fp2.One, Fp2.One), new(Fp2.Zero, Fp2.One), new(Fp2.One, Fp2.Zero), CurveOracle.AnyPointOfG2Curve(1)];
        foreach (G2Affine q in points)
        {
            Assert.False(AtePairing.Check([p], new[] { q }));
        }
    }

    private static BigInteger Random(Random random)
    {
        byte[] bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % R;
    }

    private static G1Affine[] Points1(params BigInteger[] logs) => [.. logs.Select(k => CurveOracle.G1(k).ToAffine())];

    private static G2Affine[] Points2(params BigInteger[] logs) => [.. logs.Select(k => CurveOracle.G2(k).ToAffine())];

    private static Fp12 Pair(BigInteger a, BigInteger b)
    {
        AtePairing.Product(Points1(a), Points2(b), out Fp12 result);
        return result;
    }
}
