using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>Values that follow from a seed and a number.</summary>
internal static class BenchmarkSeed
{
    /// <summary>32 bytes.</summary>
    internal static void WriteBytes(ulong seed, ulong number, Span<byte> destination)
    {
        Span<byte> source = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(source, seed);
        BinaryPrimitives.WriteUInt64LittleEndian(source[sizeof(ulong)..], number);
        SHA256.HashData(source, destination);
    }

    /// <summary>An element of the field.</summary>
    internal static Fr Element(ulong seed, ulong number)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        WriteBytes(seed, number, bytes);
        return Fr.FromBigEndianReduced(bytes);
    }
}
