using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Message, signature, key, log, queue and withdrawal on the rows and registers of the rollup, without programs.</summary>
internal sealed class DeviceCircuit
{
    internal const int Slots = 16;
    internal const long FirstSequence = 5001;
    private const int Copied = 10;
    private const int Local = 12;

    private readonly MachineColumns _columns;
    private readonly SignatureDevice _signature;
    private readonly NodeBus _nodes;
    private readonly SlotInputMap _map;

    private DeviceCircuit()
    {
        GridShape shape = new(
            MachineShape.Rows,
            MachineColumns.Copied + Copied,
            MachineColumns.Local + Local,
            MachineShape.Limbs,
            MachineShape.LimbBits);
        CircuitBuilder builder = new("devices", shape, PublicWords.Stride);
        Expression logRoot = builder.AddPublicScalar();
        Expression firstSequence = builder.AddPublicScalar();
        Poseidon2Layout layout = new(18, Copied, Local);
        PublicationBus publication = new(builder);
        _columns = new(builder);
        _nodes = new(builder, 15, (slot, domain, inputs) => TreeCompression.Compress(slot, layout, domain, inputs));
        SchnorrVerification verification = new(builder, layout, signatures: 1, windows: 1, keys: 1);
        MessageDevice message = new(builder, _columns, layout);
        _signature = new(builder, _columns, verification, message.Digest);
        KeyDevice.Add(builder, _columns, verification);
        LogDevice.Add(builder, _columns, layout, _nodes, message.Digest, firstSequence);
        QueueDevice.Add(builder, _columns, publication, message.Lanes);
        WithdrawalDevice.Add(builder, _columns, publication);
        _nodes.AddNodes(1);
        _nodes.ReceiveLogRoot(TransactionLog.Depth, logRoot);
        Built = builder.Build();
        _map = new(Built);
    }

    internal static Lazy<DeviceCircuit> Shared { get; } = new(() => new());

    internal BuiltCircuit Built { get; }

    /// <summary>The labels that fire in slots of which the first are given, each once, in alphabetical order.</summary>
    /// <param name="slots">The first slots; the others do nothing.</param>
    /// <param name="publications">The public words.</param>
    /// <param name="lie">Which steps lie.</param>
    /// <param name="log">Leaves of the log; null for those that the slots send.</param>
    /// <param name="otherRoot">What the log root is more than it should be.</param>
    internal static string[] Labels(
        IReadOnlyList<DeviceSlot> slots,
        IReadOnlyList<IReadOnlyList<Fr>>? publications = null,
        HintOverride? lie = null,
        IReadOnlyList<Fr>? log = null,
        long otherRoot = 0)
    {
        DeviceCircuit circuit = Shared.Value;
        Fr[] leaves = [.. log ?? [.. slots.Where(slot => slot.LogEnable == Fr.One).Select(LeafOf)]];
        IReadOnlyList<TreeNodeUpdate> nodes = NodeBus.ComputeLogNodes(TransactionLog.Depth, leaves);
        Fr root = RootOf(nodes) + Fr.FromInt64(otherRoot);
        PublicInputs publics = new([root, Fr.FromInt64(FirstSequence)], publications ?? PublicationBus.ComputeColumns([]));
        Trace trace = WitnessGenerator.Generate(
            circuit.Built,
            Slots,
            (slot, inputs) => circuit.ComputeInputs(inputs, slot, slot < slots.Count ? slots[slot] : new(), nodes),
            lie);
        return
        [
            .. MockChecker.Check(circuit.Built.Circuit, trace, publics)
                .Select(failure => failure.Label)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The leaf of the log that a slot sends.</summary>
    internal static Fr LeafOf(DeviceSlot slot) => Crypto.Hashing.Poseidon2.Compress(
        slot.Sequence, slot.Digest, slot.Time, Fr.Zero, Crypto.Hashing.TreeDomain.Leaf);

    private static Fr RootOf(IReadOnlyList<TreeNodeUpdate> nodes)
    {
        IReadOnlyList<Fr> top = nodes[^1].New;
        return Crypto.Hashing.Poseidon2.Compress(top[0], top[1], top[2], top[3], Crypto.Hashing.TreeDomain.Node);
    }

    private void ComputeInputs(Span<Fr> inputs, int number, DeviceSlot slot, IReadOnlyList<TreeNodeUpdate> nodes)
    {
        (Dictionary<int, Fr> results, Dictionary<int, Fr> thirds) = slot.ToRegisters();
        foreach ((int row, Fr value) in results)
        {
            _map.Set(inputs, _columns.Result(row), value);
        }

        foreach ((int row, Fr value) in thirds)
        {
            _map.Set(inputs, _columns.Third(row), value);
        }

        _signature.ComputeInputs(_map, inputs, slot.Digest, slot.Signature);
        _nodes.ComputeInputs(_map, inputs, number, nodes);
    }
}
