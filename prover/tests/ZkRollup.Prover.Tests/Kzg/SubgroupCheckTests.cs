using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>The check of many points at once: one bad point is enough, and bad points must not cancel each other.</summary>
public class SubgroupCheckTests
{
    private const int Count = 2500;

    private static readonly ParallelOptions Options = new();
    private static readonly G1Affine[] Good =
        [.. Enumerable.Range(0, Count).Select(i => StringSamples.Development.Powers[i % 1000])];

    [Fact]
    public void FindOutside_AllInside_FindsNone()
    {
        Assert.Equal(-1, SubgroupCheck.FindOutside(Good, 0, Count, Options));
        Assert.Equal(-1, SubgroupCheck.FindOutsideExactly(Good, 100, 300, Options));
        Assert.True(SubgroupCheck.AreInside(Good, Options));
        Assert.True(SubgroupCheck.AreInside(Good.AsSpan(0, 1), Options));
        Assert.True(SubgroupCheck.AreInside([G1Affine.Infinity], Options));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1234)]
    [InlineData(Count - 1)]
    public void FindOutside_OnePointOfOrderThreeAdded_FindsIt(int index)
    {
        G1Affine[] points = [.. Good];
        points[index] = StringSamples.MovedOutside(points[index]);
        Assert.False(SubgroupCheck.AreInside(points, Options));
        Assert.Equal(index, SubgroupCheck.FindOutside(points, 0, Count, Options));
        Assert.Equal(-1, SubgroupCheck.FindOutside(points, index + 1, Count - index - 1, Options));
    }

    [Fact]
    public void AreInside_BadPointsThatCancelInASum_AreFound()
    {
        // Parts of order three that sum to zero in threes and in opposite pairs: plain sums of all points would pass.
        G1Affine[] points = [.. Good];
        foreach (int i in new[] { 10, 20, 30 })
        {
            points[i] = StringSamples.MovedOutside(Good[i]);
        }

        Assert.False(SubgroupCheck.AreInside(points, Options));
        G1Jacobian.AddMixed(G1Jacobian.FromAffine(Good[20]), -StringSamples.OrderThree, out G1Jacobian opposite);
        points = [.. Good];
        points[10] = StringSamples.MovedOutside(Good[10]);
        points[20] = opposite.ToAffine();
        Assert.False(SubgroupCheck.AreInside(points, Options));
        Assert.Equal(10, SubgroupCheck.FindOutside(points, 0, Count, Options));
    }

    [Fact]
    public void AreInside_AllPointsBad_IsFalse()
    {
        G1Affine[] points = [.. Good.Take(300).Select(point => StringSamples.MovedOutside(point))];
        Assert.False(SubgroupCheck.AreInside(points, Options));
        Assert.False(SubgroupCheck.AreInside([StringSamples.OrderThree], Options));
    }

    [Fact]
    public void AreInside_PointsOfLargeOrder_IsFalse()
    {
        // Any point of the curve, of an order that all primes of the cofactor may divide.
        byte[] bytes = new byte[48];
        G1Affine[] points = [.. Good];
        for (byte x = 5; ; x++)
        {
            (bytes[0], bytes[47]) = (0x80, x);
            if (G1Affine.TryReadCompressedUnchecked(bytes, out G1Affine point) == PointDecodeResult.Success)
            {
                points[777] = point;
                break;
            }
        }

        Assert.Equal(777, SubgroupCheck.FindOutside(points, 0, Count, Options));
        points[777] = G1Jacobian.FromAffine(points[777]).ClearCofactor().ToAffine();
        Assert.Equal(-1, SubgroupCheck.FindOutside(points, 0, Count, Options));
    }

    [Fact]
    public void FindOutside_HandfulOfAnyLength_FindsBadPointAtEveryPosition()
    {
        G1Affine bad = StringSamples.MovedOutside(Good[5]);
        for (int count = 0; count <= 17; count++)
        {
            G1Affine[] points = [.. Good.Take(count)];
            Assert.Equal(-1, SubgroupCheck.FindOutside(points));
            for (int i = 0; i < count; i++)
            {
                points[i] = bad;
                Assert.Equal(i, SubgroupCheck.FindOutside(points));
                points[i] = Good[i];
            }
        }

        // The first of several, and infinity in between.
        Assert.Equal(9, SubgroupCheck.FindOutside([.. Good.Take(8), G1Affine.Infinity, bad, Good[0], bad]));
        Assert.Equal(-1, SubgroupCheck.FindOutside([G1Affine.Infinity, Good[1], -Good[1], Good[1], G1Affine.Infinity]));
    }

    /// <summary>Each prime factor of the cofactor (z − 1)²/3; points of small order make steps of the product exceptional.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(10177)]
    [InlineData(859267)]
    [InlineData(52437899)]
    public void LaneCheck_PointsOfCofactorOrder_AreOutsideInEveryLane(int prime)
    {
        G1Affine small = PointOfOrder(prime);
        Assert.False(small.IsInSubgroup);
        using LaneSubgroupCheck lanes = new();
        for (int lane = 0; lane < 8; lane++)
        {
            G1Affine[] points = [.. Good.Take(8)];
            points[lane] = small;
            Assert.Equal(1 << lane, lanes.FindOutside(points));
            points[(lane + 3) % 8] = G1Affine.Infinity;
            G1Jacobian.AddMixed(G1Jacobian.FromAffine(Good[lane]), small, out G1Jacobian sum);
            points[lane] = sum.ToAffine();
            Assert.Equal(1 << lane, lanes.FindOutside(points));
        }

        Assert.Equal(0xff, lanes.FindOutside([.. Enumerable.Repeat(small, 8)]));
    }

    [Fact]
    public void LaneCheck_AnyPointsOfTheCurve_AgreesWithSinglePoints()
    {
        // x³ + 4 is a square for about half of all x; (0, 2) is the point of order 3.
        List<G1Affine> points = [];
        for (ulong x = 0; points.Count < 24; x++)
        {
            Fp coordinate = Fp.FromUInt64(x);
            if (Fp.TrySquareRootVarTime((coordinate * coordinate * coordinate) + Fp.FromUInt64(4), out Fp y))
            {
                points.Add(new G1Affine(coordinate, y));
                points.Add(G1Jacobian.FromAffine(points[^1]).ClearCofactor().ToAffine());
                points.Add(StringSamples.MovedOff(points[^1]));
            }
        }

        using LaneSubgroupCheck lanes = new();
        for (int start = 0; start < points.Count; start += 8)
        {
            int expected = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                expected |= points[start + lane].IsInSubgroup ? 0 : 1 << lane;
            }

            Assert.NotEqual(0, expected);
            Assert.NotEqual(0xff, expected);
            Assert.Equal(expected, lanes.FindOutside([.. points.Skip(start).Take(8)]));
        }

        Assert.Equal(0, lanes.FindOutside([G1Affine.Infinity]));
        Assert.Equal(1, lanes.FindOutside([StringSamples.OrderThree]));
    }

    [Fact]
    public void FindOutside_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        ParallelOptions options = new() { CancellationToken = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => SubgroupCheck.FindOutside(Good, 0, Count, options));
    }

    /// <summary>A point of the given prime order: a multiple of any point of the curve.</summary>
    private static G1Affine PointOfOrder(int prime)
    {
        BigInteger order = BigInteger.Pow(0xd201000000010001UL, 2) / 3 * new BigInteger(ScalarOrder, isUnsigned: true, isBigEndian: true);
        BigInteger rest = order;
        while (rest % prime == 0)
        {
            rest /= prime;
        }

        for (ulong x = 1; ; x++)
        {
            Fp coordinate = Fp.FromUInt64(x);
            if (!Fp.TrySquareRootVarTime((coordinate * coordinate * coordinate) + Fp.FromUInt64(4), out Fp y))
            {
                continue;
            }

            JacobianPoint<Fp> point = Multiply(JacobianPoint<Fp>.FromAffine(new AffinePoint<Fp>(coordinate, y)), rest);
            for (JacobianPoint<Fp> next = point; !next.IsInfinity; next = Multiply(next, prime))
            {
                point = next;
            }

            if (!point.IsInfinity)
            {
                return new G1Affine(point.ToAffine());
            }
        }
    }

    private static byte[] ScalarOrder => Convert.FromHexString("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

    private static JacobianPoint<Fp> Multiply(in JacobianPoint<Fp> point, BigInteger scalar)
    {
        ulong[] limbs = new ulong[6];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)((scalar >> (64 * i)) & ulong.MaxValue);
        }

        JacobianPoint<Fp>.MultiplySparseVarTime(point, limbs, out JacobianPoint<Fp> result);
        return result;
    }
}
