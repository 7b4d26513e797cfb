using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// A signer whose secret everybody knows: it is 1, so the key is the generator. Its signatures fill a gadget where none is demanded.
/// </summary>
/// <remarks>
/// The nonce is 1 too, which would give the secret away if it were one. So R = G and s = 1 + c. There is such a signature of each message,
/// and every c is allowed.
/// </remarks>
public static class OpenSigner
{
    /// <summary>x of the generator.</summary>
    public static Fr KeyX => DigitTables.Multiple(1).X;

    /// <summary>y of the generator.</summary>
    public static Fr KeyY => DigitTables.Multiple(1).Y;

    /// <summary>The signature of a message hash.</summary>
    public static SchnorrSignature Sign(in Fr message)
    {
        Fr digest = Poseidon2.Hash(Schnorr.ChallengeDomain, [KeyX, KeyY, KeyX, KeyY, message]);
        Span<ulong> challenge = stackalloc ulong[Fr.LimbCount];
        digest.WriteCanonicalLimbs(challenge);
        challenge[^1] &= (1UL << (Schnorr.ChallengeBits - (64 * (Fr.LimbCount - 1)))) - 1;
        return new(KeyX, KeyY, JubjubScalar.One + JubjubScalar.FromLimbsReduced(challenge));
    }
}
