using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>A batch that is ready to be proven: its steps, the trees before and after, and its public data.</summary>
public sealed class BatchPlan
{
    /// <summary>What follows from steps: what they wrote, the trees and the public data.</summary>
    private BatchPlan(
        BatchInput input,
        IReadOnlyList<StepResult> steps,
        IReadOnlyList<(int Step, SchnorrSignature Signature)> signatures,
        IReadOnlyList<RecordAddress> touched,
        int nodeCount)
    {
        State = input.State;
        Steps = steps;
        Signatures = signatures;
        Touched = touched;
        NodeCount = nodeCount;
        Dictionary<RecordAddress, Record> changed = [];
        foreach (StepResult.PortAccess access in steps.SelectMany(step => step.Ports).OfType<StepResult.PortAccess>())
        {
            changed[access.Address] = access.New;
        }

        MerkleTree tree = input.State.ToTree();
        Before = tree.Snapshot();
        tree.Update(RecordLeaves.Of([.. changed.Select(pair => KeyValuePair.Create(pair.Key.Value, pair.Value))]));
        After = tree.Snapshot();
        Log = LogOf(steps);
        PublicData = Publish(input, steps, changed, Before, After, Log);
    }

    /// <summary>What the batch makes public.</summary>
    public BatchPublicData PublicData { get; }

    /// <summary>Steps, without padding.</summary>
    public int StepCount => Steps.Count;

    /// <summary>Records that are touched, by ascending address.</summary>
    public IReadOnlyList<RecordAddress> Touched { get; }

    internal IReadOnlyList<StepResult> Steps { get; }

    /// <summary>The records before the batch.</summary>
    internal IRecordSource State { get; }

    internal IReadOnlyList<(int Step, SchnorrSignature Signature)> Signatures { get; }

    internal MerkleSnapshot Before { get; }

    internal MerkleSnapshot After { get; }

    internal TransactionLog Log { get; }

    /// <summary>Nodes of the state tree and of the log tree that are touched.</summary>
    public int NodeCount { get; }

    /// <summary>True if there is room for it.</summary>
    public bool Fits(BatchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return StepCount <= limits.Slots
            && Touched.Count <= (long)limits.TouchedPerSlot * limits.Slots
            && NodeCount <= (long)limits.NodesPerSlot * limits.Slots;
    }

    /// <summary>Plans a batch.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="limits">What there is room for.</param>
    /// <param name="progress">Receives the number of transactions planned.</param>
    /// <param name="cancellation">Ends it between transactions.</param>
    /// <exception cref="InvalidDataException">It does not fit, or a transaction cannot be read or proven; the message says
    /// which.</exception>
    public static BatchPlan Create(
        BatchInput input, BatchLimits limits, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(limits);
        BatchCollector collector = new(
            input.Domain, input.TimeBefore, input.SequenceBefore, input.NextOperation, input.State, limits);
        for (int i = 0; i < input.Transactions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(collector, input.Transactions[i], i, limits);
            progress?.Report(i + 1);
        }

        return new(
            input,
            collector.Steps.Steps,
            collector.Signatures,
            [.. collector.Touched.OrderBy(address => address.Value)],
            collector.NodeCount);
    }

    /// <summary>The same batch with other steps, and all that follows from them: how tests forge witnesses.</summary>
    internal BatchPlan WithSteps(
        BatchInput input, IReadOnlyList<StepResult> steps, IReadOnlyList<(int Step, SchnorrSignature Signature)> signatures) =>
        new(input, steps, signatures, Touched, NodeCount);

    private static void Add(BatchCollector collector, BatchTransaction transaction, int number, BatchLimits limits)
    {
        try
        {
            if (collector.TryAdd(transaction) is var room && room != BatchRoom.Enough)
            {
                throw new InvalidDataException($"Transaction {number} has no place in a batch of {limits.Slots} slots: {room} are full.");
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException($"Transaction {number} cannot be proven: {exception.Message}", exception);
        }
    }

    private static TransactionLog LogOf(IReadOnlyList<StepResult> steps)
    {
        TransactionLog log = new();
        foreach (StepResult step in steps.Where(step => !step.Input(DeviceRegisters.LogEnable).IsZero))
        {
            log.Append(
                new((long)FieldNumber.ToUInt64(step.Input(DeviceRegisters.LogSequence))),
                step.Results[DeviceRegisters.MessageDigest],
                new((long)FieldNumber.ToUInt64(step.Input(DeviceRegisters.LogTime))));
        }

        return log;
    }

    private static BatchPublicData Publish(
        BatchInput input,
        IReadOnlyList<StepResult> steps,
        Dictionary<RecordAddress, Record> changed,
        MerkleSnapshot before,
        MerkleSnapshot after,
        TransactionLog log)
    {
        Fr[] carried = steps[^1].Carried;
        BatchHeader header = new(
            RootsOf(before),
            RootsOf(after),
            input.Number,
            input.TimeBefore,
            new Timestamp((long)FieldNumber.ToUInt64(carried[(int)CarriedRegister.Time])),
            new SequenceNumber(input.SequenceBefore.Value + 1),
            new SequenceNumber((long)FieldNumber.ToUInt64(carried[(int)CarriedRegister.Sequence])),
            log.ComputeRoot(),
            input.NextOperation);
        return new(
            header,
            [.. steps.Where(step => !step.Input(DeviceRegisters.QueueEnable).IsZero).Select(OperationOf)],
            [.. steps.Where(step => !step.Input(DeviceRegisters.WithdrawalEnable).IsZero).Select(WithdrawalOf)],
            [
                .. changed
                    .Where(pair => pair.Key.Subtree != Subtree.Orders && pair.Value != input.State.Read(pair.Key))
                    .OrderBy(pair => pair.Key.Value)
                    .Select(pair => new PublishedRecord(pair.Key, pair.Value)),
            ]);
    }

    private static SubtreeRoots RootsOf(MerkleSnapshot tree) => new(
        tree.GetNode(RecordAddress.SubtreeDepth, 0),
        tree.GetNode(RecordAddress.SubtreeDepth, 1),
        tree.GetNode(RecordAddress.SubtreeDepth, 2),
        tree.GetNode(RecordAddress.SubtreeDepth, 3));

    private static ConsumedOperation OperationOf(StepResult step)
    {
        ulong outcome = FieldNumber.ToUInt64(step.Input(DeviceRegisters.QueueOutcome));
        return new(
            step.Input(DeviceRegisters.MessageLane(0)),
            step.Input(DeviceRegisters.MessageLane(1)),
            step.Input(DeviceRegisters.MessageLane(2)),
            step.Input(DeviceRegisters.MessageLane(3)),
            step.Input(DeviceRegisters.MessageLane(4)),
            new((OutcomeCode)(outcome & byte.MaxValue), (long)(outcome >> 8)));
    }

    private static Withdrawal WithdrawalOf(StepResult step)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        step.Input(DeviceRegisters.WithdrawalWord).WriteBigEndian(bytes);
        int owner = bytes.Length - EthereumAddress.Bytes;
        _ = EthereumAddress.TryRead(bytes[owner..], out EthereumAddress address);
        long amount = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes[(owner - sizeof(long))..]);
        return new(address, new((long)FieldNumber.ToUInt64(step.Input(DeviceRegisters.WithdrawalAccount))), new(amount));
    }
}
