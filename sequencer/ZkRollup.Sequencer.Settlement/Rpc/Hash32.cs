using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>32 bytes that name something on L1: the hash of a block or a transaction, a topic, a word.</summary>
public readonly struct Hash32 : IEquatable<Hash32>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Bytes = 32;

    private readonly Buffer _bytes;

    private Hash32(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>Takes exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public static Hash32 Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Bytes
            ? new Hash32(bytes)
            : throw new ArgumentException($"A hash has {Bytes} bytes, got {bytes.Length}.", nameof(bytes));

    /// <summary>Keccak-256 of the data.</summary>
    public static Hash32 Keccak(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Bytes];
        Keccak256.Hash(data, digest);
        return new Hash32(digest);
    }

    /// <summary>Parses 0x and 64 hexadecimal digits of any case.</summary>
    public static bool TryParse(string? text, out Hash32 hash)
    {
        bool ok = Hex.TryBytes(text, out byte[] bytes) && bytes.Length == Bytes;
        hash = ok ? new Hash32(bytes) : default;
        return ok;
    }

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public override string ToString() => Hex.Data(_bytes);

    /// <inheritdoc/>
    public bool Equals(Hash32 other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_bytes);

    /// <summary>True if all bytes are the same.</summary>
    public static bool operator ==(Hash32 a, Hash32 b) => a.Equals(b);

    /// <summary>True if a byte differs.</summary>
    public static bool operator !=(Hash32 a, Hash32 b) => !a.Equals(b);

    [InlineArray(Bytes)]
    private struct Buffer
    {
        private byte _first;
    }
}
