using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>That nothing notices another value in a cell, while all others stay.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Values">Which values are meant.</param>
internal sealed record DontCare(string Reason, FreeValues Values)
{
    /// <summary>True if nothing may notice the value.</summary>
    internal bool Allows(in Fr value)
    {
        BigInteger number = CentredLift.Of(value);
        return Values == FreeValues.Any
            || (number.Sign >= 0 && number < (Values == FreeValues.OfABit ? 2 : 1 << MachineShape.LimbBits));
    }
}
