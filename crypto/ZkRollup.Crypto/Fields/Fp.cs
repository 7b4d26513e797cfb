namespace ZkRollup.Crypto.Fields;

public readonly partial struct Fp
{
    /// <summary>(p + 1) / 4, the exponent of a square root, since p ≡ 3 mod 4.</summary>
    private static ReadOnlySpan<ulong> SquareRootExponent =>
    [
        0xee7fbfffffffeaabUL, 0x07aaffffac54ffffUL, 0xd9cc34a83dac3d89UL, 0xd91dd2e13ce144afUL, 0x92c6e9ed90d2eb35UL, 0x0680447a8e5ff9a6UL,
    ];

    /// <summary>(p − 1) / 2 + 1: the smallest integer that is lexicographically larger than its negative.</summary>
    private static ReadOnlySpan<ulong> LargerHalf =>
    [
        0xdcff7fffffffd556UL, 0x0f55ffff58a9ffffUL, 0xb39869507b587b12UL, 0xb23ba5c279c2895fUL, 0x258dd3db21a5d66bUL, 0x0d0088f51cbff34dUL,
    ];

    /// <summary>Finds a square root. Time depends on a; a must not be secret.</summary>
    /// <returns>False, with result 0, if a is not a square.</returns>
    public static bool TrySquareRootVarTime(in Fp a, out Fp result)
    {
        Fp root = PowVarTime(a, SquareRootExponent);
        Square(root, out Fp square);
        bool found = square == a;
        result = found ? root : Zero;
        return found;
    }

    /// <summary>True if the canonical integer exceeds (p − 1) / 2: the sign bit of compressed points.</summary>
    public bool IsLexicographicallyLargest
    {
        get
        {
            Span<ulong> limbs = stackalloc ulong[LimbCount];
            WriteCanonicalLimbs(limbs);
            return !PrimeField.IsBelow(limbs, LargerHalf);
        }
    }

    /// <summary>The parity of the canonical integer: sgn0 of RFC 9380, section 4.1.</summary>
    public bool IsOdd
    {
        get
        {
            Span<ulong> limbs = stackalloc ulong[LimbCount];
            WriteCanonicalLimbs(limbs);
            return (limbs[0] & 1) == 1;
        }
    }
}
