using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZkRollup.Crypto.Fields;

/// <summary>Modular inversion by the binary greatest common divisor, 31 steps at a time on approximations of 64 bits.</summary>
/// <remarks>
/// T. Pornin, "Optimized Binary GCD for Modular Inversion" (ePrint 2020/972), Algorithm 2, stopping as soon as a is 0. Keeps
/// a·2^(31k) = y·u and b·2^(31k) = y·v modulo m, with u and v divided by 2^31 in each round, so that in the end v = 1/y.
/// Several times faster than an exponentiation; time depends on the value.
/// </remarks>
internal static class BinaryGcd
{
    private const int LimbsMax = 6;
    private const int Steps = 31;

    /// <summary>Writes value⁻¹ mod modulus.</summary>
    /// <param name="value">A value in [1, modulus).</param>
    /// <param name="modulus">An odd prime whose top bit is free.</param>
    /// <param name="negatedInverse">−modulus⁻¹ mod 2^31 or a larger power of two.</param>
    /// <param name="result">Receives as many limbs.</param>
    [SkipLocalsInit]
    internal static void InvertVarTime(ReadOnlySpan<ulong> value, ReadOnlySpan<ulong> modulus, ulong negatedInverse, Span<ulong> result)
    {
        int n = modulus.Length;
        Span<ulong> memory = stackalloc ulong[6 * (LimbsMax + 1)];
        memory.Clear();
        Span<ulong> a = memory[..n], b = memory.Slice(7, n), u = memory.Slice(14, n), v = memory.Slice(21, n);
        Span<ulong> first = memory.Slice(28, n + 1), second = memory.Slice(35, n + 1);
        value.CopyTo(a);
        modulus.CopyTo(b);
        u[0] = 1;
        while (!IsZero(a))
        {
            Approximate(a, b, out ulong x, out ulong y);
            Factors factors = Reduce(x, y);
            Combine(a, b, factors.F0, factors.G0, first);
            Combine(a, b, factors.F1, factors.G1, second);
            bool negateA = ShiftToMagnitude(first, a);
            bool negateB = ShiftToMagnitude(second, b);
            Combine(u, v, negateA ? -factors.F0 : factors.F0, negateA ? -factors.G0 : factors.G0, first);
            Combine(u, v, negateB ? -factors.F1 : factors.F1, negateB ? -factors.G1 : factors.G1, second);
            DivideModulo(first, modulus, negatedInverse, u);
            DivideModulo(second, modulus, negatedInverse, v);
        }

        v.CopyTo(result);
    }

    private readonly record struct Factors(long F0, long G0, long F1, long G1);

    private static bool IsZero(ReadOnlySpan<ulong> a)
    {
        ulong any = 0;
        foreach (ulong limb in a)
        {
            any |= limb;
        }

        return any == 0;
    }

    /// <summary>The upper 33 bits and the lower 31 bits of a and b, cut at the length of the longer.</summary>
    private static void Approximate(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, out ulong x, out ulong y)
    {
        int top = a.Length - 1;
        while (top > 0 && (a[top] | b[top]) == 0)
        {
            top--;
        }

        if (top == 0)
        {
            x = a[0];
            y = b[0];
            return;
        }

        int shift = BitOperations.LeadingZeroCount(a[top] | b[top]);
        const ulong low = (1UL << Steps) - 1;
        x = (Upper(a, top, shift) & ~low) | (a[0] & low);
        y = (Upper(b, top, shift) & ~low) | (b[0] & low);
    }

    /// <summary>64 bits from the given number of leading zeros of limb top.</summary>
    private static ulong Upper(ReadOnlySpan<ulong> a, int top, int shift) =>
        shift == 0 ? a[top] : (a[top] << shift) | (a[top - 1] >> (64 - shift));

    /// <summary>31 steps of the binary algorithm on approximations; the factors stay within 2^31 in sum of magnitudes.</summary>
    private static Factors Reduce(ulong x, ulong y)
    {
        long f0 = 1, g0 = 0, f1 = 0, g1 = 1;
        for (int i = 0; i < Steps; i++)
        {
            if ((x & 1) != 0)
            {
                if (x < y)
                {
                    (x, y) = (y, x);
                    (f0, f1) = (f1, f0);
                    (g0, g1) = (g1, g0);
                }

                x -= y;
                f0 -= f1;
                g0 -= g1;
            }

            x >>= 1;
            f1 <<= 1;
            g1 <<= 1;
        }

        return new Factors(f0, g0, f1, g1);
    }

    /// <summary>r ← a·f + b·g, in two's complement with one limb more.</summary>
    private static void Combine(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, long f, long g, Span<ulong> r)
    {
        long carry = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ulong low = a[i] * (ulong)f;
            ulong high = Word.MultiplyHigh(a[i], (ulong)f) - (a[i] & (ulong)(f >> 63));
            ulong otherLow = b[i] * (ulong)g;
            high += Word.MultiplyHigh(b[i], (ulong)g) - (b[i] & (ulong)(g >> 63));
            low += otherLow;
            high += low < otherLow ? 1UL : 0UL;
            low += (ulong)carry;
            high += (low < (ulong)carry ? 1UL : 0UL) + (ulong)(carry >> 63);
            r[i] = low;
            carry = (long)high;
        }

        r[a.Length] = (ulong)carry;
    }

    /// <summary>target ← |r| / 2^31, exact; returns whether r was negative.</summary>
    private static bool ShiftToMagnitude(Span<ulong> r, Span<ulong> target)
    {
        bool negative = (long)r[^1] < 0;
        ulong mask = negative ? ulong.MaxValue : 0;
        ulong carry = negative ? 1UL : 0;
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = (r[i] ^ mask) + carry;
            carry = carry != 0 && r[i] == 0 ? 1UL : 0;
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (r[i] >> Steps) | (r[i + 1] << (64 - Steps));
        }

        return negative;
    }

    /// <summary>target ← r / 2^31 mod m, in [0, m), for |r| at most 2^31·m.</summary>
    private static void DivideModulo(ReadOnlySpan<ulong> r, ReadOnlySpan<ulong> modulus, ulong negatedInverse, Span<ulong> target)
    {
        // r + q·m is a multiple of 2^31 and lies in (−2^31·m, 2^32·m).
        ulong q = r[0] * negatedInverse & ((1UL << Steps) - 1);
        ulong carry = 0;
        ulong previous = 0;
        for (int i = 0; i < target.Length; i++)
        {
            ulong low = modulus[i] * q;
            ulong high = Word.MultiplyHigh(modulus[i], q);
            low += carry;
            high += low < carry ? 1UL : 0UL;
            low += r[i];
            high += low < r[i] ? 1UL : 0UL;
            carry = high;
            if (i > 0)
            {
                target[i - 1] = (previous >> Steps) | (low << (64 - Steps));
            }

            previous = low;
        }

        long top = (long)(r[^1] + carry);
        target[^1] = (previous >> Steps) | ((ulong)top << (64 - Steps));
        if (top < 0)
        {
            AddOrSubtract(target, modulus, add: true);
        }
        else if (!PrimeField.IsBelow(target, modulus))
        {
            AddOrSubtract(target, modulus, add: false);
        }
    }

    private static void AddOrSubtract(Span<ulong> target, ReadOnlySpan<ulong> modulus, bool add)
    {
        ulong mask = add ? 0 : ulong.MaxValue;
        ulong carry = add ? 0UL : 1;
        for (int i = 0; i < target.Length; i++)
        {
            UInt128 sum = (UInt128)target[i] + (modulus[i] ^ mask) + carry;
            target[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }
    }
}
