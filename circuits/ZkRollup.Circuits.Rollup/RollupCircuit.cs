using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
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
public sealed class RollupCircuit
{
    private readonly StepMachine _machine;
    private readonly Dictionary<StepProgram, int> _programs = [];
    private readonly NodeBus _nodes;
    private readonly Memory _memory;
    private readonly ScanDevice _scans;
    private readonly SlotInputMap _map;

    /// <summary>The circuit for all programs of the rollup.</summary>
    /// <param name="sizes">What a slot has room for.</param>
    public RollupCircuit(RollupSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Sizes = sizes;
        for (int number = 0; number < ProgramSet.All.Count; number++)
        {
            _programs.Add(ProgramSet.All[number], number);
        }

        GridShape shape = new(MachineShape.Rows, sizes.Copied, sizes.Local, MachineShape.Limbs, MachineShape.LimbBits);
        CircuitBuilder builder = new("rollup", shape, PublicWords.Stride, sharesTables: true);
        RollupPublics publics = new(builder);
        MachineColumns columns = new(builder);
        _machine = new(builder, columns, ProgramSet.All);
        CarriedRegisters.Add(builder, columns, publics);
        _nodes = new(
            builder,
            RecordAddress.SubtreeDepth,
            (slot, domain, inputs) => TreeCompression.Compress(slot, sizes.Permutation, domain, inputs));
        _memory = new(builder, _nodes, RecordFormat.Rollup, new(sizes.Accesses, sizes.SlotsMax));
        PortDevice.Add(builder, columns, _memory);
        _scans = ScanDevice.Add(builder, columns, _memory, sizes.ScanUnits);
        _memory.AddTouchedRecords(sizes.TouchedRecords, new PublicationBus(builder));
        _nodes.AddNodes(sizes.Nodes);
        _nodes.ReceiveRoots(publics.OldRoots, publics.NewRoots);
        _nodes.ReceiveLogRoot(TransactionLog.Depth, publics.LogRoot);
        Built = builder.Build();
        _map = new(Built);
    }

    /// <summary>What a slot has room for.</summary>
    public RollupSizes Sizes { get; }

    /// <summary>The relation and how to compute a witness for it.</summary>
    public BuiltCircuit Built { get; }

    /// <summary>The public inputs of a batch.</summary>
    /// <param name="data">Its public data.</param>
    /// <param name="domain">Chain and contract.</param>
    public static PublicInputs PublicInputsOf(BatchPublicData data, in TransactionDomain domain)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(
            RollupPublics.ComputeScalars(data.Header, data.Operations.Length, data.Withdrawals.Length, data.Records.Length, domain.Lane),
            PublicWords.ToColumns(data));
    }

    /// <summary>Computes the witness of a batch.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="slots">T.</param>
    /// <param name="progress">Told the share of the slots that is done, from several threads.</param>
    /// <param name="cancellation">Checked between slots.</param>
    /// <exception cref="ArgumentException">The batch has no room in so many slots.</exception>
    public Trace Generate(BatchPlan plan, int slots, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RollupWitness witness = new(plan, Sizes, slots);
        return WitnessGenerator.Generate(
            Built, slots, (slot, inputs) => ComputeInputs(slot, inputs, witness), progress: progress, cancellation: cancellation);
    }

    /// <summary>A failure in words: which program and which of its rules it is about.</summary>
    public string Describe(CheckFailure failure, Trace trace) => _machine.Describe(failure, trace);

    /// <summary>Fills the inputs of a slot; several slots at a time.</summary>
    internal void ComputeInputs(int slot, Span<Fr> inputs, RollupWitness witness)
    {
        StepResult step = witness.Steps[slot];
        _machine.ComputeInputs(_map, inputs, _programs[step.Program], step.Results, witness.ResultsBefore(slot));
        _memory.ComputeInputs(_map, inputs, slot, witness.Memory);
        _scans.ComputeInputs(_map, inputs, slot, witness.Scans);
        _nodes.ComputeInputs(_map, inputs, slot, witness.Nodes);
    }
}
