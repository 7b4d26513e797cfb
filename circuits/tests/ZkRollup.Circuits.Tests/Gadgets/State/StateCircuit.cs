using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A circuit with all of state: three account ports, an order port, a lookup, touched records, nodes, publication.</summary>
/// <remarks>Account port 0 reads, port 1 writes all but the key, port 2 writes all. The order port writes.</remarks>
internal sealed class StateCircuit
{
    internal const int AccountPorts = 3;
    internal const int OrderPort = AccountPorts;
    internal const int StaticLookup = AccountPorts + 1;

    private readonly ControlWires[] _controls;

    internal StateCircuit(StateSizes sizes, TreeHash? compress = null)
    {
        Sizes = sizes;
        CircuitBuilder builder = new("state", sizes.Grid, instanceStride: 16);
        Expression[] oldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Expression[] newRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        PublicationBus publication = new(builder);
        Nodes = new(builder, sizes.Depth, compress ?? ClaimedCompression);
        Accounts = new(builder, "account", AccountFormat, sizes.Accounts, new(AccountPorts, 64));
        Orders = new(builder, "order", OrderFormat, sizes.Orders, new(1, 64));
        Statics = new(builder, "static", StaticFormat, sizes.Statics);
        _controls = [.. Enumerable.Range(0, AccountPorts + 2).Select(port => AddPort(builder, port))];
        Accounts.AddTouchedRecords(Nodes, sizes.Touched, publication);
        Orders.AddTouchedRecords(Nodes, 1);
        Statics.AddRecords(Nodes, 1);
        Nodes.AddNodes(sizes.Nodes);
        Nodes.ReceiveRoots(oldRoots, newRoots);
        Built = builder.Build();
        Map = new(Built);
    }

    internal static RecordFormat AccountFormat { get; } = new(
        new RecordField("amount", 0, 6), new RecordField("nonce", 0, 4), new RecordField("key", 1, RecordField.Whole));

    internal static RecordFormat OrderFormat { get; } = new(
        new RecordField("price", 0, 5), new RecordField("size", 0, 4), new RecordField("next", 1, 8), new RecordField("side", 1, 1));

    internal static RecordFormat StaticFormat { get; } = new(new RecordField("kind", 0, 4), new RecordField("limit", 0, 7));

    internal StateSizes Sizes { get; }

    internal Memory Accounts { get; }

    internal Memory Orders { get; }

    internal UnchangedRecords Statics { get; }

    internal NodeBus Nodes { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    internal IReadOnlyList<ControlWires> Controls => _controls;

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
        for (int port = 0; port < _controls.Length; port++)
        {
            _controls[port].ComputeInputs(Map, inputs, batch.Controls[slot][port]);
        }

        Accounts.ComputeInputs(Map, inputs, slot, batch.Accounts);
        Orders.ComputeInputs(Map, inputs, slot, batch.Orders);
        Statics.ComputeInputs(Map, inputs, slot, [batch.Found[slot]], batch.Statics);
        Nodes.ComputeInputs(Map, inputs, slot, batch.Nodes);
        return inputs;
    }

    private ControlWires AddPort(CircuitBuilder builder, int port)
    {
        ControlWires wires = new(builder, port < AccountPorts ? Sizes.AccountBits : Sizes.OrderBits, hasOffset: port < AccountPorts);
        switch (port)
        {
            case 0:
                Accounts.OpenRead(wires.Enable, wires.Address);
                return wires;
            case < AccountPorts:
                return wires.Write(Accounts.OpenWrite(wires.Enable, wires.Address), AccountFormat, kept: port == 1 ? 2 : -1);
            case OrderPort:
                return wires.Write(Orders.OpenWrite(wires.Enable, wires.Address), OrderFormat);
            default:
                Statics.Lookup(wires.Enable, wires.Address);
                return wires;
        }
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
            write[0] = Poseidon2.Compress(state[0], state[1], state[2], state[3], domain);
        });
        return Element.FromUnchecked(result);
    }
}
