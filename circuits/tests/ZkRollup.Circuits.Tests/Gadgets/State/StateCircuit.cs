using System.Collections.Concurrent;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A circuit with all of state: four ports, two reads, touched records, nodes, publication; records of a small shape.</summary>
/// <remarks>Ports 0 and 1 update all fields, ports 2 and 3 keep the whole ones. Reads are two records of one region.</remarks>
internal sealed class StateCircuit
{
    internal const int Ports = 4;
    internal const int WholePorts = 2;
    internal const int Accesses = Ports + 2;

    /// <summary>Key x and y, amount, nonce, price, next, side.</summary>
    internal static readonly RecordFormat Format = new([6, 4, 5], [8, 1]);

    /// <summary>Attacks hash the same values over and over.</summary>
    private static readonly ConcurrentDictionary<(Fr A, Fr B, Fr C, Fr D, TreeDomain Domain), Fr> Hashes = new();

    internal StateCircuit(StateSizes sizes)
    {
        Sizes = sizes;
        CircuitBuilder builder = new("state", StateSizes.Grid, instanceStride: 16);
        Expression[] oldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        Expression[] newRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        PublicationBus publication = new(builder);
        Nodes = new(builder, sizes.Depth, ClaimedCompression);
        Memory = new(builder, Nodes, Format, new(Accesses, 64));
        Controls = OpenAll(builder, Memory, Ports, WholePorts, Accesses);
        Memory.AddTouchedRecords(sizes.Touched, publication);
        Nodes.AddNodes(sizes.Nodes);
        Nodes.ReceiveRoots(oldRoots, newRoots);
        Built = builder.Build();
        Map = new(Built);
    }

    internal StateSizes Sizes { get; }

    internal Memory Memory { get; }

    internal NodeBus Nodes { get; }

    internal BuiltCircuit Built { get; }

    internal SlotInputMap Map { get; }

    /// <summary>The logic of the accesses.</summary>
    internal IReadOnlyList<ControlWires> Controls { get; }

    /// <summary>Ports, the first of which see all fields; then reads in one region.</summary>
    internal static ControlWires[] OpenAll(CircuitBuilder builder, Memory memory, int ports, int wholePorts, int accesses)
    {
        List<ControlWires> controls = [];
        for (int port = 0; port < ports; port++)
        {
            controls.Add(ControlWires.OpenPort(builder, memory, port < wholePorts ? [] : [0, 1]));
        }

        int reads = accesses - ports;
        Region region = memory.Allocate(reads, new(0, 0, Limbs: memory.GapLimbs));
        for (int record = 0; record < reads; record++)
        {
            controls.Add(ControlWires.OpenRead(builder, memory, region, record));
        }

        return [.. controls];
    }

    /// <summary>The record that an access leaves.</summary>
    internal static Fr[] Apply(int number, Control control, IReadOnlyList<Fr> old)
    {
        Fr[] now = [.. number < Ports ? control.New ?? old : old];
        for (int field = 0; field < RecordFormat.WholeFields && number >= WholePorts; field++)
        {
            now[field] = old[field];
        }

        return now;
    }

    /// <summary>The inputs of each slot.</summary>
    internal Fr[][] Inputs(StateBatch batch) => [.. Enumerable.Range(0, Sizes.Slots).Select(slot => Inputs(batch, slot))];

    internal static PublicInputs Publish(StateBatch batch) =>
        new([.. batch.OldRoots, .. batch.NewRoots], PublicationBus.ComputeColumns(
            [.. batch.Published.Select(record => OfRecord(record.Address, record.Lanes))]));

    /// <summary>What is published of a record.</summary>
    internal static Publication OfRecord(ulong address, IReadOnlyList<Fr> lanes) =>
        new(PublicationKind.Record, [Fr.FromUInt64(address), .. lanes]);

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
        for (int number = 0; number < Accesses; number++)
        {
            Controls[number].ComputeInputs(Map, inputs, batch.Controls[slot][number], batch.Memory.Accesses[slot][number]);
        }

        Memory.ComputeInputs(Map, inputs, slot, batch.Memory);
        Nodes.ComputeInputs(Map, inputs, slot, batch.Nodes);
        return inputs;
    }

    /// <summary>The right hash without a proof of it: these tests are about everything around the hash.</summary>
    internal static Element ClaimedCompression(CircuitBuilder builder, TreeDomain domain, IReadOnlyList<Element> inputs)
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
