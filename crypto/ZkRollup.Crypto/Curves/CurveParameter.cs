using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>z = −0xd201000000010000, from which the BLS12 family derives p, r and the cofactors.</summary>
internal static class CurveParameter
{
    /// <summary>|z|, of 64 bits, six of them ones; z itself is negative.</summary>
    internal const ulong Magnitude = 0xd201000000010000UL;

    /// <summary>[|z|]P for any P of the curve. Cost: 63 doublings and 5 additions.</summary>
    internal static void MultiplyByMagnitude<TField>(in JacobianPoint<TField> point, out JacobianPoint<TField> result)
        where TField : unmanaged, IField<TField> => JacobianPoint<TField>.MultiplySparseVarTime(point, [Magnitude], out result);
}
