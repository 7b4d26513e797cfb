using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Field elements from a seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</summary>
internal sealed class SeededElements(ulong seed)
{
    private ulong _state = seed;

    internal ulong NextUInt64()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    internal int NextBelow(int limit) => (int)(NextUInt64() % (ulong)limit);

    internal Fr Next()
    {
        Span<byte> bytes = stackalloc byte[64];
        for (int i = 0; i < bytes.Length; i += sizeof(ulong))
        {
            BitConverter.TryWriteBytes(bytes[i..], NextUInt64());
        }

        return Fr.FromBigEndianReduced(bytes);
    }
}
