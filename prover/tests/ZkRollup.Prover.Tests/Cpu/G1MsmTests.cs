using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Tests.Cpu;

/// <summary>Multi-scalar multiplication against sums over known multiples of the generator.</summary>
public class G1MsmTests
{
    private static readonly G1Affine[] Multiples = MultiplesOfGenerator(3000);

    /// <summary>Scalars by kind: what a prover meets, and what breaks careless bucket methods.</summary>
    public static TheoryData<int, string> Shapes()
    {
        TheoryData<int, string> shapes = [];
        foreach (int count in new[] { 0, 1, 2, 3, 23, 24, 25, 100, 192, 193, 777, 2048, 3000 })
        {
            foreach (string kind in new[] { "random", "small", "negative", "zero", "one", "equal", "sparse", "top", "mixed", "boundary" })
            {
                shapes.Add(count, kind);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ComputeVarTime_AnyScalars_MatchesMultipleOfGenerator(int count, string kind)
    {
        Fr[] scalars = Scalars(count, kind, seed: count);
        using G1Bases bases = new(Multiples);
        using G1Msm msm = new();
        Assert.Equal(Expected(scalars, i => (ulong)(i + 1)), msm.ComputeVarTime(bases, scalars));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("equal")]
    [InlineData("one")]
    [InlineData("small")]
    public void ComputeVarTime_RepeatedOppositeAndInfinitePoints_MatchesMultipleOfGenerator(string kind)
    {
        // Multiples 1, −1, 1, 2, −2, 2, infinity, 1, …: every kind of exceptional addition in every round.
        long[] pattern = [1, -1, 1, 2, -2, 2, 0, 1];
        long[] factors = [.. Enumerable.Range(0, 1500).Select(i => pattern[i % 8])];
        G1Affine[] points = [.. factors.Select(f => f == 0 ? G1Affine.Infinity : f < 0 ? -Multiples[-f - 1] : Multiples[f - 1])];
        Fr[] scalars = Scalars(points.Length, kind, seed: 9);
        Fr sum = Fr.Zero;
        for (int i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * Fr.FromInt64(factors[i]);
        }

        using G1Bases bases = new(points);
        using G1Msm msm = new();
        Assert.Equal(G1Jacobian.Generator.MultiplyVarTime(sum), msm.ComputeVarTime(bases, scalars));
    }

    [Fact]
    public void ComputeVarTime_SmallScalarsOnAnyPointsOfTheCurve_MatchesSimpleMethod()
    {
        List<G1Affine> points = [];
        for (ulong x = 0; points.Count < 300; x++)
        {
            Fp coordinate = Fp.FromUInt64(x);
            if (Fp.TrySquareRootVarTime((coordinate * coordinate * coordinate) + Fp.FromUInt64(4), out Fp y))
            {
                points.Add(new G1Affine(coordinate, y));
            }
        }

        Assert.Contains(points, point => !point.IsInSubgroup);
        foreach (string kind in new[] { "small", "one", "equal" })
        {
            Fr[] scalars = Scalars(points.Count, kind, seed: 3);
            using G1Bases bases = new([.. points]);
            using G1Msm msm = new();
            Assert.Equal(G1Jacobian.SumOfProductsVarTime([.. points], scalars), msm.ComputeVarTime(bases, scalars));
        }
    }

    [Fact]
    public void ComputeVarTime_AllPointsEqual_MatchesMultiple()
    {
        G1Affine[] points = [.. Enumerable.Repeat(Multiples[4], 2000)];
        Fr[] scalars = Scalars(points.Length, "random", seed: 5);
        using G1Bases bases = new(points);
        using G1Msm msm = new();
        Assert.Equal(Expected(scalars, _ => 5), msm.ComputeVarTime(bases, scalars));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void ComputeVarTime_AnyThreadCount_SameResultAndReusable(int threads)
    {
        using G1Bases bases = new(Multiples);
        using G1Msm msm = new(threads);
        foreach (int count in new[] { 3000, 100, 2999 })
        {
            Fr[] scalars = Scalars(count, "equal", seed: threads);
            Assert.Equal(Expected(scalars, i => (ulong)(i + 1)), msm.ComputeVarTime(bases, scalars));
        }
    }

    [Fact]
    public void ComputeVarTime_OneHeavyBucketAcrossPieces_MatchesMultiple()
    {
        const int repeats = 20;
        G1Affine[] points = [.. Enumerable.Range(0, repeats).SelectMany(_ => Multiples)];
        Fr[] scalars = [.. Enumerable.Repeat(Fr.FromUInt64(7), points.Length)];
        using G1Bases bases = new(points);
        using G1Msm msm = new(3);
        Assert.Equal(Expected(scalars, i => (ulong)((i % Multiples.Length) + 1)), msm.ComputeVarTime(bases, scalars));
    }

    /// <summary>Scalars of one width follow scalars of another, each width at the end of a window, where a carry could be lost.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(64)]
    public void ComputeVarTime_BlocksOfDifferentWidth_MatchesMultipleOfGenerator(int bits)
    {
        G1Affine[] points = [.. Multiples, .. Multiples, .. Multiples];
        Fr[] scalars = [.. new Fr[2500], .. Scalars(300, "random", bits), .. new Fr[4200]];
        Fr all = Fr.PowVarTime(Fr.FromUInt64(2), [(ulong)bits]) - Fr.One;
        for (int i = 4500; i < scalars.Length; i++)
        {
            scalars[i] = i % 2 == 0 ? all : -all;
        }

        using G1Bases bases = new(points);
        using G1Msm msm = new();
        Assert.Equal(Expected(scalars, i => (ulong)((i % Multiples.Length) + 1)), msm.ComputeVarTime(bases, scalars));
    }

    [Fact]
    public void ComputeVarTime_MoreScalarsThanPoints_Throws()
    {
        using G1Bases bases = new(Multiples.AsSpan(0, 10));
        using G1Msm msm = new();
        ArgumentException error = Assert.Throws<ArgumentException>(() => msm.ComputeVarTime(bases, new Fr[11]));
        Assert.Contains("at most 10 scalars, got 11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ComputeVarTime_Cancelled_Throws()
    {
        using G1Bases bases = new(Multiples);
        using G1Msm msm = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => msm.ComputeVarTime(bases, Scalars(3000, "random", 1), source.Token));
        Assert.Equal(Multiples[0], msm.ComputeVarTime(bases, [Fr.One]).ToAffine());
    }

    [Fact]
    public void G1Bases_RoundTrip_ReturnsPoints()
    {
        G1Affine[] points = [.. Multiples.Take(20), G1Affine.Infinity, -Multiples[3]];
        using G1Bases bases = new(points);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(points[i], bases[i]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => bases[points.Length]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bases[-1]);
    }

    private static G1Jacobian Expected(Fr[] scalars, Func<int, ulong> factor)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * Fr.FromUInt64(factor(i));
        }

        return G1Jacobian.Generator.MultiplyVarTime(sum);
    }

    private static Fr[] Scalars(int count, string kind, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        Fr half = Fr.FromHex("39f6d3a994cebea4199cec0404d0ec02a9ded2017fff2dff7fffffff80000000");
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            random.NextBytes(bytes);
            Fr any = Fr.FromBigEndianReduced(bytes);
            return kind switch
            {
                "random" => any,
                "small" => Fr.FromUInt64((ulong)random.Next(1 << 16)),
                "negative" => Fr.FromInt64(-random.Next(1 << 16)),
                "zero" => Fr.Zero,
                "one" => Fr.One,
                "equal" => Fr.FromUInt64(0xfffffffffffffffe),
                "sparse" => random.Next(20) == 0 ? any : Fr.Zero,
                "top" => -Fr.FromUInt64((ulong)(i + 1)),
                "mixed" => random.Next(4) switch { 0 => any, 1 => Fr.Zero, 2 => -Fr.One, _ => Fr.FromUInt64(3) },
                _ => half + Fr.FromInt64((i % 5) - 2),
            };
        })];
    }

    private static G1Affine[] MultiplesOfGenerator(int count)
    {
        G1Jacobian[] points = new G1Jacobian[count];
        G1Jacobian sum = G1Jacobian.Infinity;
        for (int i = 0; i < count; i++)
        {
            G1Jacobian.AddMixed(sum, G1Affine.Generator, out sum);
            points[i] = sum;
        }

        G1Affine[] result = new G1Affine[count];
        G1Jacobian.BatchToAffine(points, result);
        return result;
    }
}
