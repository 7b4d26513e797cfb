using System.Numerics;
using System.Runtime.Intrinsics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Eight scalars, one a lane, as digits that are never zero, so that all lanes take the same steps.</summary>
/// <remarks>
/// k = a + b·z² with a and b odd, at most z² + 1 in magnitude. Every odd magnitude m below 2^128 is Σ dᵢ·16^i, i &lt; 32, with digits
/// dᵢ = 2·uᵢ − 15 for uᵢ = bits 4i + 1 to 4i + 4 of m + 2^128: Joye and Tunstall, "Exponent recoding and regular exponentiation
/// algorithms", AFRICACRYPT 2009.
/// </remarks>
internal sealed class LaneScalars
{
    /// <summary>Bits of a digit.</summary>
    internal const int DigitBits = 4;

    /// <summary>Digits of each half.</summary>
    internal const int DigitCount = 32;

    private readonly Fr[] _values = new Fr[8];
    private readonly UInt128[] _low = new UInt128[8];
    private readonly UInt128[] _high = new UInt128[8];
    private readonly long[] _lowSigns = new long[8];
    private readonly long[] _highSigns = new long[8];

    /// <summary>The scalar of a lane.</summary>
    internal Fr this[int lane]
    {
        get => _values[lane];
        set
        {
            _values[lane] = value;
            (BigInteger low, BigInteger high) = SplitOdd(value);
            _low[lane] = (UInt128)BigInteger.Abs(low);
            _high[lane] = (UInt128)BigInteger.Abs(high);
            _lowSigns[lane] = low.Sign < 0 ? long.MinValue : 0;
            _highSigns[lane] = high.Sign < 0 ? long.MinValue : 0;
        }
    }

    /// <summary>Splits k into a + b·z² modulo r, both odd.</summary>
    /// <remarks>
    /// From 0 ≤ a &lt; z², 0 ≤ b &lt; z² subtract (1, z² − 1) if that a is even, which makes both change parity, and then (z², −1) if
    /// b is even, which makes only b change it. Both pairs stand for 0, the first since z⁴ − z² + 1 = r.
    /// </remarks>
    internal static (BigInteger Low, BigInteger High) SplitOdd(in Fr scalar)
    {
        (UInt128 first, UInt128 second) = EndomorphismSplit.Split(scalar);
        BigInteger low = first;
        BigInteger high = second;
        if (low.IsEven)
        {
            low -= 1;
            high -= EndomorphismSplit.ParameterSquared - 1;
        }

        if (high.IsEven)
        {
            low -= EndomorphismSplit.ParameterSquared;
            high += 1;
        }

        return (low, high);
    }

    /// <summary>Digit i of a, or of b.</summary>
    /// <param name="high">False for a, true for b.</param>
    /// <param name="i">0 to <see cref="DigitCount"/> − 1.</param>
    /// <param name="signs">The sign bit of the digit.</param>
    /// <returns>(|d| − 1)/2.</returns>
    internal Vector512<long> Digit(bool high, int i, out Vector512<double> signs)
    {
        UInt128[] magnitudes = high ? _high : _low;
        Span<long> digits = stackalloc long[8];
        int shift = (DigitBits * i) + 1;
        long top = i == DigitCount - 1 ? 8 : 0;
        for (int lane = 0; lane < 8; lane++)
        {
            digits[lane] = ((long)(magnitudes[lane] >> shift) & 15) | top;
        }

        // u ≥ 8 is the positive digit 2·(u − 8) + 1, u < 8 the negative −(2·(7 − u) + 1).
        Vector512<long> u = Vector512.Create<long>(digits);
        Vector512<long> negative = Vector512.LessThan(u, Vector512.Create(8L));
        Vector512<long> sign = Vector512.Create<long>(high ? _highSigns : _lowSigns) ^ (negative & Vector512.Create(long.MinValue));
        signs = sign.AsDouble();
        return Vector512.ConditionalSelect(negative, Vector512.Create(7L) - u, u - Vector512.Create(8L));
    }
}
