namespace ZkRollup.Crypto.Curves;

/// <summary>Digits of scalars for multiplication.</summary>
internal static class ScalarRecoding
{
    /// <summary>Length of the digits of a non-adjacent form of an integer below 2^255.</summary>
    internal const int WnafLength = 256;

    /// <summary>Signed hexadecimal digits of an integer below 2^252: 63 in [−8, 8) and a last one in {0, 1}.</summary>
    internal const int SignedHexLength = 64;

    private const ulong Eights = 0x8888888888888888;

    /// <summary>Writes the width-w non-adjacent form: k = Σ digits[i]·2^i, each digit 0 or odd, of magnitude below 2^(w−1).</summary>
    /// <param name="scalar">Four limbs of k &lt; 2^255, least significant first; not secret.</param>
    /// <param name="width">2 to 8.</param>
    /// <param name="digits">Receives 256 digits.</param>
    /// <returns>One more than the index of the highest digit that is not zero; 0 for k = 0.</returns>
    internal static int WriteWnafVarTime(ReadOnlySpan<ulong> scalar, int width, Span<sbyte> digits)
    {
        digits = digits[..WnafLength];
        digits.Clear();
        int length = 0;
        int carry = 0;
        int bit = 0;
        while (bit < WnafLength)
        {
            int window = Bits(scalar, bit, width) + carry;
            if ((window & 1) == 0)
            {
                bit++; // The digit is 0, and a carry, if there is one, stays: 1 + 1 leaves 0 and carries 1.
                continue;
            }

            carry = window >> (width - 1);
            digits[bit] = (sbyte)(window - (carry << width));
            length = bit + 1;
            bit += width;
        }

        return length;
    }

    /// <summary>Writes k = Σ digits[i]·16^i with digits in [−8, 8), the last in {0, 1}; time does not depend on k.</summary>
    /// <remarks>k + Σ 8·16^i, i &lt; 63, has the digits plus 8 as its hexadecimal digits.</remarks>
    /// <param name="scalar">Four limbs of k &lt; 2^252.</param>
    /// <param name="digits">Receives 64 digits.</param>
    internal static void WriteSignedHex(ReadOnlySpan<ulong> scalar, Span<sbyte> digits)
    {
        ulong carry = 0;
        for (int limb = 0; limb < 4; limb++)
        {
            UInt128 sum = (UInt128)scalar[limb] + (limb == 3 ? Eights >> 4 : Eights) + carry;
            carry = (ulong)(sum >> 64);
            for (int i = 0; i < 16; i++)
            {
                int offset = (16 * limb) + i == SignedHexLength - 1 ? 0 : 8;
                digits[(16 * limb) + i] = (sbyte)(((int)((ulong)sum >> (4 * i)) & 15) - offset);
            }
        }
    }

    private static int Bits(ReadOnlySpan<ulong> scalar, int start, int count)
    {
        int limb = start >> 6;
        int shift = start & 63;
        ulong value = scalar[limb] >> shift;
        if (shift + count > 64 && limb + 1 < scalar.Length)
        {
            value |= scalar[limb + 1] << (64 - shift);
        }

        return (int)value & ((1 << count) - 1);
    }
}
