namespace ZkRollup.Crypto.Fields;

/// <summary>γₙ = ξ^(n(p−1)/6), by which the p-th power multiplies the coefficient of wⁿ in Fp12, derived at start.</summary>
internal static class FrobeniusCoefficients
{
    /// <summary>(p − 1) / 6.</summary>
    private static ReadOnlySpan<ulong> SixthExponent =>
    [
        0x49aa7ffffffff1c7UL, 0x051caaaa72e35555UL, 0xe688231ad3c82906UL, 0xe613e1eb7deb831fUL, 0x0c849bf3b5e1f223UL, 0x045582fc5eeaa66fUL,
    ];

    private static readonly Fp2[] Powers = ComputePowers();
    private static readonly Fp[] Norms = [.. Powers.Select(power => (power * power.Conjugate).C0)];

    /// <summary>γₙ, for n from 0 to 5.</summary>
    internal static ref readonly Fp2 Get(int n) => ref Powers[n];

    /// <summary>γₙ^(p+1) = ξ^(n(p²−1)/6), for n from 0 to 5: a norm, hence in Fp.</summary>
    internal static ref readonly Fp GetSquared(int n) => ref Norms[n];

    private static Fp2[] ComputePowers()
    {
        Fp2[] powers = new Fp2[6];
        powers[0] = Fp2.One;
        Fp2 first = Fp2.PowVarTime(Fp2.Nonresidue, SixthExponent);
        for (int i = 1; i < powers.Length; i++)
        {
            Fp2.Multiply(powers[i - 1], first, out powers[i]);
        }

        return powers;
    }
}
