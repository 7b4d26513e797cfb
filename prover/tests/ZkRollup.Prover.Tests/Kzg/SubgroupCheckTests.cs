using ZkRollup.Crypto.Curves;
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
    public void FindOutside_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        ParallelOptions options = new() { CancellationToken = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => SubgroupCheck.FindOutside(Good, 0, Count, options));
    }
}
