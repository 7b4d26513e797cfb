using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup;

/// <summary>What the slots of a batch are given: its steps, then padding, and what happens to records and trees.</summary>
/// <remarks>Nothing here is trusted.</remarks>
internal sealed class RollupWitness
{
    private readonly Dictionary<int, SchnorrSignature> _signatures;

    /// <summary>Prepares a batch; the work that slots share is done here, one after the other, and is little.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="sizes">What a slot has room for.</param>
    /// <param name="slots">T.</param>
    /// <exception cref="ArgumentException">The batch has no room in so many slots.</exception>
    internal RollupWitness(BatchPlan plan, RollupSizes sizes, int slots)
    {
        if (plan.Steps.Count > slots)
        {
            throw new ArgumentException($"A batch of {plan.Steps.Count} steps has no room in {slots} slots.", nameof(slots));
        }

        Plan = plan;
        Steps = WithPadding(plan, slots);
        MemoryJournal journal = new(slots, sizes.Accesses, MachineShape.Rows, address => Fields(plan.State.Read(new((uint)address))));
        _signatures = plan.Signatures.ToDictionary(entry => entry.Step, entry => entry.Signature);
        Scans = new(journal, sizes.ScanUnits);
        Note(journal);
        Memory = journal.ToBatch();
        Nodes =
        [
            .. NodeBus.ComputeNodes(plan.Before, plan.After, Memory.Touched.Select(record => record.Address)),
            .. NodeBus.ComputeLogNodes(TransactionLog.Depth, LogLeaves()),
        ];
        if (Memory.Touched.Count > (long)sizes.TouchedRecords * slots || Nodes.Count > (long)sizes.Nodes * slots)
        {
            throw new ArgumentException(
                $"{Memory.Touched.Count} touched records and {Nodes.Count} nodes have no room in {slots} slots of {sizes}.", nameof(slots));
        }
    }

    /// <summary>The batch.</summary>
    internal BatchPlan Plan { get; }

    /// <summary>What each slot does.</summary>
    internal IReadOnlyList<StepResult> Steps { get; }

    /// <summary>What happens to records.</summary>
    internal MemoryBatch Memory { get; }

    /// <summary>Which unit scans what.</summary>
    internal ScanWitness Scans { get; }

    /// <summary>The nodes of the state tree and of the log that the batch opens.</summary>
    internal IReadOnlyList<TreeNodeUpdate> Nodes { get; }

    /// <summary>The signature that a slot demands; null for none.</summary>
    internal SchnorrSignature? SignatureOf(int slot) => _signatures.TryGetValue(slot, out SchnorrSignature signature) ? signature : null;

    /// <summary>The results of the slot before; empty for the first one.</summary>
    internal ReadOnlySpan<Fr> ResultsBefore(int slot) => slot == 0 ? [] : Steps[slot - 1].Results;

    private static List<StepResult> WithPadding(BatchPlan plan, int slots)
    {
        List<StepResult> steps = [.. plan.Steps];
        while (steps.Count < slots)
        {
            StepResult last = steps[^1];
            steps.Add(StepRun.Run(ProgramSet.Padding, new(), last, last.Carried, plan.State));
        }

        return steps;
    }

    /// <summary>Notes what ports and scans access, in the order of times.</summary>
    private void Note(MemoryJournal journal)
    {
        for (int slot = 0; slot < Steps.Count; slot++)
        {
            StepResult step = Steps[slot];
            for (int port = 0; port < MachineShape.Ports; port++)
            {
                if (step.Ports[port] is { } access)
                {
                    journal.Write(slot, port, access.Address.Value, Fields(access.New));
                }
            }

            Scans.AddSlot(
                !step.Input(DeviceRegisters.ScanWait).IsZero,
                FieldNumber.ToUInt64(step.Carried[(int)CarriedRegister.Time]),
                [.. Enumerable.Range(0, MachineShape.Scans).Select(scan => DemandOf(step, scan))]);
        }
    }

    private static ScanDemand DemandOf(StepResult step, int scan)
    {
        Fr In(ScanInput input) => step.Input(DeviceRegisters.ScanInput(scan, input));

        // A scan that is off begins with whatever its inputs are; no position is demanded.
        return In(ScanInput.Enable).IsZero
            ? new(0, In(ScanInput.OrderEpoch), 0, In(ScanInput.Cash))
            : new(
                FieldNumber.ToUInt64(In(ScanInput.Account)),
                In(ScanInput.OrderEpoch),
                (int)FieldNumber.ToUInt64(In(ScanInput.Mask)),
                In(ScanInput.Cash));
    }

    /// <summary>The leaves of the log tree, in order.</summary>
    private List<Fr> LogLeaves()
    {
        List<Fr> leaves = [];
        foreach (StepResult step in Plan.Steps)
        {
            if (!step.Input(DeviceRegisters.LogEnable).IsZero)
            {
                leaves.Add(TransactionLog.Leaf(
                    new((long)FieldNumber.ToUInt64(step.Input(DeviceRegisters.LogSequence))),
                    step.Results[DeviceRegisters.MessageDigest],
                    new((long)FieldNumber.ToUInt64(step.Input(DeviceRegisters.LogTime)))));
            }
        }

        return leaves;
    }

    private static Fr[] Fields(in Record record)
    {
        Fr[] fields = new Fr[MachineShape.Fields];
        RecordElements.Write(record, fields);
        return fields;
    }
}
