using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup;

/// <summary>The circuit of a batch: each slot runs a step program, with the devices that it needs (docs/circuits/machine.md).</summary>
/// <remarks>
/// The order in which parts are added is that in which they find places (<see cref="BuiltCircuit.Picture"/>). On the rows without lines lie
/// the windows of the signature, in the columns of the machine, and beside them scans, their jobs and touched records; then ports, with
/// small parts and nodes beside them; then permutations.
/// </remarks>
public sealed class RollupCircuit
{
    /// <summary>Its name in keys and reports.</summary>
    public const string Name = "rollup";

    /// <summary>Records begin after the results and the four copied columns of the windows.</summary>
    private const int RecordColumn = 5;

    /// <summary>Nodes lie beside ports, after their eight columns.</summary>
    private const int NodeColumn = 13;

    private readonly StepMachine _machine;
    private readonly Dictionary<StepProgram, int> _programs = [];
    private readonly NodeBus _nodes;
    private readonly Memory _memory;
    private readonly ScanDevice _scans;
    private readonly SignatureDevice _signature;
    private readonly SlotInputMap _map;

    /// <summary>The circuit for all programs of the rollup.</summary>
    /// <param name="sizes">What a slot has room for.</param>
    /// <exception cref="CircuitLayoutException">A slot has no place for all of it.</exception>
    public RollupCircuit(RollupSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Sizes = sizes;
        for (int number = 0; number < ProgramSet.All.Count; number++)
        {
            _programs.Add(ProgramSet.All[number], number);
        }

        GridShape shape = new(MachineShape.Rows, sizes.Copied, sizes.Local, MachineShape.Limbs, MachineShape.LimbBits);
        CircuitBuilder builder = new(Name, shape, PublicWords.Stride, sharesTables: true);
        RollupPublics publics = new(builder);
        MachineColumns columns = new(builder);
        _machine = new(builder, columns, ProgramSet.All);
        Poseidon2Layout permutation = sizes.Permutation;
        SchnorrVerification verification = new(builder, permutation, signatures: 1, sizes.WindowsPerRow, keys: 1);
        _nodes = new(
            builder, RecordAddress.SubtreeDepth, (slot, domain, inputs) => TreeCompression.Compress(slot, permutation, domain, inputs));
        _memory = new(builder, _nodes, RecordFormat.Rollup, new(sizes.Accesses, sizes.SlotsMax, RecordColumn));
        PublicationBus publication = new(builder);
        CarriedRegisters.Add(builder, columns, publics);
        PortDevice.Add(builder, columns, _memory, MachineShape.FirstLineRow);
        _scans = ScanDevice.Add(builder, columns, _memory, sizes.ScanUnits);
        _nodes.AddNodes(sizes.Nodes, MachineShape.FirstLineRow, NodeColumn);
        _memory.AddTouchedRecords(sizes.TouchedRecords, publication);
        MessageDevice message = new(builder, columns, permutation);
        QueueDevice.Add(builder, columns, publication, message.Lanes);
        WithdrawalDevice.Add(builder, columns, publication);
        _signature = new(builder, columns, verification, message.Digest);
        KeyDevice.Add(builder, columns, verification);
        LogDevice.Add(builder, columns, permutation, _nodes, message.Digest, publics.FirstSequence);
        _nodes.ReceiveRoots(publics.OldRoots, publics.NewRoots);
        _nodes.ReceiveLogRoot(TransactionLog.Depth, publics.LogRoot);
        Built = builder.Build();
        _map = new(Built);
    }

    /// <summary>What a slot has room for.</summary>
    public RollupSizes Sizes { get; }

    /// <summary>The relation and how to compute a witness for it.</summary>
    public BuiltCircuit Built { get; }

    /// <summary>Computes the witness of a batch.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="slots">T.</param>
    /// <param name="progress">Told the share of the slots that is done, from several threads.</param>
    /// <param name="cancellation">Checked between slots.</param>
    /// <exception cref="ArgumentException">The batch has no room in so many slots.</exception>
    public Trace Generate(BatchPlan plan, int slots, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Generate(new RollupWitness(plan, Sizes, slots), progress: progress, cancellation: cancellation);
    }

    /// <summary>A failure in words: which program and which of its rules it is about.</summary>
    public string Describe(CheckFailure failure, Trace trace) => _machine.Describe(failure, trace);

    /// <summary>Computes a witness, with lying steps if a test wants them.</summary>
    internal Trace Generate(
        RollupWitness witness, HintOverride? lie = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        WitnessGenerator.Generate(
            Built,
            witness.Steps.Count,
            (slot, inputs) => ComputeInputs(slot, inputs, witness),
            lie,
            progress: progress,
            cancellation: cancellation);

    /// <summary>Fills the inputs of a slot; several slots at a time.</summary>
    private void ComputeInputs(int slot, Span<Fr> inputs, RollupWitness witness)
    {
        StepResult step = witness.Steps[slot];
        _machine.ComputeInputs(_map, inputs, _programs[step.Program], step.Results, witness.ResultsBefore(slot));
        _memory.ComputeInputs(_map, inputs, slot, witness.Memory);
        _scans.ComputeInputs(_map, inputs, slot, witness.Scans);
        _nodes.ComputeInputs(_map, inputs, slot, witness.Nodes);
        _signature.ComputeInputs(_map, inputs, step.Results[DeviceRegisters.MessageDigest], witness.SignatureOf(slot));
    }
}
