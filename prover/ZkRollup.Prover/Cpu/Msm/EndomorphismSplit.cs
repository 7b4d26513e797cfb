using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Splits scalars in two halves by the endomorphism of the curve: half the doublings.</summary>
/// <remarks>
/// On the subgroup (x, y) → (β·x, y) is multiplication by −z², so with k = k₀ + k₁·z², both below 2^128, [k]P = [k₀]P + [k₁](β·x, −y).
/// Gallant, Lambert and Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms", CRYPTO 2001.
/// </remarks>
internal static class EndomorphismSplit
{
    /// <summary>z², of 128 bits.</summary>
    internal static BigInteger ParameterSquared { get; } = BigInteger.Pow(CurveParameter.Magnitude, 2);

    /// <summary>Splits k into k₀ + k₁·z² with k₀ &lt; z² &lt; 2^128 and k₁ ≤ (r − 1)/z² &lt; 2^128.</summary>
    internal static (UInt128 Low, UInt128 High) Split(in Fr scalar)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        scalar.WriteLittleEndian(bytes);
        (BigInteger high, BigInteger low) = BigInteger.DivRem(new BigInteger(bytes, isUnsigned: true), ParameterSquared);
        return ((UInt128)low, (UInt128)high);
    }
}
