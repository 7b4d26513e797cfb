using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

public class G1GroupTests : GroupTests<Fp>
{
    /// <summary>RFC 9380, section 8.8.1.</summary>
    private protected override string EffectiveCofactor => "d201000000010001";

    private protected override AffinePoint<Fp> Generator => G1Curve.Generator;

    private protected override AffinePoint<Fp> AnyPoint(ulong start) => CurveOracle.AnyPointOfG1Curve(start).Point;

    private protected override bool IsOnCurve(in AffinePoint<Fp> point) => point.IsOnCurve<G1Curve>();

    private protected override bool IsInSubgroup(in AffinePoint<Fp> point) => G1Curve.IsInSubgroup(point);

    private protected override JacobianPoint<Fp> ClearCofactor(in JacobianPoint<Fp> point)
    {
        JacobianPoint<Fp> result = point;
        G1Curve.ClearCofactor(result, out result);
        return result;
    }
}

public class G2GroupTests : GroupTests<Fp2>
{
    /// <summary>RFC 9380, section 8.8.2.</summary>
    private protected override string EffectiveCofactor =>
        "bc69f08f2ee75b3584c6a0ea91b352888e2a8e9145ad7689986ff031508ffe1329c2f178731db956d82bf015d1212b02ec0ec69d7477c1ae954cbc06689f6a35"
        + "9894c0adebbf6b4e8020005aaa95551";

    private protected override AffinePoint<Fp2> Generator => G2Curve.Generator;

    private protected override AffinePoint<Fp2> AnyPoint(ulong start) => CurveOracle.AnyPointOfG2Curve(start).Point;

    private protected override bool IsOnCurve(in AffinePoint<Fp2> point) => point.IsOnCurve<G2Curve>();

    private protected override bool IsInSubgroup(in AffinePoint<Fp2> point) => G2Curve.IsInSubgroup(point);

    private protected override JacobianPoint<Fp2> ClearCofactor(in JacobianPoint<Fp2> point)
    {
        JacobianPoint<Fp2> result = point;
        G2Curve.ClearCofactor(result, out result);
        return result;
    }
}

/// <summary>The laws of both groups, exceptional operands, aliasing and subgroup membership.</summary>
public abstract class GroupTests<TField>
    where TField : unmanaged, IField<TField>
{
    private static readonly BigInteger R = CurveOracle.R;

    private protected abstract string EffectiveCofactor { get; }

    private protected abstract AffinePoint<TField> Generator { get; }

    private protected abstract AffinePoint<TField> AnyPoint(ulong start);

    private protected abstract bool IsOnCurve(in AffinePoint<TField> point);

    private protected abstract bool IsInSubgroup(in AffinePoint<TField> point);

    private protected abstract JacobianPoint<TField> ClearCofactor(in JacobianPoint<TField> point);

    [Fact]
    public void Generator_OfTheGroup_HasOrderR()
    {
        Assert.True(IsOnCurve(Generator));
        Assert.False(Generator.IsInfinity);
        Assert.True(Times(JacobianPoint<TField>.FromAffine(Generator), R).IsInfinity);
    }

    [Fact]
    public void Add_ExceptionalOperands_MatchesSumOfScalars()
    {
        BigInteger[] logs = [0, 1, R - 1, 2, R - 2, 3, 12345, R - 12345];
        foreach (BigInteger a in logs)
        {
            foreach (BigInteger b in logs)
            {
                JacobianPoint<TField> p = Rescaled(Multiple(a), 3);
                JacobianPoint<TField> q = Rescaled(Multiple(b), 5);
                JacobianPoint<TField> expected = Multiple((a + b) % R);
                JacobianPoint<TField>.Add(p, q, out JacobianPoint<TField> sum);
                AssertSame(expected, sum);
                JacobianPoint<TField>.AddMixed(p, q.ToAffine(), out sum);
                AssertSame(expected, sum);
                XyzzPoint<TField> left = XyzzPoint<TField>.FromAffine(p.ToAffine());
                XyzzPoint<TField>.AddMixed(left, q.ToAffine(), out XyzzPoint<TField> total);
                AssertSame(expected, total.ToJacobian());

                // Operands with denominators of their own: a sum minus one of its terms.
                XyzzPoint<TField>.AddMixed(left, Generator, out left);
                XyzzPoint<TField>.AddMixed(XyzzPoint<TField>.FromAffine(q.ToAffine()), Generator.Negated, out XyzzPoint<TField> right);
                XyzzPoint<TField>.Add(left, right, out total);
                AssertSame(expected, total.ToJacobian());
            }

            JacobianPoint<TField>.Double(Rescaled(Multiple(a), 7), out JacobianPoint<TField> twice);
            AssertSame(Multiple(2 * a % R), twice);
            XyzzPoint<TField>.Double(XyzzPoint<TField>.FromAffine(Multiple(a).ToAffine()), out XyzzPoint<TField> doubled);
            AssertSame(twice, doubled.ToJacobian());
        }
    }

    [Fact]
    public void GroupLaws_RandomScalars_Hold() => Property.Holds(20, random =>
    {
        JacobianPoint<TField> a = RandomPoint(random);
        JacobianPoint<TField> b = RandomPoint(random);
        JacobianPoint<TField> c = RandomPoint(random);
        JacobianPoint<TField> left = Sum(Sum(a, b), c);
        return JacobianPoint<TField>.AreEqual(left, Sum(a, Sum(b, c)))
            && JacobianPoint<TField>.AreEqual(Sum(a, b), Sum(b, a))
            && JacobianPoint<TField>.AreEqual(Sum(Sum(a, b), b.Negated), a)
            && IsOnCurve(left.ToAffine()) && IsInSubgroup(left.ToAffine());
    });

    [Fact]
    public void Operations_ResultAliasesOperands_Unchanged() => Property.Holds(10, random =>
    {
        JacobianPoint<TField> a = RandomPoint(random);
        JacobianPoint<TField> b = RandomPoint(random);
        JacobianPoint<TField> r1 = a, r2 = b, r3 = a, r4 = a, r5 = a;
        JacobianPoint<TField>.Add(r1, b, out r1);
        JacobianPoint<TField>.Add(a, r2, out r2);
        JacobianPoint<TField>.Add(r3, r3, out r3);
        JacobianPoint<TField>.Double(r4, out r4);
        JacobianPoint<TField>.AddMixed(r5, b.ToAffine(), out r5);
        JacobianPoint<TField> sum = Sum(a, b);
        JacobianPoint<TField> twice = Sum(a, a);
        XyzzPoint<TField> x = XyzzPoint<TField>.FromAffine(a.ToAffine());
        XyzzPoint<TField> y = XyzzPoint<TField>.FromAffine(b.ToAffine());
        XyzzPoint<TField> s1 = x, s2 = y, s3 = x, s4 = x, s5 = x;
        XyzzPoint<TField>.Add(s1, y, out s1);
        XyzzPoint<TField>.Add(x, s2, out s2);
        XyzzPoint<TField>.Add(s3, s3, out s3);
        XyzzPoint<TField>.Double(s4, out s4);
        XyzzPoint<TField>.AddMixed(s5, b.ToAffine(), out s5);
        return new[] { r1, r2, r5, s1.ToJacobian(), s2.ToJacobian(), s5.ToJacobian() }.All(r => JacobianPoint<TField>.AreEqual(sum, r))
            && new[] { r3, r4, s3.ToJacobian(), s4.ToJacobian() }.All(r => JacobianPoint<TField>.AreEqual(twice, r));
    });

    [Fact]
    public void MultiplyVarTime_EdgeScalars_MatchesDoubleAndAdd()
    {
        JacobianPoint<TField> point = Rescaled(JacobianPoint<TField>.FromAffine(AnyPoint(5)), 9);
        foreach (BigInteger k in Oracle.EdgeValues(R).Concat(Enumerable.Range(3, 40).Select(i => (BigInteger)i)))
        {
            ScalarMultiplication.MultiplyVarTime(point, Oracle.Element<Fr>(k), out JacobianPoint<TField> product);
            AssertSame(Times(point, k), product);
            ScalarMultiplication.MultiplyVarTime(JacobianPoint<TField>.Infinity, Oracle.Element<Fr>(k), out product);
            Assert.True(product.IsInfinity);
        }
    }

    [Fact]
    public void BatchToAffine_WithInfinities_MatchesSingleConversions()
    {
        JacobianPoint<TField>[] points =
            [.. Enumerable.Range(0, 9).Select(i => i % 3 == 0 ? JacobianPoint<TField>.Infinity : Rescaled(Multiple(i), (ulong)i))];
        AffinePoint<TField>[] result = new AffinePoint<TField>[points.Length];
        JacobianPoint<TField>.BatchToAffine(points, result);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(points[i].ToAffine(), result[i]);
            Assert.Equal(i % 3 == 0, result[i].IsInfinity);
        }

        JacobianPoint<TField>.BatchToAffine([], []);
        Assert.Throws<ArgumentException>(() => JacobianPoint<TField>.BatchToAffine(points, result.AsSpan(1)));
    }

    [Fact]
    public void SumOfProducts_AnySize_MatchesSingleProducts()
    {
        BigInteger[] scalars = [0, 1, R - 1, .. Oracle.RandomValues(R, 62, seed: 41)];
        foreach (int n in new[] { 0, 1, 2, 3, 31, 65 })
        {
            AffinePoint<TField>[] points = [.. Enumerable.Range(0, n).Select(i => Multiple(i % 7).ToAffine())];
            Fr[] factors = [.. scalars[..n].Select(CurveOracle.Scalar)];
            ScalarMultiplication.SumOfProductsVarTime(points, factors, out JacobianPoint<TField> sum);
            AssertSame(Multiple(scalars[..n].Select((k, i) => k * (i % 7)).Aggregate(BigInteger.Zero, (a, b) => a + b) % R), sum);
        }

        Assert.Throws<ArgumentException>(() => ScalarMultiplication.SumOfProductsVarTime<TField>([Generator], [], out _));
    }

    [Fact]
    public void Equality_DifferentPointsOrInfinity_Differs()
    {
        JacobianPoint<TField> p = Multiple(5);
        Assert.True(JacobianPoint<TField>.AreEqual(p, Rescaled(p, 11)));
        Assert.False(JacobianPoint<TField>.AreEqual(p, p.Negated));
        Assert.False(JacobianPoint<TField>.AreEqual(p, Multiple(6)));
        Assert.False(JacobianPoint<TField>.AreEqual(p, JacobianPoint<TField>.Infinity));
        Assert.False(JacobianPoint<TField>.AreEqual(JacobianPoint<TField>.Infinity, p));
        Assert.True(JacobianPoint<TField>.AreEqual(JacobianPoint<TField>.Infinity, new(TField.Zero, TField.One, TField.Zero)));
    }

    [Fact]
    public void IsOnCurve_PointsMovedOffIt_IsFalse()
    {
        AffinePoint<TField> p = AnyPoint(100);
        Assert.True(IsOnCurve(p));
        Assert.True(IsOnCurve(default));
        Assert.False(IsOnCurve(new(p.X + TField.One, p.Y)));
        Assert.False(IsOnCurve(new(p.X, p.Y + TField.One)));
        Assert.False(IsOnCurve(new(TField.Zero, TField.One)));
        Assert.False(IsOnCurve(new(TField.One, TField.Zero)));
    }

    [Fact]
    public void IsInSubgroup_InsideAndOutside_MatchesMultiplicationByOrder()
    {
        for (ulong i = 0; i < 12; i++)
        {
            JacobianPoint<TField> point = JacobianPoint<TField>.FromAffine(AnyPoint(500 * i));

            // [r]P has an order that divides the cofactor; adding it to a point of the subgroup leaves the subgroup.
            JacobianPoint<TField> torsion = Times(point, R);
            Assert.Equal(torsion.IsInfinity, IsInSubgroup(point.ToAffine()));
            Assert.False(IsInSubgroup(torsion.ToAffine()));
            Assert.False(IsInSubgroup(Sum(torsion, Multiple(i + 1)).ToAffine()));
            Assert.True(IsInSubgroup(Multiple(i).ToAffine()));
        }
    }

    [Fact]
    public void ClearCofactor_AnyPoint_IsTheProductWithTheEffectiveCofactor()
    {
        BigInteger cofactor = BigInteger.Parse("0" + EffectiveCofactor, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        for (ulong i = 0; i < 4; i++)
        {
            JacobianPoint<TField> point = JacobianPoint<TField>.FromAffine(AnyPoint(900 * i));
            AssertSame(Times(point, cofactor), ClearCofactor(point));
            Assert.True(IsInSubgroup(ClearCofactor(point).ToAffine()));
        }

        Assert.True(ClearCofactor(JacobianPoint<TField>.Infinity).IsInfinity);
    }

    private static JacobianPoint<TField> Sum(in JacobianPoint<TField> a, in JacobianPoint<TField> b)
    {
        JacobianPoint<TField>.Add(a, b, out JacobianPoint<TField> sum);
        return sum;
    }

    private static JacobianPoint<TField> Times(in JacobianPoint<TField> point, BigInteger k)
    {
        JacobianPoint<TField>.MultiplySparseVarTime(point, Oracle.Limbs(k, 10), out JacobianPoint<TField> product);
        return product;
    }

    private static JacobianPoint<TField> Rescaled(in JacobianPoint<TField> point, ulong factor)
    {
        TField z = TField.Zero;
        for (ulong i = 0; i < factor + 2; i++)
        {
            z += TField.One;
        }

        return new(point.X * z * z, point.Y * z * z * z, point.Z * z);
    }

    private static void AssertSame(in JacobianPoint<TField> expected, in JacobianPoint<TField> actual) =>
        Assert.Equal(expected.ToAffine(), actual.ToAffine());

    private JacobianPoint<TField> Multiple(BigInteger k) => Times(JacobianPoint<TField>.FromAffine(Generator), k);

    private JacobianPoint<TField> RandomPoint(Random random) =>
        Rescaled(Multiple(random.NextInt64()), (ulong)random.Next(5)) is { } point && random.Next(8) != 0
            ? point
            : JacobianPoint<TField>.Infinity;
}
