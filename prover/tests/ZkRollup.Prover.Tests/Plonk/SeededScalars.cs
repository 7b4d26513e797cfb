using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Field elements that look random and follow from a seed: number i is Keccak-256 of the seed and i, modulo r.</summary>
internal sealed class SeededScalars(int seed)
{
    private int _count;

    /// <summary>The next element.</summary>
    internal Fr Next()
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(message, seed);
        BinaryPrimitives.WriteInt32BigEndian(message[4..], _count++);
        return Fr.FromBigEndianReduced(Keccak256.Hash(message));
    }

    /// <summary>The next elements.</summary>
    internal Fr[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
