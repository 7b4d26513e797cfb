using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

public class JubjubPointTests
{
    [Fact]
    public void Constants_DesignValues_HaveTheirOrders()
    {
        Assert.Equal(JubjubOracle.D, Oracle.Integer(JubjubPoint.D));
        Assert.Equal(JubjubOracle.L, Oracle.Integer(JubjubScalar.Modulus));
        Assert.Equal(JubjubOracle.Generator, JubjubOracle.From(JubjubPoint.Generator));
        Assert.True(JubjubOracle.Generator.IsOnCurve);
        Assert.Equal(JubjubOracle.Identity, (JubjubOracle.L * JubjubOracle.Generator).Affine());
        Assert.Equal(R - 1, BigInteger.ModPow(JubjubOracle.D, (R - 1) / 2, R)); // d is no square: the addition is complete.
        Assert.Equal(8, JubjubSamples.SmallOrder.Distinct().Count());
    }

    [Fact]
    public void Addition_AllPairsIncludingSmallOrder_MatchesBigInteger()
    {
        List<JubjubPoint> points = JubjubSamples.Points(random: 6, seed: 1);
        foreach (JubjubPoint p in points)
        {
            JubjubOracle a = JubjubOracle.From(p);
            JubjubPoint twice;
            JubjubPoint.Double(p, out twice);
            AssertSame(a + a, twice);
            AssertSame(a.Negate(), -p);
            AssertSame(8 * a, JubjubPoint.MultiplyByCofactor(p));
            foreach (JubjubPoint q in points)
            {
                JubjubOracle b = JubjubOracle.From(q);
                AssertSame(a + b, p + q);
                AssertSame(a + b.Negate(), p - q);
                Assert.Equal(a == b, p == q);
                Assert.Equal(a == b, (p + q) - q == q);
            }
        }
    }

    [Fact]
    public void MixedAddition_AllPairs_EqualsAddition()
    {
        List<JubjubPoint> points = JubjubSamples.Points(random: 3, seed: 2);
        foreach (JubjubPoint q in points)
        {
            q.ToAffine(out Fr x, out Fr y);
            JubjubNiels niels = JubjubNiels.FromAffine(x, y);
            foreach (JubjubPoint p in points)
            {
                JubjubPoint.AddNiels(p, niels, out JubjubPoint sum);
                JubjubPoint.SubtractNiels(p, niels, out JubjubPoint difference);
                JubjubPoint.SubtractCached(p, new JubjubCached(q), out JubjubPoint cached);
                Assert.Equal(p + q, sum);
                Assert.Equal(p - q, difference);
                Assert.Equal(p - q, cached);
                Assert.True(sum.IsOnCurve && difference.IsOnCurve && cached.IsOnCurve);
            }
        }
    }

    [Fact]
    public void Operations_ResultAliasesOperands_Unchanged()
    {
        List<JubjubPoint> points = JubjubSamples.Points(random: 2, seed: 3);
        foreach (JubjubPoint p in points)
        {
            JubjubPoint q = points[^1];
            JubjubPoint r = p;
            JubjubPoint.Add(r, q, out r);
            Assert.Equal(p + q, r);
            r = p;
            JubjubPoint.Add(q, r, out r);
            Assert.Equal(q + p, r);
            r = p;
            JubjubPoint.Add(r, r, out r);
            Assert.Equal(p + p, r);
            r = p;
            JubjubPoint.Double(r, out r);
            Assert.Equal(p + p, r);
            r = p;
            JubjubPoint.Subtract(q, r, out r);
            Assert.Equal(q - p, r);
            r = p;
            JubjubPoint.Negate(r, out r);
            Assert.Equal(-p, r);
            Assert.True(r.IsOnCurve);
        }
    }

    [Fact]
    public void IsInSubgroup_AllTorsionCosets_OnlyTheFirst()
    {
        foreach (JubjubPoint p in JubjubSamples.CurvePoints(3, seed: 4).Select(p => JubjubPoint.MultiplyByCofactor(p)))
        {
            for (int i = 0; i < 8; i++)
            {
                Assert.Equal(i == 0, (p + JubjubSamples.SmallOrder[i]).IsInSubgroup);
                Assert.Equal(i == 0, JubjubSamples.SmallOrder[i].IsInSubgroup);
                Assert.Equal(i == 0, JubjubSamples.SmallOrder[i].IsIdentity);
            }
        }

        Assert.True(JubjubPoint.Generator.IsInSubgroup);
    }

    [Fact]
    public void IsInSubgroup_RandomCurvePoints_MatchesBigInteger()
    {
        foreach (JubjubPoint p in JubjubSamples.CurvePoints(12, seed: 5))
        {
            Assert.Equal((JubjubOracle.L * JubjubOracle.From(p)).Affine() == JubjubOracle.Identity, p.IsInSubgroup);
        }
    }

    [Fact]
    public void IsInSubgroup_EveryCosetAndScale_MatchesMultipleByOrder()
    {
        Assert.Equal(JubjubPoint.Identity, JubjubPoint.MultiplyByCofactor(JubjubSubgroup.Order8));
        Assert.True(JubjubSubgroup.Order8.IsOnCurve);
        Assert.NotEqual(JubjubPoint.Identity, (4 * JubjubOracle.From(JubjubSubgroup.Order8)).ToPoint());
        int inside = 0;
        List<JubjubPoint> points = [JubjubPoint.Identity, JubjubPoint.Generator, .. JubjubSamples.CurvePoints(40, seed: 6)];
        foreach (JubjubPoint coset in points.SelectMany(p => JubjubSamples.SmallOrder, (p, torsion) => p + torsion))
        {
            Fr scale = coset.X + Fr.FromUInt64(3);
            JubjubPoint scaled = new(coset.X * scale, coset.Y * scale, coset.Z * scale, coset.T * scale);
            bool expected = JubjubPoint.MultiplyLimbsVarTime(coset, JubjubScalar.Modulus).IsIdentity;
            Assert.Equal(expected, coset.IsInSubgroup);
            Assert.Equal(expected, (-coset).IsInSubgroup);
            Assert.Equal(expected, scaled.IsInSubgroup);
            inside += expected ? 1 : 0;
        }

        Assert.Equal(points.Count, inside);
    }

    [Fact]
    public void Default_IsNoPoint()
    {
        JubjubPoint none = default;
        Assert.False(none.IsOnCurve);
        Assert.False(none.IsIdentity);
        Assert.False(none.IsInSubgroup);
        Assert.NotEqual(none, JubjubPoint.Identity);
        Assert.NotEqual(JubjubPoint.Generator, none);
        Assert.Equal(none, default);
        Assert.False(JubjubPoint.TryFromAffine(Fr.Zero, Fr.Zero, out _));
    }

    [Fact]
    public void IsOnCurve_AnyCoordinateChanged_False()
    {
        JubjubPoint.Double(JubjubPoint.Generator, out JubjubPoint p);
        Assert.True(p.IsOnCurve);
        Assert.False(new JubjubPoint(p.X + Fr.One, p.Y, p.Z, p.T).IsOnCurve);
        Assert.False(new JubjubPoint(p.X, p.Y + Fr.One, p.Z, p.T).IsOnCurve);
        Assert.False(new JubjubPoint(p.X, p.Y, p.Z + Fr.One, p.T).IsOnCurve);
        Assert.False(new JubjubPoint(p.X, p.Y, p.Z, p.T + Fr.One).IsOnCurve);
        p.ToAffine(out Fr x, out Fr y);
        Assert.False(JubjubPoint.TryFromAffine(x + Fr.One, y, out JubjubPoint rejected));
        Assert.True(rejected.IsIdentity);
        Assert.False(JubjubPoint.TryFromAffine(x, y + Fr.One, out _));
        Assert.False(JubjubPoint.TryFromAffine(y, x, out _));
    }

    [Fact]
    public void Equality_ScaledCoordinates_EqualAndSameHashCode()
    {
        JubjubPoint p = JubjubPoint.Generator;
        Fr factor = Fr.FromUInt64(77);
        JubjubPoint scaled = new(p.X * factor, p.Y * factor, p.Z * factor, p.T * factor);
        Assert.True(scaled.IsOnCurve);
        Assert.Equal(p, scaled);
        Assert.Equal(p.GetHashCode(), scaled.GetHashCode());
        Assert.Equal(p.ToString(), scaled.ToString());
        Assert.False(p.Equals((object)factor));
        Assert.True(p != -p);
    }

    [Fact]
    public void AdditionLaws_RandomMultiples_Hold()
    {
        Prop.ForAll<ulong, ulong, ulong>((a, b, t) =>
        {
            JubjubPoint p = JubjubPoint.MultiplyGeneratorVarTime(JubjubScalar.FromUInt64(a)) + JubjubSamples.SmallOrder[t % 8];
            JubjubPoint q = JubjubPoint.MultiplyGeneratorVarTime(JubjubScalar.FromUInt64(b)) + JubjubSamples.SmallOrder[a % 8];
            return p + q == q + p && p + q - q == p && (p + q) + p == q + (p + p) && (p - p).IsIdentity;
        }).QuickCheckThrowOnFailure();
    }

    private static BigInteger R => JubjubOracle.R;

    private static void AssertSame(JubjubOracle expected, JubjubPoint actual)
    {
        Assert.Equal(expected.Affine(), JubjubOracle.From(actual));
        Assert.True(actual.IsOnCurve);
    }
}
