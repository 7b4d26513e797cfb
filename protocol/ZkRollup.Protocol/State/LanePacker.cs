using ZkRollup.Crypto.Fields;

namespace ZkRollup.Protocol.State;

/// <summary>Packs fields into one element of Fr, the first into the least significant bits.</summary>
public struct LanePacker
{
    /// <summary>Most bits of a lane; 2^252 is below r.</summary>
    public const int BitsMax = 252;

    private ulong _limb0;
    private ulong _limb1;
    private ulong _limb2;
    private ulong _limb3;
    private int _bits;

    /// <summary>Appends a field.</summary>
    /// <param name="value">Below 2^bits.</param>
    /// <param name="bits">1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value exceeds its bits, or the lane is full.</exception>
    public LanePacker Add(ulong value, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_bits + bits, BitsMax);
        if (bits < 64 && value >> bits != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The field has {bits} bits.");
        }

        int limb = _bits >> 6;
        int shift = _bits & 63;
        Or(limb, value << shift);
        if (shift + bits > 64)
        {
            Or(limb + 1, value >> (64 - shift));
        }

        _bits += bits;
        return this;
    }

    /// <summary>True if an element is below 2^252, so that it has packed fields.</summary>
    public static bool IsPacked(in Fr element)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        element.WriteCanonicalLimbs(limbs);
        return limbs[^1] >> (BitsMax - 192) == 0;
    }

    /// <summary>The element.</summary>
    public readonly Fr ToElement()
    {
        ReadOnlySpan<ulong> limbs = [_limb0, _limb1, _limb2, _limb3];
        return Fr.TryFromCanonicalLimbs(limbs, out Fr result) ? result : throw new InvalidOperationException("A lane exceeds 252 bits.");
    }

    private void Or(int limb, ulong bits)
    {
        switch (limb)
        {
            case 0:
                _limb0 |= bits;
                break;
            case 1:
                _limb1 |= bits;
                break;
            case 2:
                _limb2 |= bits;
                break;
            default:
                _limb3 |= bits;
                break;
        }
    }
}
