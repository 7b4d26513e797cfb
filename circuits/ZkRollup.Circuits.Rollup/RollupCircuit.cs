using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup;

/// <summary>The circuit of a batch: each slot runs a step program, with the devices that it needs.</summary>
public sealed class RollupCircuit
{
    /// <summary>Eight words a slot in each instance column: more than a slot publishes.</summary>
    private const int InstanceStride = 32;

    private static readonly Poseidon2Layout Permutation = new(sboxesPerRow: 18, copied: 8, local: 14);

    private readonly StepMachine _machine;
    private readonly NodeBus _nodes;
    private readonly Memory _memory;
    private readonly SlotInputMap _map;

    /// <summary>The circuit for all programs of the rollup.</summary>
    /// <param name="sizes">What a slot has room for.</param>
    public RollupCircuit(RollupSizes sizes)
        : this(sizes, ProgramSet.All)
    {
    }

    /// <summary>The circuit for some programs.</summary>
    internal RollupCircuit(RollupSizes sizes, IReadOnlyList<StepProgram> programs)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        GridShape shape = new(MachineShape.Rows, sizes.Copied, sizes.Local, MachineShape.Limbs, MachineShape.LimbBits);
        CircuitBuilder builder = new("rollup", shape, InstanceStride, sharesTables: true);
        RollupPublics publics = new(builder);
        MachineColumns columns = new(builder);
        _machine = new(builder, columns, programs);
        CarriedRegisters.Add(builder, columns, publics);
        PublicationBus publication = new(builder);
        _nodes = new(
            builder,
            RecordAddress.SubtreeDepth,
            (slot, domain, inputs) => TreeCompression.Compress(slot, Permutation, domain, inputs));
        _memory = new(builder, _nodes, RecordFormat.Rollup, new(MachineShape.Ports + (2 * sizes.ScanUnits), sizes.SlotsMax));
        PortDevice.Add(builder, columns, _memory);
        _memory.AddTouchedRecords(sizes.TouchedRecords, publication);
        _nodes.AddNodes(sizes.Nodes);
        _nodes.ReceiveRoots(publics.OldRoots, publics.NewRoots);
        Built = builder.Build();
        _map = new(Built);
        Sizes = sizes;
    }

    /// <summary>What a slot has room for.</summary>
    public RollupSizes Sizes { get; }

    /// <summary>The relation and how to compute a witness for it.</summary>
    public BuiltCircuit Built { get; }

    /// <summary>A failure in words: which program and which of its rules it is about.</summary>
    public string Describe(CheckFailure failure, Trace trace) => _machine.Describe(failure, trace);
}
