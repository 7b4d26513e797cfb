using System.Numerics;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>Makes signatures by hand, so that each of their parts can be another one.</summary>
internal sealed class SignatureForge
{
    internal SignatureForge(ulong seed)
    {
        SeededElements random = new(seed);
        Secret = FieldInteger.Of(random.Next()) % Order;
        Nonce = FieldInteger.Of(random.Next()) % Order;
        Message = random.Next();
        Key = SmallOrder.Affine(Times(JubjubPoint.Generator, Secret));
        NoncePoint = SmallOrder.Affine(Times(JubjubPoint.Generator, Nonce));
    }

    internal static BigInteger Order => SchnorrVerification.SubgroupOrder;

    internal BigInteger Secret { get; }

    internal BigInteger Nonce { get; }

    internal Fr Message { get; }

    internal (Fr X, Fr Y) Key { get; }

    internal (Fr X, Fr Y) NoncePoint { get; }

    /// <summary>h of the signature.</summary>
    internal Fr Digest => Hash(NoncePoint, Key, Message);

    internal BigInteger DigestInteger => FieldInteger.Of(Digest);

    /// <summary>s for a challenge, which is taken modulo 2^252.</summary>
    internal BigInteger ScalarFor(BigInteger challenge) => (Nonce + (Challenge(challenge) * Secret)) % Order;

    /// <summary>A.x, A.y, m, R.x, R.y, s of a right signature.</summary>
    internal Fr[] Inputs() => Inputs(ScalarFor(DigestInteger));

    /// <summary>The same with another s.</summary>
    internal Fr[] Inputs(BigInteger scalar) => [Key.X, Key.Y, Message, NoncePoint.X, NoncePoint.Y, WindowSimulator.Reduce(scalar)];

    internal static Fr Hash((Fr X, Fr Y) nonce, (Fr X, Fr Y) key, Fr message) =>
        Poseidon2.Hash(Schnorr.ChallengeDomain, [nonce.X, nonce.Y, key.X, key.Y, message]);

    internal static BigInteger Challenge(BigInteger digest) => digest & ((BigInteger.One << Schnorr.ChallengeBits) - 1);

    internal static JubjubPoint Times(JubjubPoint point, BigInteger scalar)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum += sum;
            sum = (scalar >> bit).IsEven ? sum : sum + point;
        }

        return sum;
    }
}
