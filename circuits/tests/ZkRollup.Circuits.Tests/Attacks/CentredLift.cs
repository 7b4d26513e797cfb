using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Field elements as the integers of smallest absolute value.</summary>
internal static class CentredLift
{
    internal static BigInteger Of(in Fr value)
    {
        BigInteger number = ShortNumber.ToBigInteger(value);
        return number > ShortNumber.Modulus / 2 ? number - ShortNumber.Modulus : number;
    }
}
