using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Whether points of the curve are all in the subgroup of order r: a handful exactly, many with all but certainty.</summary>
internal static unsafe class SubgroupCheck
{
    /// <summary>3^6 buckets.</summary>
    private const int Buckets = 729;

    private const int Rounds = 14;

    /// <summary>From this many points on, sums are checked instead of points.</summary>
    private const int BatchMin = 2048;

    /// <summary>The first point outside the subgroup, or −1.</summary>
    /// <param name="points">Points of the curve.</param>
    /// <param name="start">The first to look at.</param>
    /// <param name="count">How many to look at.</param>
    /// <param name="options">Threads and cancellation.</param>
    internal static int FindOutside(G1Affine[] points, int start, int count, ParallelOptions options) =>
        Fp8.IsAccelerated && count >= BatchMin && AreInside(points.AsSpan(start, count), options)
            ? -1
            : FindOutsideExactly(points, start, count, options);

    /// <summary>As <see cref="FindOutside(G1Affine[], int, int, ParallelOptions)"/>, but checks every point for itself.</summary>
    internal static int FindOutsideExactly(G1Affine[] points, int start, int count, ParallelOptions options)
    {
        const int Slice = 64;
        int found = int.MaxValue;
        Lock gate = new();
        Parallel.For(0, (count + Slice - 1) / Slice, options, slice =>
        {
            int first = start + (slice * Slice);
            if (first > Volatile.Read(ref found))
            {
                return;
            }

            int index = FindOutside(points.AsSpan(first, Math.Min(Slice, start + count - first)));
            if (index >= 0)
            {
                lock (gate)
                {
                    found = Math.Min(found, first + index);
                }
            }
        });
        return found == int.MaxValue ? -1 : found;
    }

    /// <summary>The first point outside the subgroup or off the curve, or −1, on one thread; every point is checked for itself.</summary>
    internal static int FindOutside(ReadOnlySpan<G1Affine> points)
    {
        if (Fp8.IsAccelerated)
        {
            using LaneSubgroupCheck lanes = new();
            for (int start = 0; start < points.Length; start += 8)
            {
                int outside = lanes.FindOutside(points[start..Math.Min(points.Length, start + 8)]);
                if (outside != 0)
                {
                    return start + BitOperations.TrailingZeroCount(outside);
                }
            }

            return -1;
        }

        for (int i = 0; i < points.Length; i++)
        {
            if (!points[i].IsInSubgroup)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True if all points are in the subgroup; true for others with a probability below 2^−132.</summary>
    /// <remarks>
    /// In a round every point falls into a random bucket of 3^6; for each of the six ternary digits of the bucket number, the sum of
    /// the points weighted by that digit must be in the subgroup. The cofactor of the curve is prime to 2, so the class of a bad point
    /// modulo the subgroup has order 3 or more: whatever the other points and their buckets, each weighted sum vanishes modulo the
    /// subgroup for at most one value of its digit, so at most one bucket of 729 passes. The 32-bit choice favours no bucket by more
    /// than a factor 1 + 2^−22, and 729^−14 &lt; 2^−133. The random weights must be unknown to whoever made the points.
    /// After the bucket test of Bellare, Garay and Rabin, "Fast batch verification for modular exponentiation and digital signatures",
    /// EUROCRYPT 1998, with the small orders that their small exponents would miss.
    /// </remarks>
    internal static bool AreInside(ReadOnlySpan<G1Affine> points, ParallelOptions options)
    {
        using G1Bases bases = new(points);
        ConcurrentBag<SegmentSummer> summers = [];
        int failures = 0;
        try
        {
            Parallel.For(0, Rounds, options, (_, state) =>
            {
                SegmentSummer summer = summers.TryTake(out SegmentSummer? free) ? free : new SegmentSummer();
                G1Jacobian[] buckets = SumBuckets(bases, summer);
                summers.Add(summer);
                if (!DigitSumsAreInside(buckets))
                {
                    Interlocked.Increment(ref failures);
                    state.Stop();
                }
            });
        }
        finally
        {
            foreach (SegmentSummer summer in summers)
            {
                summer.Dispose();
            }
        }

        return failures == 0;
    }

    /// <summary>Throws every point into a random bucket and returns the sums.</summary>
    private static G1Jacobian[] SumBuckets(G1Bases bases, SegmentSummer summer)
    {
        uint[] choices = new uint[bases.Count];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(choices.AsSpan()));
        Span<int> ends = stackalloc int[Buckets + 1];
        ends.Clear();
        for (int i = 0; i < choices.Length; i++)
        {
            choices[i] = (uint)(((ulong)choices[i] * Buckets) >> 32);
            ends[(int)choices[i] + 1]++;
        }

        using NativeBuffer<int> lengths = new(Buckets);
        Span<int> filled = stackalloc int[Buckets];
        int runs = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            if (ends[bucket + 1] > 0)
            {
                lengths.Pointer[runs] = ends[bucket + 1];
                filled[runs++] = bucket;
            }

            ends[bucket + 1] += ends[bucket];
        }

        using NativeBuffer<int> entries = new(choices.Length);
        for (int i = 0; i < choices.Length; i++)
        {
            entries.Pointer[ends[(int)choices[i]]++] = i;
        }

        double* sums = summer.Sum(bases.Pointer, entries.Pointer, lengths.Pointer, runs, choices.Length);
        G1Jacobian[] result = new G1Jacobian[Buckets];
        Array.Fill(result, G1Jacobian.Infinity);
        for (int run = 0; run < runs; run++)
        {
            G1Affine sum = LanePoint.Read(sums + ((long)entries.Pointer[run] * LanePoint.Size), negate: false);
            result[filled[run]] = G1Jacobian.FromAffine(sum);
        }

        return result;
    }

    /// <summary>Checks Σ digit·bucket for the top digit of the bucket number, joins the buckets over it, and goes on to the next.</summary>
    private static bool DigitSumsAreInside(Span<G1Jacobian> buckets)
    {
        while (buckets.Length > 1)
        {
            int third = buckets.Length / 3;
            G1Jacobian ones = G1Jacobian.Infinity;
            G1Jacobian twos = G1Jacobian.Infinity;
            for (int i = 0; i < third; i++)
            {
                G1Jacobian.Add(ones, buckets[third + i], out ones);
                G1Jacobian.Add(twos, buckets[(2 * third) + i], out twos);
                G1Jacobian.Add(buckets[i], buckets[third + i], out buckets[i]);
                G1Jacobian.Add(buckets[i], buckets[(2 * third) + i], out buckets[i]);
            }

            if (!(ones + twos + twos).ToAffineVarTime().IsInSubgroup)
            {
                return false;
            }

            buckets = buckets[..third];
        }

        return true;
    }
}
