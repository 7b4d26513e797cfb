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

    /// <summary>τ^i·L_j(τ^F) at index i·n + j, for i below F and the Lagrange polynomials of the subgroup of order n.</summary>
    /// <remarks>L_j(x) = ω^j·(x^n − 1)/(n·(x − ω^j)).</remarks>
    internal static Fr[] LagrangeValues(int log2Size, int packing)
    {
        int size = 1 << log2Size;
        Fr[] values = new Fr[packing << log2Size];
        Fr root = Fr.RootOfUnity(log2Size);
        Fr at = Fr.PowVarTime(Tau, [(ulong)packing]);
        Fr power = Fr.One;
        for (int j = 0; j < size; j++)
        {
            values[j] = at - power;
            Fr.Multiply(power, root, out power);
        }

        Fr.BatchInvert(values.AsSpan(0, size));
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)size), out Fr factor);
        factor *= Fr.PowVarTime(at, [(ulong)size]) - Fr.One;
        for (int j = 0; j < size; j++)
        {
            Fr.Multiply(values[j], factor, out values[j]);
            Fr.Multiply(factor, root, out factor);
        }

        for (int i = size; i < values.Length; i++)
        {
            Fr.Multiply(values[i - size], Tau, out values[i]);
        }

        return values;
    }
}
