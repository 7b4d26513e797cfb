using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace ZkRollup.Crypto.Signatures;

/// <summary>The curve y² = x³ + 7 of Ethereum's accounts, SEC 2 section 2.4.1, and ECDSA over it.</summary>
internal static class Secp256k1
{
    /// <summary>Bytes of a scalar or coordinate, big-endian.</summary>
    internal const int ScalarBytes = 32;

    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");

    /// <summary>The order n of the group.</summary>
    internal static BigInteger Order => Parameters.N;

    /// <summary>(n − 1)/2, the greatest s of a signature in low form.</summary>
    internal static BigInteger HalfOrder { get; } = Parameters.N.ShiftRight(1);

    /// <summary>k·G, affine, by a comb whose table look-ups do not depend on k.</summary>
    internal static ECPoint MultiplyGenerator(BigInteger k) => new FixedPointCombMultiplier().Multiply(Parameters.G, k).Normalize();

    /// <summary>A big-endian integer.</summary>
    internal static BigInteger Integer(ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    /// <summary>Writes an integer below 2^256 as 32 big-endian bytes.</summary>
    internal static void WriteInteger(BigInteger value, Span<byte> destination)
    {
        byte[] bytes = value.ToByteArrayUnsigned();
        destination[..ScalarBytes].Clear();
        bytes.CopyTo(destination[(ScalarBytes - bytes.Length)..ScalarBytes]);
        Array.Clear(bytes);
    }

    /// <summary>The account of an affine public key other than infinity.</summary>
    internal static EthereumAddress Address(ECPoint publicKey) => EthereumAddress.OfPublicKey(publicKey.GetEncoded(false).AsSpan(1));

    /// <summary>The public key under which (r, s) signs the digest, with R.y odd if <paramref name="isOdd"/>.</summary>
    /// <remarks>
    /// SEC 1, section 4.1.6: Q = r⁻¹·(s·R − z·G), for R.x = r. Requires 0 &lt; r, s &lt; n. A signature whose R.x is at least n (one in
    /// 2^127) has no form here. Runs in variable time on public data only.
    /// </remarks>
    /// <returns>False if no point has x = r, or if Q is infinity.</returns>
    internal static bool TryRecoverVarTime(BigInteger r, BigInteger s, bool isOdd, ReadOnlySpan<byte> digest, out EthereumAddress address)
    {
        address = default;
        ECCurve curve = Parameters.Curve;
        ECFieldElement x = curve.FromBigInteger(r);
        ECFieldElement? y = x.Square().Multiply(x).Add(curve.B).Sqrt();
        if (y is null)
        {
            return false;
        }

        ECPoint commitment = curve.CreatePoint(r, (y.TestBitZero() == isOdd ? y : y.Negate()).ToBigInteger());
        BigInteger inverse = r.ModInverse(Order);
        BigInteger u1 = Integer(digest).Negate().Multiply(inverse).Mod(Order);
        BigInteger u2 = s.Multiply(inverse).Mod(Order);
        ECPoint key = ECAlgorithms.SumOfTwoMultiplies(Parameters.G, u1, commitment, u2).Normalize();
        if (key.IsInfinity)
        {
            return false;
        }

        address = Address(key);
        return true;
    }
}
