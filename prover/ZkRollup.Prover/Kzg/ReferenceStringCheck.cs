using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>The checks that make a reference string of points.</summary>
internal static class ReferenceStringCheck
{
    private const int ChunkPowers = 1 << 18;

    /// <summary>Every point is on the curve, in the subgroup, and not infinity.</summary>
    internal static ReferenceStringReadResult Points(G1Affine[] powers, CancellationToken cancellation)
    {
        for (int i = 0; i < powers.Length; i++)
        {
            if (powers[i].IsInfinity || !powers[i].IsOnCurve)
            {
                return new(powers[i].IsInfinity ? ReferenceStringStatus.Infinity : ReferenceStringStatus.NotOnCurve, Index: i);
            }
        }

        int outside = SubgroupCheck.FindOutside(powers, 0, powers.Length, new ParallelOptions { CancellationToken = cancellation });
        return outside < 0 ? default : new(ReferenceStringStatus.NotInSubgroup, Index: outside);
    }

    /// <summary>The first power and the first point of G2 are the generators, and [τ]G2 is a point for which τ is not 0, 1 or −1.</summary>
    internal static ReferenceStringReadResult Ends(ReadOnlySpan<G1Affine> powers, in G2Affine g2, in G2Affine tauG2)
    {
        if (powers[0] != G1Affine.Generator)
        {
            return new(
                ReferenceStringStatus.FirstPowerNotGenerator, Index: 0, Detail: $"expected {G1Affine.Generator}, got {powers[0]}");
        }

        if (g2 != G2Affine.Generator)
        {
            return new(
                ReferenceStringStatus.FirstG2NotGenerator, Index: 0, Detail: $"point of G2: expected {G2Affine.Generator}, got {g2}");
        }

        ReferenceStringStatus status =
            tauG2.IsInfinity ? ReferenceStringStatus.Infinity
            : !tauG2.IsOnCurve ? ReferenceStringStatus.NotOnCurve
            : !tauG2.IsInSubgroup ? ReferenceStringStatus.NotInSubgroup
            : ReferenceStringStatus.Success;
        if (status != ReferenceStringStatus.Success)
        {
            return new(status, Index: 1, Detail: "point of G2");
        }

        return tauG2.X == G2Affine.Generator.X
            ? new(ReferenceStringStatus.TrivialSecret, Detail: "[τ]G2 is plus or minus the generator")
            : default;
    }

    /// <summary>Every power is τ times the one before.</summary>
    /// <remarks>
    /// With random ρ_i of 128 bits, e(Σ ρ_i·P_(i+1), G2) = e(Σ ρ_i·P_i, [τ]G2). All points are in groups of prime order, so a string with
    /// a wrong power passes with probability 2^−128. On failure the first wrong power is found by halving, at the cost of another check.
    /// </remarks>
    /// <param name="powers">At least two points of the subgroup.</param>
    /// <param name="tauG2">A point of the subgroup.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between chunks.</param>
    internal static ReferenceStringReadResult Consistency(
        G1Affine[] powers, in G2Affine tauG2, IProgress<double>? progress, CancellationToken cancellation)
    {
        using G1Msm msm = new();
        G2Prepared[] prepared = [new(G2Affine.Generator), new(tauG2)];
        if (AreConsistent(powers, 0, powers.Length - 1, msm, prepared, progress, cancellation))
        {
            return default;
        }

        int from = 0;
        int to = powers.Length - 1;
        while (to - from > 1)
        {
            int middle = from + ((to - from) / 2);
            if (AreConsistent(powers, from, middle, msm, prepared, null, cancellation))
            {
                from = middle;
            }
            else
            {
                to = middle;
            }
        }

        return new(ReferenceStringStatus.PowersInconsistent, Index: to, Detail: $"expected τ times power {from}");
    }

    /// <summary>Powers from + 1 to the last one are τ times their predecessors, all but certainly.</summary>
    private static bool AreConsistent(
        G1Affine[] powers,
        int from,
        int last,
        G1Msm msm,
        G2Prepared[] prepared,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        G1Jacobian lower = G1Jacobian.Infinity;
        G1Jacobian upper = G1Jacobian.Infinity;
        for (int start = from; start < last; start += ChunkPowers)
        {
            int pairs = Math.Min(ChunkPowers, last - start);
            Fr[] factors = new Fr[pairs + 1];
            WriteRandom128(factors.AsSpan(0, pairs));
            using G1Bases bases = new(powers.AsSpan(start, pairs + 1));
            lower += msm.ComputeVarTime(bases, factors.AsSpan(0, pairs), cancellation);
            factors.AsSpan(0, pairs).CopyTo(factors.AsSpan(1));
            factors[0] = Fr.Zero;
            upper += msm.ComputeVarTime(bases, factors, cancellation);
            progress?.Report((double)(start + pairs - from) / (last - from));
        }

        return AtePairing.Check([upper.ToAffineVarTime(), (-lower).ToAffineVarTime()], prepared);
    }

    private static void WriteRandom128(Span<Fr> target)
    {
        ulong[] words = new ulong[2 * target.Length];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(words.AsSpan()));
        for (int i = 0; i < target.Length; i++)
        {
            _ = Fr.TryFromCanonicalLimbs([words[2 * i], words[(2 * i) + 1], 0, 0], out target[i]);
        }
    }
}
