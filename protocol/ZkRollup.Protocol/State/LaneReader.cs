using ZkRollup.Crypto.Fields;

namespace ZkRollup.Protocol.State;

/// <summary>Takes an element of Fr apart into fields, the first from the least significant bits.</summary>
public struct LaneReader
{
    private UInt128 _low;
    private UInt128 _high;

    /// <summary>Starts at bit 0 of an element.</summary>
    public LaneReader(in Fr element)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        element.WriteCanonicalLimbs(limbs);
        _low = new UInt128(limbs[1], limbs[0]);
        _high = new UInt128(limbs[3], limbs[2]);
    }

    /// <summary>True if all bits that are left are zero.</summary>
    public readonly bool IsEmpty => _low == 0 && _high == 0;

    /// <summary>The next field.</summary>
    /// <param name="bits">1 to 64.</param>
    public ulong Take(int bits)
    {
        UInt128 mask = (UInt128.One << bits) - 1;
        ulong result = (ulong)(_low & mask);
        _low = (_low >> bits) | (_high << (128 - bits));
        _high >>= bits;
        return result;
    }
}
