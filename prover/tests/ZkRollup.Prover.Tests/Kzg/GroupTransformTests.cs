using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>The transform in lanes against the scalar one, above all where additions are exceptional.</summary>
public class GroupTransformTests
{
    private static readonly G1Affine[] Points = LagrangeBasis.FromDevelopmentSecret(10, 1, null, default);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Inverse_AnySize_EqualsScalarTransform(int log2) =>
        Assert.Equal(
            GroupTransform.InverseScalar(Points.AsSpan(0, 1 << log2), null, default),
            GroupTransform.Inverse(Points.AsSpan(0, 1 << log2), null, default));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void LaneInverse_WithOrWithoutVectors_EqualsScalarTransform(int log2) => RequireEqual(Points[..(1 << log2)]);

    [Fact]
    public void LaneInverse_RepeatedOppositeAndInfinitePoints_EqualsScalarTransform()
    {
        const int n = 64;
        Random random = new(20);
        RequireEqual(new G1Affine[n]);
        RequireEqual([.. Enumerable.Repeat(Points[0], n)]);
        RequireEqual([.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? Points[0] : -Points[0])]);
        RequireEqual([.. Enumerable.Range(0, n).Select(i => i < n / 2 ? Points[0] : -Points[0])]);
        RequireEqual([.. Enumerable.Range(0, n).Select(i => Points[i % 8])]);
        RequireEqual([.. Enumerable.Range(0, n).Select(i => i % 3 == 0 ? G1Affine.Infinity : Points[i / 5])]);
        RequireEqual([.. Enumerable.Range(0, n).Select(_ => random.Next(3) switch
        {
            0 => G1Affine.Infinity,
            1 => Points[random.Next(2)],
            _ => -Points[random.Next(2)],
        })]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    [InlineData(127)]
    public void LaneInverse_OnePoint_GivesItsMultiplesByRoots(int position)
    {
        const int log2 = 7;
        G1Affine[] points = new G1Affine[1 << log2];
        points[position] = Points[5];
        G1Affine[] result = LaneGroupTransform.Inverse(points, null, default);
        Fr factor = Inverse(Fr.FromUInt64(1 << log2));
        Fr step = Fr.PowVarTime(Inverse(Fr.RootOfUnity(log2)), [(ulong)position]);
        foreach (G1Affine point in result)
        {
            Assert.Equal(G1Jacobian.FromAffine(Points[5]).MultiplyVarTime(factor).ToAffine(), point);
            factor *= step;
        }
    }

    /// <summary>Here P = ±w·Q for the operands of every butterfly: in each level all sums, or all differences, are infinity.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(32)]
    [InlineData(63)]
    public void LaneInverse_MultiplesByRoots_GivesOnePoint(int frequency)
    {
        const int log2 = 6;
        G1Affine[] points = new G1Affine[1 << log2];
        Fr step = Fr.PowVarTime(Fr.RootOfUnity(log2), [(ulong)frequency]);
        Fr factor = Fr.One;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = G1Jacobian.FromAffine(Points[9]).MultiplyVarTime(factor).ToAffine();
            factor *= step;
        }

        G1Affine[] expected = new G1Affine[points.Length];
        expected[frequency] = Points[9];
        Assert.Equal(expected, LaneGroupTransform.Inverse(points, null, default));
    }

    [Fact]
    public void LaneInverse_FewerThan64Points_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneGroupTransform.Inverse(Points.AsSpan(0, 32), null, default));

    [Fact]
    public void LaneInverse_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => LaneGroupTransform.Inverse(Points.AsSpan(0, 64), null, source.Token));
    }

    [Fact]
    public void LaneInverse_CancelledByProgress_StopsWithinTheNextStep()
    {
        using CancellationTokenSource source = new();
        List<double> reports = [];
        Recorder recorder = new(part =>
        {
            reports.Add(part);
            source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => LaneGroupTransform.Inverse(Points.AsSpan(0, 256), recorder, source.Token));
        Assert.Single(reports);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void LaneInverse_Progress_RisesToOne(int log2)
    {
        List<double> reports = [0];
        _ = LaneGroupTransform.Inverse(Points.AsSpan(0, 1 << log2), new Recorder(reports.Add), default);
        Assert.Equal(1, reports[^1]);
        Assert.True(reports.Count > 2);
        Assert.Equal(reports.Distinct().Order(), reports);
    }

    private static void RequireEqual(G1Affine[] points) =>
        Assert.Equal(GroupTransform.InverseScalar(points, null, default), LaneGroupTransform.Inverse(points, null, default));

    private static Fr Inverse(in Fr value)
    {
        Assert.True(Fr.TryInvert(value, out Fr inverse));
        return inverse;
    }

    private sealed class Recorder(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
