using System.Diagnostics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Signatures;

/// <summary>Verification of Schnorr signatures on Jubjub with a Poseidon2 challenge, exactly as the circuit verifies them.</summary>
/// <remarks>
/// Valid means s·G − c·A = R, both coordinates compared and no cofactor cleared, with c the lowest 252 bits of h = sponge(R.x, R.y, A.x,
/// A.y, message hash). Specified in docs/crypto/schnorr.md. Nothing here throws on any signature, key or message; time depends on them,
/// all public.
/// </remarks>
public static class Schnorr
{
    /// <summary>Domain of the challenge sponge: the ASCII bytes of "zkr.sign" as a big-endian integer.</summary>
    public const ulong ChallengeDomain = 0x7a6b722e7369676e;

    /// <summary>Bits of the challenge c: 252.</summary>
    public const int ChallengeBits = 252;

    /// <summary>Elements that the challenge hashes.</summary>
    internal const int ChallengeElements = 5;

    /// <summary>From how many signatures on a group in lanes is faster than single verification.</summary>
    private const int LanesMin = 2;

    private const ulong TopLimbMask = (1UL << (ChallengeBits - 192)) - 1;

    /// <summary>Verifies a signature that has been read.</summary>
    /// <returns>Valid, KeyNotOnCurve for a default key, NonceNotOnCurve or EquationFails.</returns>
    public static SchnorrResult Verify(in SchnorrPublicKey key, in Fr messageHash, in SchnorrSignature signature)
    {
        if (key.X.IsZero)
        {
            return SchnorrResult.KeyNotOnCurve;
        }

        Fr x = signature.NonceX;
        Fr y = signature.NonceY;
        if (!JubjubPoint.IsOnCurveAffine(x, y))
        {
            return SchnorrResult.NonceNotOnCurve;
        }

        Span<ulong> challenge = stackalloc ulong[Fr.LimbCount];
        WriteChallenge(x, y, key, messageHash, challenge);
        JubjubPoint expected = JubjubPoint.MultiplyGeneratorSubtractVarTime(signature.Scalar, challenge, key.ToPoint());
        return expected.EqualsAffine(x, y) ? SchnorrResult.Valid : SchnorrResult.EquationFails;
    }

    /// <summary>Reads a key and a signature and verifies.</summary>
    /// <param name="keyBytes">64 untrusted bytes.</param>
    /// <param name="messageHash">The message hash.</param>
    /// <param name="signatureBytes">96 untrusted bytes.</param>
    /// <returns>Valid or the first failing cause: the key's, then the signature's, in the order of <see cref="SchnorrResult"/>.</returns>
    public static SchnorrResult Verify(ReadOnlySpan<byte> keyBytes, in Fr messageHash, ReadOnlySpan<byte> signatureBytes)
    {
        if (!SchnorrPublicKey.TryRead(keyBytes, out SchnorrPublicKey key, out SchnorrResult result))
        {
            return result;
        }

        return SchnorrSignature.TryRead(signatureBytes, out SchnorrSignature signature, out result)
            ? Verify(key, messageHash, signature)
            : result;
    }

    /// <summary>Verifies many signatures, each for itself: the outcome of every one is that of single verification.</summary>
    /// <remarks>
    /// No random linear combination is used. Signatures are checked without clearing the cofactor, and a combination with random factors
    /// would accept one whose R is off by a point of order 2, 4 or 8 whenever its factor is a multiple of that order: with probability 1/2,
    /// 1/4 or 1/8. Such a signature is invalid in the circuit, so the sequencer must never accept it.
    /// </remarks>
    /// <param name="keys">One key a signature.</param>
    /// <param name="messageHashes">One message hash a signature.</param>
    /// <param name="signatures">The signatures.</param>
    /// <param name="valid">Receives one outcome a signature.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void VerifyBatch(
        ReadOnlySpan<SchnorrPublicKey> keys, ReadOnlySpan<Fr> messageHashes, ReadOnlySpan<SchnorrSignature> signatures, Span<bool> valid)
    {
        int count = signatures.Length;
        if (keys.Length != count || messageHashes.Length != count || valid.Length != count)
        {
            throw new ArgumentException(
                $"Lengths differ: {keys.Length}, {messageHashes.Length}, {count}, {valid.Length}.", nameof(signatures));
        }

        if (!Fr8.IsAccelerated)
        {
            for (int i = 0; i < count; i++)
            {
                valid[i] = Verify(keys[i], messageHashes[i], signatures[i]) == SchnorrResult.Valid;
            }

            return;
        }

        Span<int> pending = stackalloc int[SchnorrLanes.Group];
        int waiting = 0;
        for (int i = 0; i < count; i++)
        {
            valid[i] = false;
            if (!keys[i].X.IsZero && JubjubPoint.IsOnCurveAffine(signatures[i].NonceX, signatures[i].NonceY))
            {
                pending[waiting++] = i;
            }

            bool isLast = i + 1 == count;
            if (waiting == SchnorrLanes.Group || (isLast && waiting >= LanesMin))
            {
                SchnorrLanes.Verify(pending[..waiting], keys, messageHashes, signatures, valid);
                waiting = 0;
            }
        }

        foreach (int i in pending[..waiting])
        {
            valid[i] = Verify(keys[i], messageHashes[i], signatures[i]) == SchnorrResult.Valid;
        }
    }

    /// <summary>Writes the four limbs of c = h mod 2^252, where h is the sponge digest of R, A and the message hash.</summary>
    internal static void WriteChallenge(in Fr nonceX, in Fr nonceY, in SchnorrPublicKey key, in Fr messageHash, Span<ulong> challenge)
    {
        ReadOnlySpan<Fr> message = [nonceX, nonceY, key.X, key.Y, messageHash];
        Debug.Assert(message.Length == ChallengeElements);
        WriteChallenge(Poseidon2.Hash(ChallengeDomain, message), challenge);
    }

    /// <summary>Writes the four limbs of c = h mod 2^252.</summary>
    internal static void WriteChallenge(in Fr digest, Span<ulong> challenge)
    {
        digest.WriteCanonicalLimbs(challenge);
        challenge[Fr.LimbCount - 1] &= TopLimbMask;
    }
}
