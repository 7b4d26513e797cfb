using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Prover.Kzg;

/// <summary>The secret of the development reference string. It is public: whoever reads this can forge any proof over it.</summary>
internal static class DevelopmentSecret
{
    /// <summary>τ: the Keccak-256 digest of a sentence, modulo r.</summary>
    internal static Fr Tau { get; } =
        Fr.FromBigEndianReduced(Keccak256.Hash("ZkRollup development reference string: this secret is public"u8));

    /// <summary>[τ]G2.</summary>
    internal static G2Affine TauG2 { get; } = G2Jacobian.Generator.MultiplyVarTime(Tau).ToAffine();

    /// <summary>τ^i for i below count.</summary>
    internal static Fr[] Powers(int count)
    {
        Fr[] powers = new Fr[count];
        Fr power = Fr.One;
        for (int i = 0; i < count; i++)
        {
            powers[i] = power;
            Fr.Multiply(power, Tau, out power);
        }

        return powers;
    }

    /// <summary>L_i(τ) for the subgroup of order n: ω^i·(τ^n − 1)/(n·(τ − ω^i)).</summary>
    internal static Fr[] LagrangeValues(int log2Size)
    {
        int size = 1 << log2Size;
        Fr root = Fr.RootOfUnity(log2Size);
        Fr[] denominators = new Fr[size];
        Fr power = Fr.One;
        for (int i = 0; i < size; i++)
        {
            denominators[i] = Tau - power;
            Fr.Multiply(power, root, out power);
        }

        Fr.BatchInvert(denominators);
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)size), out Fr factor);
        factor *= Fr.PowVarTime(Tau, [(ulong)size]) - Fr.One;
        for (int i = 0; i < size; i++)
        {
            Fr.Multiply(denominators[i], factor, out denominators[i]);
            Fr.Multiply(factor, root, out factor);
        }

        return denominators;
    }
}
