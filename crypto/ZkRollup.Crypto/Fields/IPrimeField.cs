namespace ZkRollup.Crypto.Fields;

/// <summary>A prime field whose elements have canonical integers in [0, m).</summary>
/// <typeparam name="TSelf">The element type.</typeparam>
public interface IPrimeField<TSelf> : IField<TSelf>
    where TSelf : unmanaged, IPrimeField<TSelf>
{
    /// <summary>The modulus m, least significant limb first.</summary>
    static abstract ReadOnlySpan<ulong> ModulusLimbs { get; }

    /// <summary>Bytes of a canonical encoding: eight per limb.</summary>
    static abstract int Bytes { get; }

    /// <summary>−m⁻¹ mod 2^64.</summary>
    static abstract ulong MontgomeryConstant { get; }

    /// <summary>The element whose canonical integer the limbs hold.</summary>
    /// <remarks>Reduces a value of full width that is not below m; use only where that is meant or excluded.</remarks>
    static abstract TSelf FromCanonicalLimbsUnchecked(ReadOnlySpan<ulong> limbs);

    /// <summary>Writes the canonical integer, least significant limb first.</summary>
    /// <param name="limbs">Receives one word per limb.</param>
    void WriteCanonicalLimbs(Span<ulong> limbs);
}
