using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ZkRollup.Crypto.Fields;

/// <summary>Algorithms that every prime field shares; the field types expose them under their own names.</summary>
internal static class PrimeField
{
    private const int LimbsMax = 6;

    /// <summary>Sets <paramref name="result"/> to a^(m−2), which is a⁻¹ for a ≠ 0 and 0 for a = 0.</summary>
    internal static bool TryInvert<T>(in T a, out T result)
        where T : unmanaged, IPrimeField<T>
    {
        // m ends in a word of at least 2, so the subtraction stays in that word, or in its neighbour for r, whose last word is 1.
        Span<ulong> exponent = stackalloc ulong[LimbsMax];
        ReadOnlySpan<ulong> modulus = T.ModulusLimbs;
        exponent = exponent[..modulus.Length];
        ulong borrow = 2;
        for (int i = 0; i < modulus.Length; i++)
        {
            exponent[i] = modulus[i] - borrow;
            borrow = modulus[i] < borrow ? 1UL : 0UL;
        }

        bool invertible = !a.IsZero;
        result = PowVarTime(a, exponent);
        return invertible;
    }

    /// <summary>Sets <paramref name="result"/> to a⁻¹, and to 0 for a = 0, by the binary greatest common divisor.</summary>
    internal static bool TryInvertVarTime<T>(in T a, out T result)
        where T : unmanaged, IPrimeField<T>
    {
        T raw = a;
        result = T.Zero;
        if (raw.IsZero)
        {
            return false;
        }

        // The raw limbs hold a·R. Their inverse is a⁻¹·R⁻¹; taking it into Montgomery form twice makes it a⁻¹·R.
        Span<ulong> inverse = stackalloc ulong[LimbsMax];
        inverse = inverse[..T.ModulusLimbs.Length];
        BinaryGcd.InvertVarTime(MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in raw)), T.ModulusLimbs, T.MontgomeryConstant, inverse);
        T once = T.FromCanonicalLimbsUnchecked(inverse);
        result = T.FromCanonicalLimbsUnchecked(MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in once)));
        return true;
    }

    /// <summary>a^exponent by fixed windows of four bits; time depends on the exponent alone.</summary>
    internal static T PowVarTime<T>(in T a, ReadOnlySpan<ulong> exponent)
        where T : unmanaged, IField<T>
    {
        Span<T> powers = stackalloc T[16];
        powers[0] = T.One;
        for (int i = 1; i < powers.Length; i++)
        {
            T.Multiply(powers[i - 1], a, out powers[i]);
        }

        T result = T.One;
        bool started = false;
        for (int window = (exponent.Length * 16) - 1; window >= 0; window--)
        {
            int digit = (int)(exponent[window >> 4] >> (4 * (window & 15))) & 15;
            for (int i = 0; i < 4 && started; i++)
            {
                T.Square(result, out result);
            }

            if (digit != 0)
            {
                T.Multiply(result, powers[digit], out result);
                started = true;
            }
        }

        return result;
    }

    /// <summary>Replaces every element by its inverse, zeros by zero, with three products an element and one inversion.</summary>
    /// <param name="values">The elements, replaced in place.</param>
    /// <param name="prefixes">Scratch of at least the same length.</param>
    /// <param name="tryInvert">The inversion to use.</param>
    internal static void BatchInvert<T>(Span<T> values, Span<T> prefixes, TryInvertOne<T> tryInvert)
        where T : unmanaged, IField<T>
    {
        T product = T.One;
        for (int i = 0; i < values.Length; i++)
        {
            prefixes[i] = product;
            if (!values[i].IsZero)
            {
                T.Multiply(product, values[i], out product);
            }
        }

        _ = tryInvert(product, out T inverse);
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (values[i].IsZero)
            {
                continue;
            }

            T value = values[i];
            T.Multiply(inverse, prefixes[i], out values[i]);
            T.Multiply(inverse, value, out inverse);
        }
    }

    /// <summary>The same by exponentiation: apart from which elements are zero, time does not depend on the values.</summary>
    internal static void BatchInvert<T>(Span<T> values)
        where T : unmanaged, IField<T> => BatchInvert(values, new T[values.Length], T.TryInvert);

    /// <summary>An inversion that tells zero from the rest.</summary>
    internal delegate bool TryInvertOne<T>(in T value, out T result);

    internal static bool TryFromCanonicalLimbs<T>(ReadOnlySpan<ulong> limbs, out T result)
        where T : unmanaged, IPrimeField<T>
    {
        result = default;
        if (limbs.Length != T.ModulusLimbs.Length || !IsBelow(limbs, T.ModulusLimbs))
        {
            return false;
        }

        result = T.FromCanonicalLimbsUnchecked(limbs);
        return true;
    }

    internal static bool TryReadBigEndian<T>(ReadOnlySpan<byte> bytes, out T result)
        where T : unmanaged, IPrimeField<T>
    {
        Span<ulong> limbs = stackalloc ulong[LimbsMax];
        limbs = limbs[..T.ModulusLimbs.Length];
        result = default;
        if (bytes.Length != T.Bytes)
        {
            return false;
        }

        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[^(8 * (i + 1))..]);
        }

        return TryFromCanonicalLimbs(limbs, out result);
    }

    internal static bool TryReadLittleEndian<T>(ReadOnlySpan<byte> bytes, out T result)
        where T : unmanaged, IPrimeField<T>
    {
        Span<ulong> limbs = stackalloc ulong[LimbsMax];
        limbs = limbs[..T.ModulusLimbs.Length];
        result = default;
        if (bytes.Length != T.Bytes)
        {
            return false;
        }

        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
        }

        return TryFromCanonicalLimbs(limbs, out result);
    }

    internal static void WriteBigEndian<T>(in T value, Span<byte> destination)
        where T : unmanaged, IPrimeField<T>
    {
        Span<ulong> limbs = stackalloc ulong[LimbsMax];
        limbs = limbs[..T.ModulusLimbs.Length];
        value.WriteCanonicalLimbs(limbs);
        destination = destination[..T.Bytes];
        for (int i = 0; i < limbs.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination[^(8 * (i + 1))..], limbs[i]);
        }
    }

    internal static void WriteLittleEndian<T>(in T value, Span<byte> destination)
        where T : unmanaged, IPrimeField<T>
    {
        Span<ulong> limbs = stackalloc ulong[LimbsMax];
        limbs = limbs[..T.ModulusLimbs.Length];
        value.WriteCanonicalLimbs(limbs);
        destination = destination[..T.Bytes];
        for (int i = 0; i < limbs.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(8 * i)..], limbs[i]);
        }
    }

    /// <summary>Horner's rule over bytes in words of 32 bits.</summary>
    internal static T FromBigEndianReduced<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IPrimeField<T>
    {
        Span<ulong> limbs = stackalloc ulong[LimbsMax];
        limbs = limbs[..T.ModulusLimbs.Length];
        limbs.Clear();
        limbs[0] = 1UL << 32;
        T shift = T.FromCanonicalLimbsUnchecked(limbs);
        T result = T.Zero;
        int position = 0;
        while (position < bytes.Length)
        {
            int take = (bytes.Length - position) % 4 is int odd && odd != 0 ? odd : 4;
            limbs[0] = 0;
            for (int i = 0; i < take; i++)
            {
                limbs[0] = (limbs[0] << 8) | bytes[position + i];
            }

            T.Multiply(result, shift, out result);
            T.Add(result, T.FromCanonicalLimbsUnchecked(limbs), out result);
            position += take;
        }

        return result;
    }

    internal static T FromHex<T>(ReadOnlySpan<char> text)
        where T : unmanaged, IPrimeField<T>
    {
        ReadOnlySpan<char> digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        if (digits.IsEmpty || digits.Length > 2 * T.Bytes)
        {
            throw new FormatException($"Expected 1 to {2 * T.Bytes} hexadecimal digits, got {digits.Length}.");
        }

        Span<char> padded = stackalloc char[16 * LimbsMax];
        padded = padded[..(2 * T.Bytes)];
        padded.Fill('0');
        digits.CopyTo(padded[^digits.Length..]);
        if (!TryReadBigEndian(Convert.FromHexString(padded), out T result))
        {
            throw new FormatException($"0x{digits} is not below the modulus.");
        }

        return result;
    }

    internal static string ToHex<T>(in T value)
        where T : unmanaged, IPrimeField<T>
    {
        Span<byte> bytes = stackalloc byte[8 * LimbsMax];
        bytes = bytes[..T.Bytes];
        WriteBigEndian(value, bytes);
        return string.Create(CultureInfo.InvariantCulture, $"0x{Convert.ToHexStringLower(bytes)}");
    }

    /// <summary>True if left &lt; right, as integers of equal width.</summary>
    internal static bool IsBelow(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        ulong borrow = 0;
        for (int i = 0; i < left.Length; i++)
        {
            ulong difference = left[i] - right[i];
            ulong next = (left[i] < right[i] ? 1UL : 0UL) | (difference < borrow ? 1UL : 0UL);
            borrow = next;
        }

        return borrow == 1;
    }
}
