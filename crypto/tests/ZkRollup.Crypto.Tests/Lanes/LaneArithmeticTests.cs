using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>Lane arithmetic against the scalar fields, at random and at the edges of the proven bounds.</summary>
public unsafe class LaneArithmeticTests
{
    private const int Rounds = 60_000;

    [Fact]
    public void FpMultiplyAndSquare_RandomAndExtremeLimbs_MatchScalar()
    {
        using LaneMemory memory = new();
        Fp8* a = memory.Allocate<Fp8>(1), b = memory.Allocate<Fp8>(1), r = memory.Allocate<Fp8>(1);
        Random random = new(1);
        for (int round = 0; round < Rounds; round++)
        {
            double factor = 1 + ((LaneBounds.FpProductMax - 1) * random.NextDouble());
            FillLimbs((double*)a, Fp8.Limbs, Fp8.LimbBits, factor, random);
            FillLimbs((double*)b, Fp8.Limbs, Fp8.LimbBits, LaneBounds.FpProductMax / factor, random);
            Fp8.Multiply(r, a, b);
            AssertBalanced((double*)r, Fp8.Limbs, Fp8.LimbBits);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Fp8.ReadLane(a, lane) * Fp8.ReadLane(b, lane), Fp8.ReadLane(r, lane));
            }

            FillLimbs((double*)a, Fp8.Limbs, Fp8.LimbBits, Math.Sqrt(LaneBounds.FpProductMax), random);
            Fp8.Square(r, a);
            AssertBalanced((double*)r, Fp8.Limbs, Fp8.LimbBits);
            for (int lane = 0; lane < 8; lane++)
            {
                Fp value = Fp8.ReadLane(a, lane);
                Assert.Equal(value * value, Fp8.ReadLane(r, lane));
            }
        }
    }

    [Fact]
    public void FrMultiplyAndSquare_RandomAndExtremeLimbs_MatchScalar()
    {
        using LaneMemory memory = new();
        Fr8* a = memory.Allocate<Fr8>(1), b = memory.Allocate<Fr8>(1), r = memory.Allocate<Fr8>(1);
        Fr correction = new(0, 0, 0, 1UL << 60);
        Random random = new(2);
        for (int round = 0; round < Rounds; round++)
        {
            double factor = 1 + ((LaneBounds.FrProductMax - 1) * random.NextDouble());
            FillLimbs((double*)a, Fr8.Limbs, Fr8.LimbBits, factor, random);
            FillLimbs((double*)b, Fr8.Limbs, Fr8.LimbBits, Math.BitDecrement(LaneBounds.FrProductMax / factor), random);
            Fr8.Multiply(r, a, b);
            AssertBalanced((double*)r, Fr8.Limbs, Fr8.LimbBits);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Fr8.ReadLane(a, lane) * Fr8.ReadLane(b, lane) * correction, Fr8.ReadLane(r, lane));
            }

            FillDigits((double*)a, Fr8.Limbs, random);
            Fr8.Square(r, a);
            AssertBalanced((double*)r, Fr8.Limbs, Fr8.LimbBits);
            for (int lane = 0; lane < 8; lane++)
            {
                Fr value = Fr8.ReadLane(a, lane);
                Assert.Equal(value * value * correction, Fr8.ReadLane(r, lane));
            }
        }
    }

    [Fact]
    public void ReadLane_LazySumsAndEdgeValues_MatchBigInteger()
    {
        using LaneMemory memory = new();
        Fp8* p = memory.Allocate<Fp8>(1);
        Fr8* r = memory.Allocate<Fr8>(1);
        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            FillLimbs((double*)p, Fp8.Limbs, Fp8.LimbBits, 6, random);
            FillLimbs((double*)r, Fr8.Limbs, Fr8.LimbBits, 4, random);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Value((double*)p + lane, Fp8.Limbs, Fp8.LimbBits, Oracle.Integer(Fp.Modulus)), Raw(Fp8.ReadLane(p, lane)));
                Assert.Equal(Value((double*)r + lane, Fr8.Limbs, Fr8.LimbBits, Oracle.Integer(Fr.Modulus)), Raw(Fr8.ReadLane(r, lane)));
            }

            Fp8.Reduce(p);
            Fr8.Reduce(r);
            AssertBalanced((double*)p, Fp8.Limbs, Fp8.LimbBits);
            AssertBalanced((double*)r, Fr8.Limbs, Fr8.LimbBits);
        }

        foreach (BigInteger edge in Oracle.EdgeValues(Oracle.Integer(Fp.Modulus)))
        {
            Fp value = Oracle.Element<Fp>(edge);
            Fp8.WriteLane(p, 5, value);
            Assert.Equal(value, Fp8.ReadLane(p, 5));
        }
    }

    [Fact]
    public void FrLoadStore_EdgeAndLazyValues_RoundTripAndReduce()
    {
        using LaneMemory memory = new();
        Fr* source = memory.Allocate<Fr>(8), target = memory.Allocate<Fr>(8);
        Fr8* a = memory.Allocate<Fr8>(1);
        Fr[] values = [.. Oracle.EdgeValues(Oracle.Integer(Fr.Modulus)).Concat(Oracle.RandomValues(Oracle.Integer(Fr.Modulus), 400, 4)).Select(v => new Fr(
            (ulong)(v & ulong.MaxValue), (ulong)((v >> 64) & ulong.MaxValue), (ulong)((v >> 128) & ulong.MaxValue), (ulong)(v >> 192)))];
        for (int i = 0; i + 8 <= values.Length; i += 8)
        {
            values.AsSpan(i, 8).CopyTo(new Span<Fr>(source, 8));
            Fr8.Load(a, source);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(values[i + lane], Fr8.ReadLane(a, lane));
            }

            Fr8.Store(target, a);
            Assert.True(new Span<Fr>(target, 8).SequenceEqual(values.AsSpan(i, 8)));
        }

        Random random = new(5);
        for (int round = 0; round < 5000; round++)
        {
            FillLimbs((double*)a, Fr8.Limbs, Fr8.LimbBits, 4, random);
            Fr8.Store(target, a);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Fr8.ReadLane(a, lane), target[lane]);
            }
        }
    }

    [Fact]
    public void MultiplyPortable_RandomLimbs_MatchesKernel()
    {
        using LaneMemory memory = new();
        Fp8* p = memory.Allocate<Fp8>(3);
        Fr8* r = memory.Allocate<Fr8>(3);
        Random random = new(6);
        for (int round = 0; round < 500; round++)
        {
            FillLimbs((double*)p, 2 * Fp8.Limbs, Fp8.LimbBits, 1.5, random);
            FillLimbs((double*)r, 2 * Fr8.Limbs, Fr8.LimbBits, 1.4, random);
            Fp8.Multiply(p + 2, p, p + 1);
            Fp8.MultiplyPortable(p, p, p + 1);
            Fr8.Multiply(r + 2, r, r + 1);
            Fr8.MultiplyPortable(r, r, r + 1);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Fp8.ReadLane(p, lane), Fp8.ReadLane(p + 2, lane));
                Assert.Equal(Fr8.ReadLane(r, lane), Fr8.ReadLane(r + 2, lane));
            }
        }
    }

    [Fact]
    public void FactorKernels_RandomAndExtremeLimbs_MatchProduct()
    {
        using LaneMemory memory = new();
        Fr8* a = memory.Allocate<Fr8>(12), product = a + 2, c = a + 4, r = a + 6, u = a + 8, v = a + 10;
        double* factors = memory.Allocate<double>(16);
        Random random = new(7);
        for (int round = 0; round < 10_000; round++)
        {
            FillLimbs((double*)a, 2 * Fr8.Limbs, Fr8.LimbBits, LaneBounds.FrProductMax, random);
            FillLimbs((double*)c, 2 * Fr8.Limbs, Fr8.LimbBits, 3, random);
            FillFactors(factors, random);
            for (int t = 0; t < 2; t++)
            {
                Fr8.ScalePortable(product + t, a + t, factors);
                Fr8.Scale(r, a + t, factors);
                AssertSame(product + t, r);
                Fr8.ScaleAdd(r, a + t, factors, c + t);
                AssertBalanced((double*)r, Fr8.Limbs, Fr8.LimbBits);
                AssertSums(product + t, c + t, r, null);
                Fr8.ScalePortable(product, a + t, factors + (8 * t));
                Fr8.Copy(u, c + t);
                Fr8.Copy(v, a + t);
                Fr8.Butterfly(u, v, factors + (8 * t));
                AssertBalanced((double*)u, 4 * Fr8.Limbs, Fr8.LimbBits);
                AssertSums(product, c + t, u, v);
            }
        }
    }

    [Fact]
    public void Pairs_RandomLimbs_MatchSingles()
    {
        using LaneMemory memory = new();
        Fr8* a = memory.Allocate<Fr8>(16), b = a + 2, c = a + 4, r = a + 6, s = a + 8, u = a + 10, v = a + 12, w = a + 14;
        double* factors = memory.Allocate<double>(16);
        Random random = new(8);
        for (int round = 0; round < 10_000; round++)
        {
            FillLimbs((double*)a, 2 * Fr8.Limbs, Fr8.LimbBits, 1.4, random);
            FillLimbs((double*)b, 2 * Fr8.Limbs, Fr8.LimbBits, 1.4, random);
            FillLimbs((double*)c, 2 * Fr8.Limbs, Fr8.LimbBits, 3, random);
            FillFactors(factors, random);
            Fr8.MultiplyPair(r, a, b);
            AssertEach(r, s, t => Fr8.Multiply(s + t, a + t, b + t));
            FillDigits((double*)a, 2 * Fr8.Limbs, random);
            Fr8.SquarePair(r, a);
            AssertEach(r, s, t => Fr8.Square(s + t, a + t));
            Fr8.ScalePair(r, a, factors);
            AssertEach(r, s, t => Fr8.Scale(s + t, a + t, factors));
            Fr8.ScaleAddPair(r, a, factors, c);
            AssertEach(r, s, t => Fr8.ScaleAdd(s + t, a + t, factors, c + t));
            for (int t = 0; t < 2; t++)
            {
                Fr8.Copy(u + t, c + t);
                Fr8.Copy(v + t, a + t);
                Fr8.Copy(s + t, c + t);
                Fr8.Copy(w + t, a + t);
                Fr8.Butterfly(s + t, w + t, factors + (8 * t));
            }

            Fr8.ButterflyPair(u, v, factors);
            AssertEach(u, s, _ => { });
            AssertEach(v, w, _ => { });
        }
    }

    [Fact]
    public void PairsAndFactorKernels_ResultAliasesOperands_Unchanged()
    {
        using LaneMemory memory = new();
        Fr8* a = memory.Allocate<Fr8>(8), b = a + 2, r = a + 4, s = a + 6;
        double* factors = memory.Allocate<double>(16);
        Random random = new(9);
        FillLimbs((double*)a, 4 * Fr8.Limbs, Fr8.LimbBits, 1.4, random);
        FillFactors(factors, random);
        void Reset() => Buffer.MemoryCopy(a, r, 4 * sizeof(Fr8), 2 * sizeof(Fr8));
        Fr8.MultiplyPair(s, a, b);
        Reset();
        Fr8.MultiplyPair(r, r, b);
        AssertEach(r, s, _ => { });
        Buffer.MemoryCopy(b, r, 4 * sizeof(Fr8), 2 * sizeof(Fr8));
        Fr8.MultiplyPair(r, a, r);
        AssertEach(r, s, _ => { });
        FillDigits((double*)a, 2 * Fr8.Limbs, random);
        Fr8.SquarePair(s, a);
        Reset();
        Fr8.SquarePair(r, r);
        AssertEach(r, s, _ => { });
        Fr8.ScaleAddPair(s, a, factors, a);
        Reset();
        Fr8.ScaleAddPair(r, r, factors, r);
        AssertEach(r, s, _ => { });
    }

    [Fact]
    public void FrLoadStore_WithStride_TouchesOnlyItsElements()
    {
        using LaneMemory memory = new();
        Fr* source = memory.Allocate<Fr>(40), target = memory.Allocate<Fr>(40);
        Fr8* a = memory.Allocate<Fr8>(1);
        for (int i = 0; i < 40; i++)
        {
            source[i] = Fr.FromUInt64((ulong)i + 1);
        }

        Fr8.Load(a, source, stride: 5);
        Fr8.Store(target, a, stride: 5);
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(i % 5 == 0 ? source[i] : Fr.Zero, target[i]);
        }
    }

    [Fact]
    public void RadixConstants_RoundTrip_LeavesValueUnchanged()
    {
        using LaneMemory memory = new();
        Fr8* a = memory.Allocate<Fr8>(3);
        Fr value = Fr.FromUInt64(12345);
        Fr8.Broadcast(a, value);
        Fr8.Broadcast(a + 1, Fr8.EnterRadix);
        Fr8.Broadcast(a + 2, Fr8.LeaveRadix);
        Fr8.Multiply(a, a, a + 1);
        Assert.Equal(value * Fr.FromUInt64(16), Fr8.ReadLane(a, 3));
        Fr8.Multiply(a, a, a + 2);
        Assert.Equal(value, Fr8.ReadLane(a, 7));
    }

    /// <summary>Limbs at random within factor·2^(w−1), many of them exactly at the bound.</summary>
    /// <remarks>The top one is kept so that values stay below 4m.</remarks>
    private static void FillLimbs(double* limbs, int count, int width, double factor, Random random)
    {
        double bound = Math.Floor(factor * Math.ScaleB(1, width - 1));
        int style = random.Next(4);
        for (int i = 0; i < 8 * count; i++)
        {
            double value = style switch
            {
                0 => bound,
                1 => random.Next(2) == 0 ? bound : -bound,
                2 => Math.Round(((2 * random.NextDouble()) - 1) * bound),
                _ => random.Next(6) switch
                {
                    0 => bound,
                    1 => -bound,
                    2 => bound - 1,
                    3 => 0,
                    4 => 1,
                    _ => Math.Round(((2 * random.NextDouble()) - 1) * bound),
                },
            };
            int limb = i / 8 % (width == 48 ? Fp8.Limbs : Fr8.Limbs);
            bool top = limb == (width == 48 ? Fp8.Limbs : Fr8.Limbs) - 1;
            limbs[i] = top ? Math.Round(value * (width == 48 ? 0.15 : 0.1)) : value;
        }
    }

    /// <summary>Balanced digits, many of them at the ends of [−2^51, 2^51).</summary>
    private static void FillDigits(double* limbs, int count, Random random)
    {
        FillLimbs(limbs, count, Fr8.LimbBits, 1, random);
        for (int i = 0; i < 8 * count; i++)
        {
            limbs[i] = Math.Min(limbs[i], Math.ScaleB(1, Fr8.LimbBits - 1) - 1);
        }
    }

    private static void FillFactors(double* factors, Random random)
    {
        double* limbs = stackalloc double[8 * Fr8.Limbs];
        FillLimbs(limbs, Fr8.Limbs, Fr8.LimbBits, 1, random);
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            factors[i] = limbs[8 * i];
            factors[8 + i] = limbs[(8 * i) + 1];
        }
    }

    private delegate void Compute(int index);

    /// <summary>Fills two expected elements and compares them with two actual ones.</summary>
    private static void AssertEach(Fr8* actual, Fr8* expected, Compute compute)
    {
        for (int t = 0; t < 2; t++)
        {
            compute(t);
            AssertSame(expected + t, actual + t);
        }
    }

    private static void AssertSame(Fr8* expected, Fr8* actual)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Assert.Equal(Fr8.ReadLane(expected, lane), Fr8.ReadLane(actual, lane));
        }
    }

    /// <summary>sum = addend + product and, if given, difference = addend − product.</summary>
    private static void AssertSums(Fr8* product, Fr8* addend, Fr8* sum, Fr8* difference)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Fr p = Fr8.ReadLane(product, lane);
            Fr c = Fr8.ReadLane(addend, lane);
            Assert.Equal(c + p, Fr8.ReadLane(sum, lane));
            if (difference is not null)
            {
                Assert.Equal(c - p, Fr8.ReadLane(difference, lane));
            }
        }
    }

    private static void AssertBalanced(double* limbs, int count, int width)
    {
        double bound = Math.ScaleB(1, width - 1) + 4096;
        for (int i = 0; i < 8 * count; i++)
        {
            Assert.True(Math.Abs(limbs[i]) <= bound, $"Limb {i / 8} of lane {i % 8} is {limbs[i]}.");
        }
    }

    private static BigInteger Value(double* limbs, int count, int width, BigInteger modulus)
    {
        BigInteger value = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            value = (value << width) + new BigInteger(limbs[8 * i]);
        }

        value %= modulus;
        return value < 0 ? value + modulus : value;
    }

    private static BigInteger Raw(Fp x) => Oracle.Integer([x.L0, x.L1, x.L2, x.L3, x.L4, x.L5]);

    private static BigInteger Raw(Fr x) => Oracle.Integer([x.L0, x.L1, x.L2, x.L3]);
}
