using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Crypto.Tests.Lanes;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>The group law and the tables in lanes against single points.</summary>
public unsafe class JubjubLanesTests
{
    private const int Group = JubjubLanes.Group;
    private const int Size = JubjubLanes.PointSize;

    [Fact]
    public void Double_AnyPoints_MatchesSinglePoints()
    {
        using LaneMemory memory = new();
        Fr8* p = memory.Allocate<Fr8>(Size);
        Fr8* scratch = memory.Allocate<Fr8>(Size);
        foreach (JubjubPoint[] points in JubjubSamples.Points(30, seed: 60).Chunk(Group).Where(chunk => chunk.Length == Group))
        {
            Write(p, points);
            JubjubPoint[] expected = points;
            for (int round = 0; round < 5; round++)
            {
                JubjubLanes.Double(p, scratch, withT: true);
                expected = [.. expected.Select(q => q + q)];
                Assert.Equal(expected, Read(p));
            }

            JubjubLanes.Double(p, scratch, withT: false);
            Assert.Equal(expected.Select(q => q + q), ReadWithoutT(p));
        }
    }

    [Fact]
    public void Add_EveryPairOfSamples_MatchesSinglePoints()
    {
        using LaneMemory memory = new();
        Fr8* p = memory.Allocate<Fr8>(Size);
        Fr8* q = memory.Allocate<Fr8>(Size);
        Fr8* scratch = memory.Allocate<Fr8>(Size);
        List<JubjubPoint> samples = JubjubSamples.Points(6, seed: 61);
        samples.AddRange([.. samples.Select(point => -point)]);
        (JubjubPoint Left, JubjubPoint Right)[] pairs = [.. samples.SelectMany(left => samples, (left, right) => (left, right))];
        foreach ((JubjubPoint Left, JubjubPoint Right)[] chunk in pairs.Chunk(Group).Where(chunk => chunk.Length == Group))
        {
            JubjubPoint[] sums = [.. chunk.Select(pair => pair.Left + pair.Right)];
            foreach (bool withT in new[] { true, false })
            {
                Write(p, [.. chunk.Select(pair => pair.Right)]);
                JubjubLanes.Prepare(q, p, JubjubLaneTables.TwiceD);
                Write(p, [.. chunk.Select(pair => pair.Left)]);
                JubjubLanes.Add(p, q, scratch, isAffine: false, withT);
                Assert.Equal(sums, withT ? Read(p) : ReadWithoutT(p));
            }

            // Multiples of Z other than 1, and the sum of affine points, whose Z is not read.
            JubjubLanes.Prepare(q, p, JubjubLaneTables.TwiceD);
            Write(p, [.. chunk.Select(pair => Affine(pair.Right))]);
            JubjubLanes.Prepare(q, p, JubjubLaneTables.TwiceD);
            Fr8.Broadcast(q + JubjubLanes.Z, Fr.Zero);
            Fr8.Broadcast(q + JubjubLanes.Z + 1, Fr.Zero);
            Write(p, [.. chunk.Select(pair => pair.Left)]);
            JubjubLanes.Add(p, q, scratch, isAffine: true, withT: true);
            Assert.Equal(sums, Read(p));
        }
    }

    [RequiresLanesFact]
    public void Select_EveryDigit_IsOddMultipleOfPointAndGenerator()
    {
        using LaneMemory memory = new();
        Fr8* p = memory.Allocate<Fr8>(Size);
        Fr8* scratch = memory.Allocate<Fr8>(3 * Size);
        Fr8* table = memory.Allocate<Fr8>(Size * JubjubLaneTables.PointEntries);
        Fr8* entry = memory.Allocate<Fr8>(Size);
        ulong* words = memory.Allocate<ulong>(4 * Group);
        JubjubPoint[] points = [.. JubjubSamples.Points(2, seed: 62).Take(Group)];
        Write(p, points);
        JubjubLaneTables.WriteOddMultiples(table, p, scratch);
        for (int word = 0; word < 4; word++)
        {
            for (int first = 0; first < 256; first += Group)
            {
                int digit = (8 * word) + (first / Group % 8);
                for (int lane = 0; lane < Group; lane++)
                {
                    words[(word * Group) + lane] = (ulong)(first + lane) << (8 * (digit & 7));
                }

                JubjubLaneTables.SelectGenerator(entry, words, digit);
                int[] multiples = [.. Enumerable.Range(first, Group).Select(b => (2 * b) - 255)];
                Assert.Equal(multiples.Select(k => Multiple(JubjubPoint.Generator, k)), Sum(entry, isAffine: true));
                JubjubLaneTables.Select(entry, table, words, (2 * digit) + 1);
                Assert.Equal(multiples.Select((k, lane) => Multiple(points[lane], (2 * (((k + 255) / 2) >> 4)) - 15)), Sum(entry, isAffine: false));
                JubjubLaneTables.Select(entry, table, words, 2 * digit);
                Assert.Equal(multiples.Select((k, lane) => Multiple(points[lane], (2 * (((k + 255) / 2) & 15)) - 15)), Sum(entry, isAffine: false));
            }
        }

        JubjubPoint[] Sum(Fr8* prepared, bool isAffine)
        {
            Write(p, [.. Enumerable.Repeat(JubjubPoint.Identity, Group)]);
            JubjubLanes.Add(p, prepared, scratch, isAffine, withT: true);
            return Read(p);
        }
    }

    [Fact]
    public void WriteDigits_AnyScalar_SumToItOrToItPlusOrder()
    {
        using LaneMemory memory = new();
        ulong* words = memory.Allocate<ulong>(4 * Group);
        BigInteger limit = BigInteger.One << 252;
        int next = 0;
        foreach (BigInteger k in Oracle.EdgeValues(limit).Concat(Oracle.RandomValues(limit, 50, seed: 63)))
        {
            int lane = next++ % Group;
            JubjubLaneTables.WriteDigits(Oracle.Limbs(k, 4), words, lane);
            ulong[] column = [.. Enumerable.Range(0, 4).Select(i => words[(Group * i) + lane])];
            foreach (int width in new[] { JubjubLaneTables.PointBits, JubjubLaneTables.GeneratorBits })
            {
                BigInteger sum = 0;
                for (int bit = 256 - width; bit >= 0; bit -= width)
                {
                    int digit = (int)((column[bit >> 6] >> (bit & 63)) & ((1UL << width) - 1));
                    sum = (sum << width) + (2 * digit) + 1 - (1 << width);
                }

                Assert.Equal(k.IsEven ? k + JubjubOracle.L : k, sum);
            }

            Assert.Equal(8UL, column[3] >> 60);
        }
    }

    private static JubjubPoint Multiple(JubjubPoint point, int k)
    {
        JubjubPoint multiple = JubjubPoint.MultiplyVarTime(point, JubjubScalar.FromUInt64((ulong)Math.Abs(k)));
        return k < 0 ? -multiple : multiple;
    }

    private static JubjubPoint Affine(JubjubPoint point)
    {
        point.ToAffine(out Fr x, out Fr y);
        return JubjubPoint.FromAffineUnchecked(x, y);
    }

    private static void Write(Fr8* p, JubjubPoint[] points)
    {
        for (int i = 0; i < Group; i++)
        {
            Fr8.WriteLane(p + JubjubLanes.X + (i / 8), i % 8, points[i].X * Fr8.RadixRatio);
            Fr8.WriteLane(p + JubjubLanes.Y + (i / 8), i % 8, points[i].Y * Fr8.RadixRatio);
            Fr8.WriteLane(p + JubjubLanes.Z + (i / 8), i % 8, points[i].Z * Fr8.RadixRatio);
            Fr8.WriteLane(p + JubjubLanes.T + (i / 8), i % 8, points[i].T * Fr8.RadixRatio);
        }
    }

    /// <summary>The points, whose T must be right.</summary>
    private static JubjubPoint[] Read(Fr8* p)
    {
        JubjubPoint[] points = Coordinates(p, JubjubLanes.T);
        Assert.All(points, point => Assert.True(point.IsOnCurve));
        return points;
    }

    private static JubjubPoint[] ReadWithoutT(Fr8* p)
    {
        JubjubPoint[] points = Coordinates(p, JubjubLanes.X);
        Assert.All(points, point => Assert.False(point.Z.IsZero));
        return points;
    }

    private static JubjubPoint[] Coordinates(Fr8* p, int t) =>
    [
        .. Enumerable.Range(0, Group).Select(i => new JubjubPoint(
            Fr8.ReadLane(p + JubjubLanes.X + (i / 8), i % 8),
            Fr8.ReadLane(p + JubjubLanes.Y + (i / 8), i % 8),
            Fr8.ReadLane(p + JubjubLanes.Z + (i / 8), i % 8),
            Fr8.ReadLane(p + t + (i / 8), i % 8))),
    ];
}
