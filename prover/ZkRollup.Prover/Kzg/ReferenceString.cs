using System.Buffers.Binary;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Prover.Kzg;

/// <summary>A structured reference string: the powers [τ^i]G1 for i below <see cref="Count"/>, and [τ]G2, of a secret τ.</summary>
/// <remarks>
/// A value exists only once it has been checked: every point is in its subgroup, the first power is the generator, and every power is τ
/// times the one before. Where strings come from: <see cref="ReferenceStringReader"/>, <see cref="ReferenceStringFile"/>, and
/// <see cref="CreateDevelopment"/> for tests. Immutable.
/// </remarks>
public sealed class ReferenceString
{
    /// <summary>Powers above the size of a domain that blinded polynomials need.</summary>
    public const int BlindingPowers = 32;

    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = Keccak256.DigestBytes;

    private readonly G1Affine[] _powers;
    private readonly Lazy<byte[]> _digest;

    /// <summary>Takes points that have been checked.</summary>
    internal ReferenceString(G1Affine[] powers, in G2Affine tauG2)
    {
        _powers = powers;
        TauG2 = tauG2;
        _digest = new(ComputeDigest);
    }

    /// <summary>Number of powers: commitments reach polynomials of degree Count − 1.</summary>
    public int Count => _powers.Length;

    /// <summary>[τ^i]G1.</summary>
    public ReadOnlySpan<G1Affine> Powers => _powers;

    /// <summary>[τ]G2; [1]G2 is the generator.</summary>
    public G2Affine TauG2 { get; }

    /// <summary>True if the secret is the public one of the development string: anyone can forge openings.</summary>
    /// <remarks>Found by comparing [τ]G2, so it is true for such a string from any file.</remarks>
    public bool IsInsecure => TauG2 == DevelopmentSecret.TauG2;

    /// <summary>What pins the string: Keccak-256 of "ZKRSRS01", the number of powers, the powers and [τ]G2.</summary>
    /// <remarks>The number has 8 bytes, big-endian; points are uncompressed, of 96 and 192 bytes. Computed at first use.</remarks>
    public ReadOnlySpan<byte> Digest => _digest.Value;

    /// <summary>Makes the string of a fixed, public secret: for tests and demonstrations on a local chain.</summary>
    /// <param name="count">Number of powers, at least 2.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between blocks of a few milliseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 2.</exception>
    public static ReferenceString CreateDevelopment(
        int count, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        using FixedBaseTable table = new(G1Affine.Generator);
        return new(table.MultiplyAll(DevelopmentSecret.Powers(count), progress, cancellation), DevelopmentSecret.TauG2);
    }

    /// <summary>Checks points and makes a string of them.</summary>
    /// <param name="powers">Candidates for [τ^i]G1, at least 2.</param>
    /// <param name="g2">Candidate for [1]G2.</param>
    /// <param name="tauG2">Candidate for [τ]G2.</param>
    /// <param name="result">The string, or null unless Success.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <returns>Success, or the first cause of rejection and its index.</returns>
    public static ReferenceStringReadResult TryCreate(
        ReadOnlySpan<G1Affine> powers,
        in G2Affine g2,
        in G2Affine tauG2,
        out ReferenceString? result,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        result = null;
        if (powers.Length < 2)
        {
            return new(ReferenceStringStatus.TooFewPowers, Detail: $"expected at least 2 powers, got {powers.Length}");
        }

        G1Affine[] points = powers.ToArray();
        ReferenceStringReadResult verdict = ReferenceStringCheck.Points(points, cancellation);
        if (verdict.IsSuccess)
        {
            verdict = ReferenceStringCheck.Ends(points, g2, tauG2);
        }

        if (verdict.IsSuccess)
        {
            verdict = ReferenceStringCheck.Consistency(points, tauG2, progress, cancellation);
        }

        result = verdict.IsSuccess ? new(points, tauG2) : null;
        return verdict;
    }

    private byte[] ComputeDigest()
    {
        const int BlockPoints = 1024;
        Keccak256 hasher = new();
        Span<byte> count = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(count, Count);
        hasher.Append("ZKRSRS01"u8);
        hasher.Append(count);
        byte[] block = new byte[BlockPoints * G1Affine.UncompressedLength];
        for (int start = 0; start < Count; start += BlockPoints)
        {
            int points = Math.Min(BlockPoints, Count - start);
            for (int i = 0; i < points; i++)
            {
                _powers[start + i].WriteUncompressed(block.AsSpan(i * G1Affine.UncompressedLength));
            }

            hasher.Append(block.AsSpan(0, points * G1Affine.UncompressedLength));
        }

        TauG2.WriteUncompressed(block);
        hasher.Append(block.AsSpan(0, G2Affine.UncompressedLength));
        byte[] digest = new byte[DigestLength];
        hasher.Finish(digest);
        return digest;
    }
}
