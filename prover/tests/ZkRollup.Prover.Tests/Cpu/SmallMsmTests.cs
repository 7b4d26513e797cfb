using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Tests.Cpu;

/// <summary>Sums over few points against products one by one.</summary>
public sealed unsafe class SmallMsmTests : IDisposable
{
    private static readonly Fr Z = Fr.FromUInt64(0xd201000000010000);

    /// <summary>Those at which a digit, a carry or a half of a scalar is extreme.</summary>
    private static readonly Fr[] Edges =
    [
        Fr.Zero, Fr.One, -Fr.One, Fr.FromUInt64(7), Fr.FromUInt64(8), Fr.FromUInt64(9), Fr.FromUInt64(15), Fr.FromUInt64(16),
        -Fr.FromUInt64(8), Z * Z, (Z * Z) - Fr.One, (Z * Z) + Fr.One, -(Z * Z), Z * Z * Fr.FromUInt64(8), Fr.FromUInt64(ulong.MaxValue),
        Fr.FromHex("88888888888888888888888888888888"), Fr.FromHex("77777777777777777777777777777777"),
        Fr.FromHex("ac45a4010001a40200000000fffffffe"),
    ];

    private readonly SmallMsm _msm = new();

    public void Dispose() => _msm.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(64)]
    public void ComputeVarTime_RandomScalars_MatchesSumOfProducts(int count)
    {
        G1Affine[] points = Points(count);
        RequireSum(points, Scalars(count, seed: count));
        RequireSum(points, new Fr[count]);
        RequireSum(points, [.. Enumerable.Repeat(-Fr.One, count)]);
        RequireSum(points, [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? Fr.FromUInt64((ulong)i) : Fr.Zero)]);
    }

    [Fact]
    public void ComputeVarTime_EdgeScalars_MatchesSumOfProducts()
    {
        RequireSum(Points(Edges.Length), Edges);
        foreach (Fr scalar in Edges)
        {
            RequireSum([G1Affine.Generator], [scalar]);
        }
    }

    [Fact]
    public void ComputeVarTime_InfiniteEqualAndOppositePoints_MatchesSumOfProducts()
    {
        G1Affine[] some = Points(3);
        G1Affine twice = (G1Jacobian.FromAffine(some[0]) + G1Jacobian.FromAffine(some[0])).ToAffine();
        G1Affine[] points =
        [
            some[0], G1Affine.Infinity, some[0], -some[0], some[1], twice, -twice, some[2], G1Affine.Infinity, some[0], some[1], -some[1],
        ];
        RequireSum(points, Scalars(points.Length, seed: 1));
        foreach (Fr scalar in Edges)
        {
            RequireSum(points, [.. Enumerable.Repeat(scalar, points.Length)]);
        }

        RequireSum([.. Enumerable.Repeat(some[1], 20)], [.. Enumerable.Repeat(Fr.FromUInt64(3), 20)]);
        RequireSum([.. Enumerable.Repeat(some[1], 20)], Scalars(20, seed: 2));
        RequireSum([.. Enumerable.Repeat(G1Affine.Infinity, 5)], Scalars(5, seed: 3));
    }

    /// <summary>Sums of points and their images can meet: P and φ(P), of which one is a multiple of the other.</summary>
    [Fact]
    public void ComputeVarTime_PointsAndTheirImages_MatchesSumOfProducts()
    {
        G1Affine point = Points(1)[0];
        G1Affine image = G1Jacobian.FromAffine(point).MultiplyVarTime(Z * Z).ToAffine();
        Fr[] factors = [Fr.One, Z * Z, -Fr.One, -(Z * Z), Fr.FromUInt64(5), Z * Z * Fr.FromUInt64(5)];
        foreach (Fr first in factors)
        {
            RequireSum([point, image], [first, Fr.One]);
            RequireSum([point, image], [first, Fr.FromUInt64(5)]);
            RequireSum([image, point, -image], [first, Z * Z, Fr.FromUInt64(2)]);
        }
    }

    private void RequireSum(G1Affine[] points, Fr[] scalars)
    {
        G1Jacobian expected = G1Jacobian.Infinity;
        for (int i = 0; i < points.Length; i++)
        {
            expected += G1Jacobian.FromAffine(points[i]).MultiplyVarTime(scalars[i]);
        }

        using G1Bases bases = new(points);
        Assert.Equal(expected, _msm.ComputeVarTime(bases.Pointer, scalars));
    }

    private static G1Affine[] Points(int count) =>
        [.. Scalars(count, seed: 77).Select(scalar => G1Jacobian.Generator.MultiplyVarTime(scalar).ToAffine())];

    private static Fr[] Scalars(int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return Fr.FromBigEndianReduced(bytes);
        })];
    }
}
