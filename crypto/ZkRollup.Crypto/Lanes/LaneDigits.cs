namespace ZkRollup.Crypto.Lanes;

/// <summary>Single lanes as integers: digits in radix 2^w against 64-bit words. The portable side of every lane operation.</summary>
internal static unsafe class LaneDigits
{
    /// <summary>Splits a non-negative integer into balanced digits: all but the last in [−2^(w−1), 2^(w−1)).</summary>
    /// <param name="words">The integer, least significant word first.</param>
    /// <param name="digits">Receives digit i at index 8·i.</param>
    /// <param name="count">Number of digits.</param>
    /// <param name="width">Bits of a digit, w.</param>
    /// <param name="stride">Distance of two digits in doubles.</param>
    internal static void Split(ReadOnlySpan<ulong> words, double* digits, int count, int width, int stride)
    {
        long carry = 0;
        for (int i = 0; i < count; i++)
        {
            int bit = i * width;
            int word = bit >> 6;
            int shift = bit & 63;
            ulong value = word < words.Length ? words[word] >> shift : 0;
            if (shift + width > 64 && word + 1 < words.Length)
            {
                value |= words[word + 1] << (64 - shift);
            }

            long digit = (long)(value & ((1UL << width) - 1)) + carry;
            carry = 0;
            if (i + 1 < count && digit >= 1L << (width - 1))
            {
                digit -= 1L << width;
                carry = 1;
            }

            digits[i * stride] = digit;
        }
    }

    /// <summary>Joins digits of any sign to the integer modulo m in [0, m).</summary>
    /// <remarks>Requires |digits| at most 2^52 and a value below 2^(w−2)·m in magnitude.</remarks>
    /// <param name="digits">Digit i at index stride·i.</param>
    /// <param name="stride">Distance of two digits in doubles.</param>
    /// <param name="modulusDigits">Digits of the modulus, as many.</param>
    /// <param name="modulus">The modulus in words.</param>
    /// <param name="width">Bits of a digit, w.</param>
    /// <param name="words">Receives the integer.</param>
    internal static void Join(double* digits, int stride, ReadOnlySpan<double> modulusDigits, ReadOnlySpan<ulong> modulus, int width, Span<ulong> words)
    {
        int n = modulusDigits.Length;
        double top = digits[(n - 1) * stride] + Math.ScaleB(digits[(n - 2) * stride], -width);
        long quotient = (long)Math.Round(top / (modulusDigits[n - 1] + Math.ScaleB(modulusDigits[n - 2], -width)));
        words.Clear();
        long carry = 0;
        for (int i = 0; i < n; i++)
        {
            Int128 sum = (Int128)(long)digits[i * stride] - ((Int128)quotient * (long)modulusDigits[i]) + carry;
            carry = (long)(sum >> width);
            Place(words, (ulong)sum & ((1UL << width) - 1), i * width);
        }

        while (carry < 0)
        {
            carry += AddModulus(words, modulus);
        }

        while (!Fields.PrimeField.IsBelow(words, modulus))
        {
            SubtractModulus(words, modulus);
        }
    }

    private static void Place(Span<ulong> words, ulong digit, int bit)
    {
        int word = bit >> 6;
        int shift = bit & 63;
        if (word < words.Length)
        {
            words[word] |= digit << shift;
        }

        if (shift > 0 && word + 1 < words.Length)
        {
            words[word + 1] |= digit >> (64 - shift);
        }
    }

    private static long AddModulus(Span<ulong> words, ReadOnlySpan<ulong> modulus)
    {
        ulong carry = 0;
        for (int i = 0; i < words.Length; i++)
        {
            UInt128 sum = (UInt128)words[i] + modulus[i] + carry;
            words[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }

        return (long)carry;
    }

    private static void SubtractModulus(Span<ulong> words, ReadOnlySpan<ulong> modulus)
    {
        ulong borrow = 0;
        for (int i = 0; i < words.Length; i++)
        {
            UInt128 difference = (UInt128)words[i] - modulus[i] - borrow;
            words[i] = (ulong)difference;
            borrow = (ulong)(difference >> 64) & 1;
        }
    }
}
