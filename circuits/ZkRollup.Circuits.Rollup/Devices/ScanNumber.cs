using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Numbers of scans for the witness: far below r in magnitude.</summary>
internal static class ScanNumber
{
    /// <summary>True for the negative of a number below 2^192.</summary>
    internal static bool IsNegative(in Fr value)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(words);
        return words[^1] != 0;
    }

    /// <summary>The limbs of a number below 2^64; what does not fit is dropped.</summary>
    internal static void Split(in Fr value, int bits, Span<Fr> limbs)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(words);
        ulong rest = words[0];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = Fr.FromUInt64(rest & ((1UL << bits) - 1));
            rest >>= bits;
        }
    }
}
