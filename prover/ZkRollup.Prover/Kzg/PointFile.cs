using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Crypto.Curves;
using ZkRollup.Prover.Files;

namespace ZkRollup.Prover.Kzg;

/// <summary>The file format of points kept between runs: header, points, SHA-256 of all before.</summary>
/// <remarks>
/// Header of 64 bytes: "ZKRPOINT", version (4), content (4), number of points of G1 (8), number of points of G2 (8), all big-endian, and
/// a key of 32 bytes that says what the points were made from. Points are uncompressed. The hash finds damage, not malice: a folder
/// of such files must be as trustworthy as the program, unless a digest of the points is pinned.
/// </remarks>
internal static class PointFile
{
    internal const int KeyLength = 32;

    private const int Version = 1;
    private const int HeaderLength = 64;
    private const int KeyOffset = 32;
    private const int HashLength = SHA256.HashSizeInBytes;
    private const int BufferLength = 1 << 20;

    /// <summary>What a file holds.</summary>
    internal enum Content
    {
        /// <summary>Powers of a secret, then [1]G2 and [τ]G2.</summary>
        Powers = 1,

        /// <summary>Values of the Lagrange polynomials at a secret.</summary>
        Lagrange = 2,
    }

    /// <summary>Writes a file under another name and renames it, so that no reader ever sees a part of it.</summary>
    /// <param name="path">Its folder is created if need be; a file of that name is replaced.</param>
    /// <param name="content">What the points are.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="g1">Points of G1.</param>
    /// <param name="g2">Points of G2.</param>
    internal static void Write(
        string path, Content content, ReadOnlySpan<byte> key, ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Affine> g2)
    {
        using AtomicFile file = AtomicFile.Create(path);
        WriteTo(file.Stream, content, key, g1, g2);
        file.Commit();
    }

    /// <summary>Reads a file, its hash first.</summary>
    /// <param name="stream">Can seek.</param>
    /// <param name="content">What the points must be.</param>
    /// <param name="key">The key that the file must have; any if empty.</param>
    /// <param name="g2Count">Number of points of G2 that the file must have: 0 or 2.</param>
    /// <param name="g1">The points of G1, on the curve and not infinity, or empty unless Success.</param>
    /// <param name="checkSubgroup">Whether the points of G1 are to be checked for their subgroup.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    internal static ReferenceStringReadResult TryRead(
        Stream stream,
        Content content,
        ReadOnlySpan<byte> key,
        int g2Count,
        out G1Affine[] g1,
        bool checkSubgroup,
        CancellationToken cancellation)
    {
        g1 = [];
        ReferenceStringReadResult verdict = TryReadHeader(stream, content, key, g2Count, out int count);
        if (verdict.IsSuccess)
        {
            verdict = CheckHash(stream, cancellation);
        }

        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        G1Affine[] points = new G1Affine[count];
        verdict = PointBlock.TryRead(
            stream, HeaderLength, points, G1Affine.TryReadUncompressedUnchecked, checkSubgroup, null, cancellation);
        g1 = verdict.IsSuccess ? points : [];
        return verdict;
    }

    /// <summary>Byte at which the points of G2 begin.</summary>
    internal static long G2Offset(int g1Count) => HeaderLength + ((long)g1Count * PointBlock.G1Length);

    private static void WriteTo(
        Stream stream, Content content, ReadOnlySpan<byte> key, ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Affine> g2)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> header = stackalloc byte[HeaderLength];
        WriteHeader(header, content, key, g1.Length, g2.Length);
        stream.Write(header);
        hash.AppendData(header);
        byte[] block = new byte[1024 * PointBlock.G1Length];
        int used = 0;
        foreach (ref readonly G1Affine point in g1)
        {
            point.WriteUncompressed(block.AsSpan(used));
            used += PointBlock.G1Length;
            if (used == block.Length)
            {
                stream.Write(block);
                hash.AppendData(block);
                used = 0;
            }
        }

        stream.Write(block.AsSpan(0, used));
        hash.AppendData(block.AsSpan(0, used));
        foreach (ref readonly G2Affine point in g2)
        {
            point.WriteUncompressed(block);
            stream.Write(block.AsSpan(0, PointBlock.G2Length));
            hash.AppendData(block.AsSpan(0, PointBlock.G2Length));
        }

        stream.Write(hash.GetHashAndReset());
    }

    private static void WriteHeader(Span<byte> header, Content content, ReadOnlySpan<byte> key, int g1Count, int g2Count)
    {
        header.Clear();
        "ZKRPOINT"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], (int)content);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], g1Count);
        BinaryPrimitives.WriteInt64BigEndian(header[24..], g2Count);
        key[..KeyLength].CopyTo(header[KeyOffset..]);
    }

    private static ReferenceStringReadResult TryReadHeader(
        Stream stream, Content content, ReadOnlySpan<byte> key, int g2Count, out int g1Count)
    {
        g1Count = 0;
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return new(ReferenceStringStatus.Truncated, stream.Length, Detail: "header");
        }

        if (!header.StartsWith("ZKRPOINT"u8))
        {
            return new(ReferenceStringStatus.WrongMagic, 0, Detail: $"expected 'ZKRPOINT', got {Convert.ToHexString(header[..8])}");
        }

        int version = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        if (version != Version)
        {
            return new(ReferenceStringStatus.WrongVersion, 8, Detail: $"expected {Version}, got {version}");
        }

        int kind = BinaryPrimitives.ReadInt32BigEndian(header[12..]);
        if (kind != (int)content)
        {
            return new(ReferenceStringStatus.WrongStructure, 12, Detail: $"expected content {(int)content}, got {kind}");
        }

        long points = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        long pointsG2 = BinaryPrimitives.ReadInt64BigEndian(header[24..]);
        if (points < 1 || points > Array.MaxLength || pointsG2 != g2Count)
        {
            return new(ReferenceStringStatus.WrongStructure, 16, Detail: $"{points} points of G1, {pointsG2} of G2");
        }

        ReadOnlySpan<byte> found = header.Slice(KeyOffset, KeyLength);
        if (!key.IsEmpty && !key.SequenceEqual(found))
        {
            string detail = $"expected key {Convert.ToHexString(key)}, got {Convert.ToHexString(found)}";
            return new(ReferenceStringStatus.WrongDigest, KeyOffset, Detail: detail);
        }

        g1Count = (int)points;
        long expected = G2Offset(g1Count) + (g2Count * PointBlock.G2Length) + HashLength;
        return stream.Length == expected
            ? default
            : new(
                stream.Length < expected ? ReferenceStringStatus.Truncated : ReferenceStringStatus.TrailingBytes,
                Math.Min(stream.Length, expected),
                Detail: $"expected {expected} bytes, got {stream.Length}");
    }

    private static ReferenceStringReadResult CheckHash(Stream stream, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BufferLength];
        long left = stream.Length - HashLength;
        stream.Position = 0;
        while (left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = stream.Read(block.AsSpan(0, (int)Math.Min(left, block.Length)));
            if (length == 0)
            {
                return new(ReferenceStringStatus.Truncated, stream.Length - HashLength - left);
            }

            hash.AppendData(block.AsSpan(0, length));
            left -= length;
        }

        byte[] expected = hash.GetHashAndReset();
        int hashLength = stream.ReadAtLeast(block.AsSpan(0, HashLength), HashLength, throwOnEndOfStream: false);
        return expected.AsSpan().SequenceEqual(block.AsSpan(0, hashLength))
            ? default
            : new(ReferenceStringStatus.WrongDigest, stream.Length - HashLength, Detail: "the SHA-256 at the end does not match");
    }
}
