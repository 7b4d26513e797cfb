using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Crypto.Tests.Curves.CurveOracle;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>The public point types agree with the arithmetic that they wrap.</summary>
public class PointTypeTests
{
    [Fact]
    public void G1Operators_RandomScalars_MatchScalarArithmetic() => Property.Holds(10, random =>
    {
        BigInteger a = random.NextInt64();
        BigInteger b = random.NextInt64();
        G1Jacobian p = G1(a);
        G1Jacobian q = G1(b);
        G1Jacobian.AddMixed(p, q.ToAffine(), out G1Jacobian mixed);
        G1Jacobian.Double(p, out G1Jacobian twice);
        G1Xyzz.AddMixed(G1Xyzz.FromAffine(p.ToAffine()), q.ToAffine(), out G1Xyzz sum);
        G1Xyzz.Add(sum, sum, out G1Xyzz total);
        return p + q == G1(a + b) && p - q == G1(a - b) && -p == G1(-a) && mixed == p + q && twice == G1(2 * a)
            && sum.ToJacobian() == p + q && total.ToJacobian() == G1(2 * (a + b))
            && (-p).ToAffine() == -p.ToAffine() && G1Jacobian.FromAffine(p.ToAffine()) == p && (p - p).IsInfinity
            && new G1Jacobian(p.X, p.Y, p.Z) == p && new G1Affine(p.ToAffine().X, p.ToAffine().Y) == p.ToAffine();
    });

    [Fact]
    public void G2Operators_RandomScalars_MatchScalarArithmetic() => Property.Holds(10, random =>
    {
        BigInteger a = random.NextInt64();
        BigInteger b = random.NextInt64();
        G2Jacobian p = G2(a);
        G2Jacobian q = G2(b);
        G2Jacobian.AddMixed(p, q.ToAffine(), out G2Jacobian mixed);
        G2Jacobian.Double(p, out G2Jacobian twice);
        return p + q == G2(a + b) && p - q == G2(a - b) && -p == G2(-a) && mixed == p + q && twice == G2(2 * a)
            && (-p).ToAffine() == -p.ToAffine() && G2Jacobian.FromAffine(p.ToAffine()) == p && (p - p).IsInfinity
            && new G2Jacobian(p.X, p.Y, p.Z) == p && new G2Affine(p.ToAffine().X, p.ToAffine().Y) == p.ToAffine();
    });

    [Fact]
    public void BatchToAffine_BothGroups_MatchesSingleConversions()
    {
        G1Jacobian[] p = [G1(5) + G1(6), G1Jacobian.Infinity, G1(7)];
        G2Jacobian[] q = [G2(5) + G2(6), G2Jacobian.Infinity, G2(7)];
        G1Affine[] pAffine = new G1Affine[3];
        G2Affine[] qAffine = new G2Affine[3];
        G1Jacobian.BatchToAffine(p, pAffine);
        G2Jacobian.BatchToAffine(q, qAffine);
        Assert.Equal(p.Select(x => x.ToAffine()), pAffine);
        Assert.Equal(q.Select(x => x.ToAffine()), qAffine);
        Assert.Throws<ArgumentException>(() => G1Jacobian.BatchToAffine(p, new G1Affine[2]));
        Assert.Throws<ArgumentException>(() => G2Jacobian.BatchToAffine(q, new G2Affine[4]));
    }

    [Fact]
    public void Equality_OfEveryType_DistinguishesPoints()
    {
        G1Jacobian p = G1(5) + G1(6);
        G2Jacobian q = G2(5) + G2(6);
        Assert.True(p == G1(11) && p != G1(12) && !p.Equals((object)G1(12)) && p.Equals((object)G1(11)));
        Assert.True(q == G2(11) && q != G2(12) && !q.Equals((object)G2(12)) && q.Equals((object)G2(11)));
        Assert.Equal(G1(11).GetHashCode(), p.GetHashCode());
        Assert.Equal(G2(11).GetHashCode(), q.GetHashCode());
        Assert.True(p.ToAffine() != -p.ToAffine() && !p.ToAffine().Equals((object)G1(12).ToAffine()));
        Assert.True(q.ToAffine() != -q.ToAffine() && !q.ToAffine().Equals((object)G2(12).ToAffine()));
        Assert.Equal("infinity", G1Affine.Infinity.ToString());
        Assert.Equal("infinity", G2Jacobian.Infinity.ToString());
        Assert.StartsWith("(0x17f1d3a7", G1Affine.Generator.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Infinity_OfEveryType_IsNeutral()
    {
        Assert.True(G1Affine.Infinity is { IsInfinity: true, IsOnCurve: true, IsInSubgroup: true } && G1Affine.Infinity == default);
        Assert.True(G2Affine.Infinity is { IsInfinity: true, IsOnCurve: true, IsInSubgroup: true } && G2Affine.Infinity == default);
        Assert.Equal(G1Affine.Infinity, -G1Affine.Infinity);
        Assert.Equal(G1(3), G1(3) + G1Jacobian.Infinity);
        Assert.Equal(G2(3), G2Jacobian.Infinity + G2(3));
        Assert.True(G1Xyzz.Infinity.IsInfinity && G1Xyzz.Infinity.ToJacobian().IsInfinity);
        Assert.True(G1Jacobian.Generator.MultiplyVarTime(Fr.Zero).IsInfinity);

        // All-zero memory, as arrays come, is infinity in every type.
        Assert.True(default(G1Jacobian).IsInfinity && default(G2Jacobian).IsInfinity && default(G1Xyzz).IsInfinity);
        Assert.Equal(G1(3), G1(3) + default(G1Jacobian));
        Assert.Equal(G2(3), default(G2Jacobian) + G2(3));
    }

    [Fact]
    public void IsInSubgroup_OffTheCurve_IsFalse()
    {
        Assert.False(new G1Affine(Fp.One, Fp.One).IsInSubgroup);
        Assert.False(new G2Affine(Fp2.One, Fp2.One).IsInSubgroup);
        Assert.False(AnyPointOfG1Curve(1).IsInSubgroup);
        Assert.False(AnyPointOfG2Curve(1).IsInSubgroup);
    }

    [Fact]
    public void MapVarTime_RandomElements_LandInTheSubgroups() => Property.Holds(10, random =>
    {
        Fp a = Fp.FromUInt64((ulong)random.NextInt64());
        Fp b = Fp.FromUInt64((ulong)random.NextInt64());
        G1Affine p = G1Jacobian.MapVarTime(a).ToAffine();
        G2Affine q = G2Jacobian.MapVarTime(new Fp2(a, b)).ToAffine();
        return p.IsInSubgroup && q.IsInSubgroup && !p.IsInfinity && !q.IsInfinity && p != G1Jacobian.MapVarTime(b).ToAffine();
    });
}
