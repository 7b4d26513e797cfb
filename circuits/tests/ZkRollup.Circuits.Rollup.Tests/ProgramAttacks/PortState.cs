using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A port in a run.</summary>
internal sealed class PortState
{
    /// <summary>Its record; null if it is off, or led to no address.</summary>
    internal RecordAddress? Address { get; set; }

    internal Fr[] Old { get; } = new Fr[MachineShape.Fields];

    internal Fr[] New { get; } = new Fr[MachineShape.Fields];

    internal void CopyTo(PortState other)
    {
        other.Address = Address;
        Array.Copy(Old, other.Old, Old.Length);
        Array.Copy(New, other.New, New.Length);
    }
}
