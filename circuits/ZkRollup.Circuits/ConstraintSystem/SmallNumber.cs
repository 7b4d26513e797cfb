using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Field elements as indices.</summary>
internal static class SmallNumber
{
    /// <summary>The integer that an element stands for; −1 if it is not below a count.</summary>
    internal static int Of(in Fr value, int count)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return (limbs[1] | limbs[2] | limbs[3]) == 0 && limbs[0] < (ulong)count ? (int)limbs[0] : -1;
    }
}
