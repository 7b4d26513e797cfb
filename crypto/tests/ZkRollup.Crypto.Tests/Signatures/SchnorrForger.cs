using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Tests.Curves;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>Signers that know the secret and cheat: what they make a weaker verifier would accept.</summary>
internal static class SchnorrForger
{
    /// <summary>R' = k·G + offset is what is hashed and sent: a verifier that clears the cofactor accepts it for small-order
    /// offsets.</summary>
    internal static SchnorrSignature WithNonceOffset(byte[] seed, BigInteger message, in JubjubPoint offset)
    {
        BigInteger a = SchnorrOracle.SecretScalar(seed);
        JubjubOracle key = (a * JubjubOracle.Generator).Affine();
        JubjubOracle nonce = ((12345 * JubjubOracle.Generator) + JubjubOracle.From(offset)).Affine();
        return Make(nonce, 12345 + (SchnorrOracle.Challenge(nonce, key, message) * a));
    }

    /// <summary>Signs with a challenge of the caller's making, a function of R and A.</summary>
    internal static SchnorrSignature WithChallenge(
        byte[] seed, BigInteger nonceScalar, Func<JubjubOracle, JubjubOracle, BigInteger> challenge)
    {
        BigInteger a = SchnorrOracle.SecretScalar(seed);
        JubjubOracle key = (a * JubjubOracle.Generator).Affine();
        JubjubOracle nonce = (nonceScalar * JubjubOracle.Generator).Affine();
        return Make(nonce, nonceScalar + (challenge(nonce, key) * a));
    }

    private static SchnorrSignature Make(JubjubOracle nonce, BigInteger s) =>
        new(Oracle.Element<Fr>(nonce.X), Oracle.Element<Fr>(nonce.Y), Oracle.Element<JubjubScalar>(s % JubjubOracle.L));
}
