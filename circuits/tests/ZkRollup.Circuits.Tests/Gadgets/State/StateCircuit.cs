using System.Collections.Concurrent;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A circuit with all of state: four ports, a lookup, touched records, nodes, publication; records of a small shape.</summary>
/// <remarks>
/// Port 0 reads an account or the treasury, port 1 writes two fields of an account, port 2 writes all of an account or an order, its tuples
/// on three rows, port 3 writes some of an order or clears it.
/// </remarks>
internal sealed class StateCircuit
{
    internal const int Reader = 0;
    internal const int AccountWriter = 1;
    internal const int Writer = 2;
    internal const int OrderPort = 3;
    internal const int Ports = 4;

    /// <summary>Key x and y, amount, nonce, price, next, side.</summary>
    internal static readonly RecordFormat Format = new([6, 4, 5], [8, 1]);

    /// <summary>Attacks hash the same values over and over.</summary>
    private static readonly ConcurrentDictionary<(Fr A, Fr B, Fr C, Fr D, TreeDomain Domain), Fr> Hashes = new();

    private readonly ControlWires[] _controls;
    private readonly ControlWires _lookup;

    internal StateCircuit(StateSizes sizes)
    {
        Sizes = sizes;
        CircuitBuilder builder = new("state", StateSizes.Grid, instanceStride: 16);
        Expression[] oldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Expression[] newRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        PublicationBus publication = new(builder);
        Nodes = new(builder, sizes.Depth, ClaimedCompression);
        Memory = new(builder, Nodes, Format, new(Ports, 64));
        Statics = new(builder, Nodes, Format);
        _controls = [.. PortsOf(sizes).Select(port => port.Open(builder, Memory))];
        _lookup = new(builder, [sizes.Statics]);
        Statics.Lookup(new(Format, read: [2, 3], zero: [0, 1]), _lookup.Alternatives);
        Memory.AddTouchedRecords(sizes.Touched, publication);
        Statics.AddRecords(1);
        Nodes.AddNodes(sizes.Nodes);
        Nodes.ReceiveRoots(oldRoots, newRoots);
        Built = builder.Build();
        Map = new(Built);
    }

    internal StateSizes Sizes { get; }

    internal Memory Memory { get; }

    internal UnchangedRecords Statics { get; }

    internal NodeBus Nodes { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    /// <summary>The logic of the ports, then that of the lookup.</summary>
    internal IReadOnlyList<ControlWires> Controls => [.. _controls, _lookup];

    internal static StatePort[] PortsOf(StateSizes sizes) =>
    [
        new(new(Format, read: [0, 2, 3]), sizes.Accounts, sizes.Treasury),
        new(new(Format, read: [0], written: [3], updated: [2]), sizes.Accounts),
        new(new(Format, updated: [0, 1, 2, 3, 4, 5, 6]), sizes.Accounts, sizes.Orders),
        new(new(Format, read: [2], written: [4], updated: [3], zero: [0, 1], clears: true), sizes.Orders),
    ];

    /// <summary>The inputs of each slot.</summary>
    internal Fr[][] Inputs(StateBatch batch) => [.. Enumerable.Range(0, Sizes.Slots).Select(slot => Inputs(batch, slot))];

    internal static PublicInputs Publish(StateBatch batch) =>
        new([.. batch.OldRoots, .. batch.NewRoots], PublicationBus.ComputeWords(batch.Published));

    internal Trace Generate(StateBatch batch, HintOverride? lie = null)
    {
        Fr[][] inputs = Inputs(batch);
        return WitnessGenerator.Generate(Built, Sizes.Slots, (slot, target) => inputs[slot].CopyTo(target), lie);
    }

    internal IReadOnlyList<CheckFailure> Check(StateBatch batch, HintOverride? lie = null) =>
        MockChecker.Check(Built.Circuit, Generate(batch, lie), Publish(batch));

    /// <summary>The labels that fire, each once, in alphabetical order.</summary>
    internal string[] Labels(StateBatch batch, HintOverride? lie = null) => Labels(Check(batch, lie));

    internal static string[] Labels(IEnumerable<CheckFailure> failures) =>
        [.. failures.Select(failure => failure.Label).Distinct().Order(StringComparer.Ordinal)];

    private Fr[] Inputs(StateBatch batch, int slot)
    {
        Fr[] inputs = new Fr[Built.InputCells.Count];
        for (int port = 0; port < Ports; port++)
        {
            _controls[port].ComputeInputs(Map, inputs, batch.Controls[slot][port]);
        }

        _lookup.ComputeInputs(Map, inputs, batch.Controls[slot][Ports]);
        Memory.ComputeInputs(Map, inputs, slot, batch.Memory);
        Statics.ComputeInputs(Map, inputs, slot, [batch.Found[slot]], batch.Statics);
        Nodes.ComputeInputs(Map, inputs, slot, batch.Nodes);
        return inputs;
    }

    /// <summary>The right hash without a proof of it: these tests are about everything around the hash.</summary>
    private static Element ClaimedCompression(CircuitBuilder builder, TreeDomain domain, IReadOnlyList<Element> inputs)
    {
        Region region = builder.Allocate("hash", new(1, inputs.Count + 1));
        Cell[] cells = [.. inputs.Select((input, i) => builder.Import(input, region[0, i]).Cell)];
        Cell result = region[0, inputs.Count];
        builder.Hint("hash", cells, [result], (read, write) =>
        {
            Span<Fr> state = stackalloc Fr[Poseidon2.Width];
            state.Clear();
            read.CopyTo(state);
            write[0] = Hashes.GetOrAdd(
                (state[0], state[1], state[2], state[3], domain),
                key => Poseidon2.Compress(key.A, key.B, key.C, key.D, key.Domain));
        });
        return Element.FromUnchecked(result);
    }
}
