using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Hashing;

/// <summary>The self-shrinking Grain LFSR that yields Poseidon2's round constants.</summary>
/// <remarks>Poseidon paper (Grassi et al., ePrint 2019/458), appendix E; state and order of bits as in docs/crypto/poseidon2.md.</remarks>
internal struct GrainGenerator
{
    private const int StateBits = 80;
    private const int DroppedBits = 160;

    /// <summary>Bit i of the register, i = 0 the oldest, is bit i of this integer.</summary>
    private UInt128 _state;

    /// <summary>Sets up the register for a prime field with S-box x^5 and drops its first 160 bits.</summary>
    internal GrainGenerator(int fieldBits, int width, int fullRounds, int partialRounds)
    {
        int filled = 0;
        Load(1, 2, ref filled);
        Load(0, 4, ref filled);
        Load((uint)fieldBits, 12, ref filled);
        Load((uint)width, 12, ref filled);
        Load((uint)fullRounds, 10, ref filled);
        Load((uint)partialRounds, 10, ref filled);
        Load((1U << 30) - 1, 30, ref filled);
        for (int i = 0; i < DroppedBits; i++)
        {
            _ = NextRawBit();
        }
    }

    /// <summary>The next field element: 255 bits, most significant first; values not below r are passed over.</summary>
    internal Fr NextElement()
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        while (true)
        {
            limbs.Clear();
            for (int bit = Fr.ModulusBits - 1; bit >= 0; bit--)
            {
                limbs[bit >> 6] |= NextBit() << (bit & 63);
            }

            if (Fr.TryFromCanonicalLimbs(limbs, out Fr result))
            {
                return result;
            }
        }
    }

    /// <summary>Of each pair of raw bits keeps the second if the first is 1.</summary>
    private ulong NextBit()
    {
        while (true)
        {
            ulong keep = NextRawBit();
            ulong bit = NextRawBit();
            if (keep == 1)
            {
                return bit;
            }
        }
    }

    private ulong NextRawBit()
    {
        ulong low = (ulong)_state;
        ulong feedback = ((low >> 62) ^ (low >> 51) ^ (low >> 38) ^ (low >> 23) ^ (low >> 13) ^ low) & 1;
        _state = (_state >> 1) | ((UInt128)feedback << (StateBits - 1));
        return feedback;
    }

    private void Load(uint value, int bits, ref int filled)
    {
        for (int i = bits - 1; i >= 0; i--, filled++)
        {
            _state |= (UInt128)((value >> i) & 1) << filled;
        }
    }
}
