using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

public class JubjubMultiplyTests
{
    [Fact]
    public void Multiply_EdgeScalarsAndAllKindsOfPoints_MatchesBigInteger()
    {
        List<JubjubPoint> points = JubjubSamples.Points(random: 2, seed: 21);
        BigInteger[] scalars = [.. JubjubSamples.Scalars(random: 10, seed: 22)];
        for (int i = 0; i < scalars.Length * 2; i++)
        {
            BigInteger k = scalars[i % scalars.Length];
            JubjubPoint p = points[i % points.Count];
            JubjubScalar scalar = Oracle.Element<JubjubScalar>(k);
            JubjubOracle expected = (k * JubjubOracle.From(p)).Affine();
            AssertSame(expected, JubjubPoint.Multiply(p, scalar));
            AssertSame(expected, JubjubPoint.MultiplyVarTime(p, scalar));
        }
    }

    [Fact]
    public void MultiplyGenerator_EdgeAndRandomScalars_MatchesBigInteger()
    {
        foreach (BigInteger k in JubjubSamples.Scalars(random: 20, seed: 23))
        {
            JubjubScalar scalar = Oracle.Element<JubjubScalar>(k);
            JubjubOracle expected = (k * JubjubOracle.Generator).Affine();
            AssertSame(expected, JubjubPoint.MultiplyGenerator(scalar));
            AssertSame(expected, JubjubPoint.MultiplyGeneratorVarTime(scalar));
        }
    }

    [Fact]
    public void MultiplyGeneratorSubtract_EdgeScalarsUpTo255Bits_MatchesBigInteger()
    {
        List<JubjubPoint> points = JubjubSamples.Points(random: 2, seed: 24);
        BigInteger top = (BigInteger.One << 255) - 1;
        BigInteger l = JubjubOracle.L;
        BigInteger[] factors = [0, 1, l - 1, l, (BigInteger.One << 252) - 1, top, .. Oracle.RandomValues(top, 10, seed: 25)];
        BigInteger[] generators = [0, 1, JubjubOracle.L - 1, .. Oracle.RandomValues(JubjubOracle.L, 4, seed: 26)];
        int next = 0;
        foreach (BigInteger s in generators)
        {
            foreach (BigInteger c in factors)
            {
                JubjubPoint p = points[next++ % points.Count];
                JubjubPoint actual = JubjubPoint.MultiplyGeneratorSubtractVarTime(Oracle.Element<JubjubScalar>(s), Oracle.Limbs(c, 4), p);
                AssertSame(((s * JubjubOracle.Generator) + (c * JubjubOracle.From(p).Negate())).Affine(), actual);
            }
        }
    }

    [Fact]
    public void Multiply_SumOfScalars_IsSumOfPoints()
    {
        Prop.ForAll<ulong[], ulong[]>((a, b) =>
        {
            JubjubScalar x = Scalar(a);
            JubjubScalar y = Scalar(b);
            JubjubPoint p = JubjubPoint.MultiplyGenerator(y);
            return JubjubPoint.Multiply(p, x) + p == JubjubPoint.MultiplyVarTime(p, x + JubjubScalar.One)
                && JubjubPoint.MultiplyGenerator(x * y) == JubjubPoint.Multiply(p, x);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void WriteWnaf_EdgeAndRandomIntegers_SumsToScalarWithSparseOddDigits(int width)
    {
        BigInteger top = (BigInteger.One << 255) - 1;
        sbyte[] digits = new sbyte[ScalarRecoding.WnafLength];
        foreach (BigInteger k in Oracle.EdgeValues(top).Concat(Oracle.RandomValues(top, 200, seed: width)))
        {
            int length = ScalarRecoding.WriteWnafVarTime(Oracle.Limbs(k, 4), width, digits);
            Assert.Equal(k, digits.Select((d, i) => d * (BigInteger.One << i)).Aggregate(BigInteger.Zero, (a, b) => a + b));
            Assert.Equal(length, Array.FindLastIndex(digits, d => d != 0) + 1);
            int last = -width;
            for (int i = 0; i < length; i++)
            {
                if (digits[i] != 0)
                {
                    Assert.True((digits[i] & 1) == 1 && Math.Abs((int)digits[i]) < 1 << (width - 1) && i - last >= width);
                    last = i;
                }
            }
        }
    }

    [Fact]
    public void WriteSignedHex_EdgeAndRandomScalars_SumsToScalarWithBoundedDigits()
    {
        BigInteger top = BigInteger.One << 252;
        sbyte[] digits = new sbyte[ScalarRecoding.SignedHexLength];
        foreach (BigInteger k in Oracle.EdgeValues(top).Concat(Oracle.RandomValues(top, 200, seed: 27)))
        {
            ScalarRecoding.WriteSignedHex(Oracle.Limbs(k, 4), digits);
            Assert.Equal(k, digits.Select((d, i) => d * (BigInteger.One << (4 * i))).Aggregate(BigInteger.Zero, (a, b) => a + b));
            Assert.All(digits[..^1], d => Assert.InRange(d, -8, 7));
            Assert.InRange(digits[^1], 0, 1);
        }
    }

    private static JubjubScalar Scalar(ulong[] words) =>
        words.Aggregate(JubjubScalar.One, (sum, word) => (sum * JubjubScalar.FromUInt64(ulong.MaxValue)) + JubjubScalar.FromUInt64(word));

    private static void AssertSame(JubjubOracle expected, JubjubPoint actual)
    {
        Assert.Equal(expected, JubjubOracle.From(actual));
        Assert.True(actual.IsOnCurve);
    }
}
