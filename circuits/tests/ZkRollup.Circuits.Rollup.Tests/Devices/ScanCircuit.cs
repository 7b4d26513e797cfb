using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Tests.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>A circuit around the scans: a port that writes marks, two jobs, two units, records of small fields, a tree of four levels.</summary>
/// <remarks>What programs say are inputs here. A slot that waits must have its port off, as the waiting programs do.</remarks>
internal sealed class ScanCircuit
{
    internal const int Slots = 4;
    internal const int Units = 2;
    internal const int Jobs = 2;
    internal const int Depth = 4;
    internal const int Accesses = 1 + (Units * ScanUnit.Accesses);
    internal const int TouchedPerSlot = 3;
    internal const int NodesPerSlot = 4;

    internal static readonly RecordFormat Format = new([8, 8, 8, 8, 8], [8, 4, 8, 12, 8, 8]);
    internal static readonly GridShape Grid = new(Rows: 64, Copied: 20, Local: 10, Limbs: 5, LimbBits: 4);

    private readonly CircuitBuilder _builder;
    private readonly Region _control;
    private int _used;

    internal ScanCircuit()
    {
        _builder = new("scans", Grid, instanceStride: 16);
        Expression[] roots = [.. Enumerable.Range(0, 2 * NodeBus.Subtrees).Select(_ => _builder.AddPublicScalar())];
        PublicationBus publication = new(_builder);
        Nodes = new(_builder, Depth, StateCircuit.ClaimedCompression);
        Memory = new(_builder, Nodes, Format, new(Accesses, Slots));
        _control = _builder.Allocate("control", new(Grid.Rows, 1));
        (Wait, Time) = (NewInput(), NewInput());
        Port = new(NewInput(), NewInput(), NewInput(), NewInput());
        Wires = [.. Enumerable.Range(0, Jobs).Select(_ => new ScanJobCells(
            NewInput(), NewInput(), NewInput(), NewInput(), NewInput(), NewInput(), NewInput(), NewInput(), NewInput()))];
        AddPort();
        Device = new(
            _builder,
            Memory,
            new(Element.FromUnchecked(Wait), Element.FromUnchecked(Time), [.. Wires.Select(wires => wires.ToWires())]),
            Units,
            Depth);
        Memory.AddTouchedRecords(TouchedPerSlot, publication);
        Nodes.AddNodes(NodesPerSlot);
        Nodes.ReceiveRoots(roots[..NodeBus.Subtrees], roots[NodeBus.Subtrees..]);
        Built = _builder.Build();
        Map = new(Built);
    }

    internal NodeBus Nodes { get; }

    internal Memory Memory { get; }

    internal ScanDevice Device { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    internal Cell Wait { get; }

    internal Cell Time { get; }

    /// <summary>Enable, address, old and new mark.</summary>
    internal (Cell Enable, Cell Address, Cell Old, Cell New) Port { get; }

    internal ScanJobCells[] Wires { get; }

    internal Trace Generate(Fr[][] inputs, HintOverride? lie = null) =>
        WitnessGenerator.Generate(Built, Slots, (slot, target) => inputs[slot].CopyTo(target), lie);

    internal string[] Labels(Fr[][] inputs, PublicInputs publics, HintOverride? lie = null) =>
        StateCircuit.Labels(MockChecker.Check(Built.Circuit, Generate(inputs, lie), publics));

    /// <summary>The port updates the mark and keeps all other fields.</summary>
    private void AddPort()
    {
        MemoryPort port = Memory.Open(Element.FromUnchecked(Port.Enable), Element.FromUnchecked(Port.Address));
        for (int field = 0; field < Format.Count; field++)
        {
            if (field == ScanState.MarkField)
            {
                port.Update(field, Element.FromUnchecked(Port.Old), Element.FromUnchecked(Port.New));
            }
            else
            {
                port.Keep(field);
            }
        }

        Region row = _builder.Allocate("program", new(1, 2));
        _builder.Import(Element.FromUnchecked(Wait), row[0, 0]);
        _builder.Import(Element.FromUnchecked(Port.Enable), row[0, 1]);
        _builder.Constrain("program.wait", (Expression)row[0, 0] * row[0, 1]);
    }

    private Cell NewInput() => _builder.Input(_control[_used++, 0]).Cell;
}
