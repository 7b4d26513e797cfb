using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Adds many pairs of affine points at once, eight in a vector, with one inversion for all of them (Montgomery's trick).</summary>
/// <remarks>
/// An addition costs 5 products and 1 square. The first pass multiplies the differences x2 − x1 up, the second goes back down with
/// the inverse. Equal points, opposite points and infinity have no such slope: they are recognised by the top limb of the
/// difference, computed one by one, and their difference replaced by 1, so that they cannot harm the others.
/// </remarks>
internal sealed unsafe class BatchAffineAdder : IDisposable
{
    /// <summary>Pairs that share an inversion: their differences and products stay in the second-level cache.</summary>
    internal const int PairsMax = 4096;

    /// <summary>The bit of an index that asks for the negated point.</summary>
    internal const int NegateBit = int.MinValue;

    private const int IndexMask = int.MaxValue;
    private const int PrefetchGroups = 3;

    private readonly NativeBuffer<Fp8> _memory = new((2 * PairsMax / 8) + 32);
    private readonly NativeBuffer<double> _discarded = new(LanePoint.Size);
    private readonly List<(int Pair, G1Affine Sum)> _exceptions = [];
    private readonly Fp8* _differences;
    private readonly Fp8* _products;
    private readonly Fp8* _scratch;

    internal BatchAffineAdder()
    {
        _differences = _memory.Pointer;
        _products = _differences + (PairsMax / 8);
        _scratch = _products + (PairsMax / 8);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _discarded.Dispose();
    }

    /// <summary>target[j] ← source[left[j]] + source[right[j]], each negated where its index has <see cref="NegateBit"/>.</summary>
    /// <remarks>Target memory must not overlap source. The index arrays need room for seven more entries, which are overwritten.</remarks>
    internal void Add(double* source, int* left, int* right, int count, double* target)
    {
        while (count > 0)
        {
            int now = Math.Min(count, PairsMax);
            int groups = (now + 7) / 8;
            if (now == count)
            {
                for (int i = now; i < 8 * groups; i++)
                {
                    left[i] = left[0];
                    right[i] = right[0];
                }
            }

            MultiplyDifferences(source, left, right, groups);
            Invert(_scratch, _products + groups - 1);
            AddWithInverses(source, left, right, now, target);
            foreach ((int pair, G1Affine sum) in _exceptions)
            {
                if (pair < now)
                {
                    LanePoint.Write(target + ((long)pair * LanePoint.Size), sum);
                }
            }

            _exceptions.Clear();
            left += now;
            right += now;
            target += (long)now * LanePoint.Size;
            count -= now;
        }
    }

    private void MultiplyDifferences(double* source, int* left, int* right, int groups)
    {
        double** a = stackalloc double*[8];
        double** b = stackalloc double*[8];
        for (int g = 0; g < groups; g++)
        {
            FindRows(source, left + (8 * g), right + (8 * g), a, b);
            if (g + PrefetchGroups < groups)
            {
                Prefetch(source, left + (8 * (g + PrefetchGroups)), right + (8 * (g + PrefetchGroups)), lines: 1);
            }

            Fp8* difference = _differences + g;
            LaneTranspose.GatherDifference((V*)difference, b, a, 0);
            if (HasException(((V*)difference)[Fp8.Limbs - 1]))
            {
                HandleExceptions(8 * g, difference, left + (8 * g), right + (8 * g), a, b);
            }

            if (g == 0)
            {
                Fp8.Copy(_products, difference);
                Fp8.Reduce(_products);
            }
            else
            {
                Fp8.Multiply(_products + g, _products + g - 1, difference);
            }
        }
    }

    private void AddWithInverses(double* source, int* left, int* right, int count, double* target)
    {
        double** a = stackalloc double*[8];
        double** b = stackalloc double*[8];
        Fp8* inverse = _scratch, x1 = _scratch + 1, y1 = _scratch + 2, y2 = _scratch + 3;
        Fp8* slope = _scratch + 4, x3 = _scratch + 5, y3 = _scratch + 6;
        for (int g = ((count + 7) / 8) - 1; g >= 0; g--)
        {
            int* l = left + (8 * g);
            int* r = right + (8 * g);
            FindRows(source, l, r, a, b);
            if (g >= PrefetchGroups)
            {
                Prefetch(source, l - (8 * PrefetchGroups), r - (8 * PrefetchGroups), lines: 2);
            }

            LaneTranspose.Gather((V*)x1, a, 0);
            LaneTranspose.Gather((V*)y1, a, Fp8.Limbs);
            LaneTranspose.Gather((V*)y2, b, Fp8.Limbs);
            if (g > 0)
            {
                Fp8.Multiply(slope, inverse, _products + g - 1);
                Fp8.Multiply(inverse, inverse, _differences + g);
            }
            else
            {
                Fp8.Copy(slope, inverse);
            }

            ApplySigns(y1, y2, l, r);
            Fp8.Multiply(slope, slope, y2);
            Fp8.Square(x3, slope);
            SubtractCoordinates(x3, x1, _differences + g);
            Fp8.Reduce(x3);
            Fp8.Subtract(x1, x1, x3);
            Fp8.Multiply(y3, slope, x1);
            Fp8.Subtract(y3, y3, y1);
            Fp8.Reduce(y3);
            for (int lane = 0; lane < 8; lane++)
            {
                int pair = (8 * g) + lane;
                a[lane] = pair < count ? target + ((long)pair * LanePoint.Size) : _discarded.Pointer;
            }

            LaneTranspose.Scatter(a, 0, (V*)x3);
            LaneTranspose.Scatter(a, Fp8.Limbs, (V*)y3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FindRows(double* source, int* left, int* right, double** a, double** b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            a[lane] = source + ((long)(left[lane] & IndexMask) * LanePoint.Size);
            b[lane] = source + ((long)(right[lane] & IndexMask) * LanePoint.Size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(double* source, int* left, int* right, int lines)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int lane = 0; lane < 8; lane++)
        {
            double* a = source + ((long)(left[lane] & IndexMask) * LanePoint.Size);
            double* b = source + ((long)(right[lane] & IndexMask) * LanePoint.Size);
            Sse.Prefetch0(a);
            Sse.Prefetch0(b);
            if (lines == 2)
            {
                Sse.Prefetch0(a + Fp8.Limbs);
                Sse.Prefetch0(b + Fp8.Limbs);
            }
        }
    }

    /// <summary>x3 ← x3 − x1 − x2, where x2 is x1 plus the difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractCoordinates(Fp8* x3, Fp8* x1, Fp8* difference)
    {
        for (int i = 0; i < Fp8.Limbs; i++)
        {
            V x = ((V*)x1)[i];
            ((V*)x3)[i] -= x + x + ((V*)difference)[i];
        }
    }

    /// <summary>y1 ← ±y1, y2 ← ±y2 − (±y1), by the sign bits of the indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplySigns(Fp8* y1, Fp8* y2, int* left, int* right)
    {
        V sign1 = Signs(left), sign2 = Signs(right);
        for (int i = 0; i < Fp8.Limbs; i++)
        {
            V y = ((V*)y1)[i] ^ sign1;
            ((V*)y1)[i] = y;
            ((V*)y2)[i] = (((V*)y2)[i] ^ sign2) - y;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Signs(int* indices)
    {
        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(Vector256.Load(indices));
        return (Vector512.Create(lower, upper) & Vector512.Create(long.MinValue)).AsDouble();
    }

    /// <summary>True if the top limb of some difference allows 0, ±p, or a point at infinity.</summary>
    /// <remarks>
    /// Balanced limbs below the top add up to less than two units of the top limb, so a difference that is 0 or ±p modulo carries has
    /// its top limb within 4 of 0 or of ±p's. Others get there with probability 2^−40 and are then looked at exactly.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasException(V top)
    {
        V size = Vector512.Abs(top);
        V distance = Vector512.Abs(size - Vector512.Create(Fp8.ModulusDigits[Fp8.Limbs - 1]));
        V found = Vector512.LessThan(Vector512.Min(size, distance), Vector512.Create(5.0))
            | Vector512.GreaterThan(size, Vector512.Create(LanePoint.FiniteDifferenceMax));
        return found.ExtractMostSignificantBits() != 0;
    }

    private void HandleExceptions(int firstPair, Fp8* difference, int* left, int* right, double** a, double** b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            bool infinite = LanePoint.IsInfinity(a[lane]) || LanePoint.IsInfinity(b[lane]);
            if (!infinite && !Fp8.ReadLane(difference, lane).IsZero)
            {
                continue;
            }

            G1Affine p = LanePoint.Read(a[lane], left[lane] < 0);
            G1Affine q = LanePoint.Read(b[lane], right[lane] < 0);
            G1Jacobian.AddMixed(G1Jacobian.FromAffine(p), q, out G1Jacobian sum);
            _exceptions.Add((firstPair + lane, sum.ToAffineVarTime()));
            Fp8.WriteLane(difference, lane, Fp.One);
        }
    }

    /// <summary>r ← a⁻¹ in every lane: one scalar inversion for the eight of them.</summary>
    private static void Invert(Fp8* r, Fp8* a)
    {
        Span<Fp> values = stackalloc Fp[8];
        for (int lane = 0; lane < 8; lane++)
        {
            values[lane] = Fp8.ReadLane(a, lane);
        }

        Span<Fp> prefixes = stackalloc Fp[8];
        PrimeField.BatchInvert(values, prefixes, Fp.TryInvertVarTime);
        for (int lane = 0; lane < 8; lane++)
        {
            Fp8.WriteLane(r, lane, values[lane]);
        }
    }
}
