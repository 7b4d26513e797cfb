using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>A scalar by which the points of all lanes are multiplied, as digits of its two halves under the endomorphism.</summary>
/// <remarks>
/// k or −k, whichever is shorter, is split as k₀ + k₁·z². That finds the cheap ones: z³ is a square root of −1 modulo
/// r = z⁴ − z² + 1, so one of the two primitive fourth roots of unity has the halves 0 and |z|, of 64 bits with few ones, and the
/// other is its negative.
/// </remarks>
internal sealed class SharedScalar
{
    /// <summary>Digits are odd and below 2^(WnafWidth − 1) in magnitude.</summary>
    internal const int WnafWidth = 5;

    private readonly sbyte[] _digits;
    private readonly int _sign;

    /// <param name="value">The scalar; time and the work of a product depend on it.</param>
    internal SharedScalar(in Fr value)
    {
        Value = value;
        _sign = 1;
        Length = Recode(value, out _digits);
        int length = Recode(-value, out sbyte[] digits);
        if (length < Length)
        {
            (Length, _digits, _sign) = (length, digits, -1);
        }

        foreach (sbyte digit in _digits)
        {
            Entries = Math.Max(Entries, (Math.Abs(digit) + 1) / 2);
        }
    }

    /// <summary>The scalar.</summary>
    internal Fr Value { get; }

    /// <summary>Number of digits of the longer half.</summary>
    internal int Length { get; }

    /// <summary>How many of the multiples 1, 3, 5 … occur.</summary>
    internal int Entries { get; }

    /// <summary>The digit at 2^i of k₀; 0 or odd.</summary>
    internal int Low(int i) => _sign * _digits[i];

    /// <summary>The digit at 2^i of k₁; 0 or odd.</summary>
    internal int High(int i) => _sign * _digits[ScalarRecoding.WnafLength + i];

    private static int Recode(in Fr value, out sbyte[] digits)
    {
        digits = new sbyte[2 * ScalarRecoding.WnafLength];
        (UInt128 low, UInt128 high) = EndomorphismSplit.Split(value);
        return Math.Max(
            Recode(low, digits.AsSpan(0, ScalarRecoding.WnafLength)), Recode(high, digits.AsSpan(ScalarRecoding.WnafLength)));
    }

    private static int Recode(UInt128 value, Span<sbyte> digits) =>
        ScalarRecoding.WriteWnafVarTime([(ulong)value, (ulong)(value >> 64), 0, 0], WnafWidth, digits);
}
