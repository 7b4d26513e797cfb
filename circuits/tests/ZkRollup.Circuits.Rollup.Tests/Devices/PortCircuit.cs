using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>
/// The memory side of the rollup at full size, without the machine: results and third operands are inputs, and hashes are only claimed.
/// </summary>
internal sealed class PortCircuit
{
    internal const int Slots = 16;
    internal const int Units = 6;
    internal const int TouchedPerSlot = 5;
    internal const int NodesPerSlot = 8;
    internal const int Depth = 15;

    internal static readonly int Accesses = MachineShape.Ports + ScanDevice.AccessesOf(Units);

    internal PortCircuit()
    {
        GridShape grid = new(MachineShape.Rows, MachineColumns.Copied + 12, MachineColumns.Local + 6, MachineShape.Limbs, MachineShape.LimbBits);
        CircuitBuilder builder = new("memory side", grid, instanceStride: 64);
        Expression[] roots = [.. Enumerable.Range(0, 2 * NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Columns = new(builder);
        PublicationBus publication = new(builder);
        Nodes = new(builder, Depth, StateCircuit.ClaimedCompression);
        Memory = new(builder, Nodes, RecordFormat.Rollup, new(Accesses, 8192));
        PortDevice.Add(builder, Columns, Memory);
        Scans = ScanDevice.Add(builder, Columns, Memory, Units);
        Memory.AddTouchedRecords(TouchedPerSlot, publication);
        Nodes.AddNodes(NodesPerSlot);
        Nodes.ReceiveRoots(roots[..NodeBus.Subtrees], roots[NodeBus.Subtrees..]);
        Built = builder.Build();
        Map = new(Built);
    }

    internal MachineColumns Columns { get; }

    internal NodeBus Nodes { get; }

    internal Memory Memory { get; }

    internal ScanDevice Scans { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    internal string[] Labels(Fr[][] inputs, PublicInputs publics)
    {
        Trace trace = WitnessGenerator.Generate(Built, Slots, (slot, target) => inputs[slot].CopyTo(target));
        return StateCircuit.Labels(MockChecker.Check(Built.Circuit, trace, publics));
    }
}
