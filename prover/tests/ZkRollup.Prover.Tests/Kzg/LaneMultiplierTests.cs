using System.Numerics;
using System.Runtime.Intrinsics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Arithmetic of points in lanes against that of single points, and the digits of scalars against their values.</summary>
public sealed unsafe class LaneMultiplierTests : IDisposable
{
    private static readonly Fr Z = Fr.FromUInt64(0xd201000000010000);
    private static readonly Fr Lambda = Z * Z;
    private static readonly BigInteger LambdaInteger = BigInteger.Pow(0xd201000000010000UL, 2);
    private static readonly BigInteger Order = Integer(-Fr.One) + 1;

    private readonly LaneCurve _curve = new();
    private readonly LaneMultiplier _multiplier;
    private readonly NativeBuffer<G1Lanes> _memory = new(2);

    public LaneMultiplierTests() => _multiplier = new LaneMultiplier(_curve);

    public static TheoryData<string> EdgeScalars => [.. Edges.Select(scalar => scalar.ToString())];

    private static Fr[] Edges =>
    [
        Fr.One, -Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(15), Fr.FromUInt64(16), Fr.FromUInt64(17), Z, -Z, Z * Lambda, -Z * Lambda,
        Lambda, -Lambda, Lambda - Fr.One, Lambda + Fr.One, Fr.One - Lambda, Fr.FromUInt64(2) * Lambda,
        Fr.FromHex("ffffffffffffffffffffffffffffffff"), Fr.RootOfUnity(3), Fr.RootOfUnity(20), StringSamples.Tau,
    ];

    private G1Lanes* A => _memory.Pointer;

    private G1Lanes* B => _memory.Pointer + 1;

    public void Dispose()
    {
        _memory.Dispose();
        _multiplier.Dispose();
        _curve.Dispose();
    }

    [Fact]
    public void AddAndSubtract_AnyPairOfOperands_MatchesPoints()
    {
        G1Jacobian p = Scaled(StringSamples.Development.Powers[3], 7);
        G1Jacobian q = Scaled(StringSamples.Development.Powers[4], 9);
        G1Jacobian twice = p + p;
        G1Jacobian[] samples = [p, -p, Scaled(p.ToAffine(), 11), q, G1Jacobian.Infinity, twice, -twice, -q];
        for (int shift = 0; shift < 8; shift++)
        {
            G1Jacobian[] right = [.. Enumerable.Range(0, 8).Select(lane => samples[(lane + shift) % 8])];
            Load(A, samples);
            Load(B, right);
            _curve.AddAndSubtract(A, B);
            Assert.Equal(samples.Zip(right, (a, b) => a + b), Read(A));
            Assert.Equal(samples.Zip(right, (a, b) => a - b), Read(B));
        }
    }

    [Fact]
    public void MultiplyVarTime_SharedScalar_MatchesPoints()
    {
        G1Jacobian[] points = SamplePoints();
        foreach (Fr scalar in Edges.Append(Fr.Zero))
        {
            Load(A, points);
            _multiplier.MultiplyVarTime(A, new SharedScalar(scalar));
            Assert.Equal(points.Select(point => point.MultiplyVarTime(scalar)), Read(A));
        }
    }

    [Fact]
    public void MultiplyVarTime_ScalarForEachLane_MatchesPoints()
    {
        G1Jacobian[] points = SamplePoints();
        LaneScalars scalars = new();
        Fr[] values = [.. Edges, Fr.Zero];
        for (int first = 0; first < values.Length; first++)
        {
            Load(A, points);
            for (int lane = 0; lane < 8; lane++)
            {
                scalars[lane] = values[(first + lane) % values.Length];
            }

            _multiplier.MultiplyVarTime(A, scalars);
            Assert.Equal(points.Select((point, lane) => point.MultiplyVarTime(scalars[lane])), Read(A));
        }
    }

    /// <summary>Only scalars x + y·z² with small x and y can meet an exceptional addition, in its last steps.</summary>
    [Fact]
    public void MultiplyVarTime_SmallHalves_MatchesPoints()
    {
        G1Jacobian point = Scaled(StringSamples.Development.Powers[5], 3);
        G1Jacobian image = point.MultiplyVarTime(Lambda);
        LaneScalars scalars = new();
        for (int x = -33; x <= 33; x += 3)
        {
            for (int y = -32; y <= 32; y += 8)
            {
                G1Jacobian[] expected = new G1Jacobian[8];
                Load(A, [.. Enumerable.Repeat(point, 8)]);
                for (int lane = 0; lane < 8; lane++)
                {
                    Fr low = Small(x);
                    Fr high = Small(y + lane);
                    scalars[lane] = low + (high * Lambda);
                    expected[lane] = point.MultiplyVarTime(low) + image.MultiplyVarTime(high);
                }

                _multiplier.MultiplyVarTime(A, scalars);
                Assert.Equal(expected, Read(A));
                Load(A, [.. Enumerable.Repeat(point, 8)]);
                _multiplier.MultiplyVarTime(A, new SharedScalar(scalars[0]));
                Assert.Equal(Enumerable.Repeat(expected[0], 8), Read(A));
            }
        }
    }

    /// <summary>A point of order three makes the table itself exceptional: such lanes must come from scalar arithmetic.</summary>
    [Fact]
    public void MultiplyVarTime_PointOfOrderThree_EqualsScalarArithmetic()
    {
        G1Jacobian[] points = SamplePoints();
        points[2] = G1Jacobian.FromAffine(StringSamples.OrderThree);
        points[6] = Scaled(-StringSamples.OrderThree, 5);
        LaneScalars scalars = new();
        foreach (Fr scalar in new[] { Fr.RootOfUnity(3), Fr.RootOfUnity(20), StringSamples.Tau })
        {
            G1Jacobian[] expected = [.. points];
            EndomorphismMultiplication.MultiplyAllVarTime(expected, [.. Enumerable.Repeat(scalar, 8)]);
            Load(A, points);
            _multiplier.MultiplyVarTime(A, new SharedScalar(scalar));
            Assert.Equal(expected, Read(A));
            Load(A, points);
            for (int lane = 0; lane < 8; lane++)
            {
                scalars[lane] = scalar;
            }

            _multiplier.MultiplyVarTime(A, scalars);
            Assert.Equal(expected, Read(A));
        }
    }

    [Theory]
    [MemberData(nameof(EdgeScalars))]
    public void SharedScalar_Digits_AddUpToScalar(string hex)
    {
        Fr value = Fr.FromHex(hex);
        SharedScalar scalar = new(value);
        BigInteger low = 0;
        BigInteger high = 0;
        for (int i = scalar.Length - 1; i >= 0; i--)
        {
            low = (2 * low) + scalar.Low(i);
            high = (2 * high) + scalar.High(i);
            Assert.InRange(Math.Abs(scalar.Low(i)), 0, (2 * scalar.Entries) - 1);
            Assert.InRange(Math.Abs(scalar.High(i)), 0, (2 * scalar.Entries) - 1);
        }

        Assert.Equal(Integer(value), Modulo(low + (high * LambdaInteger)));
        Assert.InRange(scalar.Entries, 1, 8);
        Assert.InRange(scalar.Length, 1, 129);
    }

    [Fact]
    public void SharedScalar_FourthRootsOfUnity_AreShort()
    {
        foreach (Fr root in new[] { Fr.RootOfUnity(2), -Fr.RootOfUnity(2) })
        {
            SharedScalar scalar = new(root);
            Assert.InRange(scalar.Length, 1, 64);
            Assert.Equal(4, Enumerable.Range(0, scalar.Length).Count(i => scalar.Low(i) != 0 || scalar.High(i) != 0));
        }
    }

    [Theory]
    [MemberData(nameof(EdgeScalars))]
    public void LaneScalars_Digits_AddUpToScalar(string hex)
    {
        Fr value = Fr.FromHex(hex);
        (BigInteger low, BigInteger high) = LaneScalars.SplitOdd(value);
        Assert.False(low.IsEven);
        Assert.False(high.IsEven);
        Assert.True(BigInteger.Abs(low) <= LambdaInteger + 1);
        Assert.True(BigInteger.Abs(high) <= LambdaInteger + 1);
        Assert.Equal(Integer(value), Modulo(low + (high * LambdaInteger)));
        LaneScalars scalars = new() { [3] = value };
        for (int half = 0; half < 2; half++)
        {
            BigInteger sum = 0;
            for (int i = LaneScalars.DigitCount - 1; i >= 0; i--)
            {
                Vector512<long> index = scalars.Digit(half == 1, i, out Vector512<double> signs);
                Assert.InRange(index[3], 0, 7);
                long digit = (2 * index[3]) + 1;
                sum = (16 * sum) + (double.IsNegative(signs[3]) ? -digit : digit);
            }

            Assert.Equal(half == 1 ? high : low, sum);
        }
    }

    private static G1Jacobian[] SamplePoints()
    {
        ReadOnlySpan<G1Affine> powers = StringSamples.Development.Powers;
        return
        [
            G1Jacobian.Generator, -G1Jacobian.Generator, G1Jacobian.Infinity, Scaled(powers[1], 5), Scaled(powers[1], 6),
            Scaled(-powers[1], 6), G1Jacobian.FromAffine(powers[2]), Scaled(powers[3], ulong.MaxValue),
        ];
    }

    /// <summary>The same point with the given Z.</summary>
    private static G1Jacobian Scaled(in G1Affine point, ulong z)
    {
        Fp scale = Fp.FromUInt64(z);
        return new G1Jacobian(point.X * scale * scale, point.Y * scale * scale * scale, scale);
    }

    private static void Load(G1Lanes* target, G1Jacobian[] points)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            G1Lanes.WriteLane(target, lane, points[lane]);
        }
    }

    private static G1Jacobian[] Read(G1Lanes* points)
    {
        G1Jacobian[] result = new G1Jacobian[8];
        for (int lane = 0; lane < 8; lane++)
        {
            result[lane] = G1Lanes.ReadLane(points, lane);
        }

        return result;
    }

    private static Fr Small(int value) => value < 0 ? -Fr.FromUInt64((ulong)-value) : Fr.FromUInt64((ulong)value);

    private static BigInteger Integer(in Fr value)
    {
        byte[] bytes = new byte[Fr.ByteLength];
        value.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger Modulo(BigInteger value) => ((value % Order) + Order) % Order;
}
