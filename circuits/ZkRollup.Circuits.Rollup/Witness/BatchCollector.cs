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

/// <summary>Takes transactions into a batch, step by step, until something is full (docs/circuits/machine.md).</summary>
public sealed class BatchCollector : IRecordSource
{
    private readonly BatchLimits _limits;
    private readonly StepSequence _steps;
    private readonly Recorder _needed;
    private readonly HashSet<uint> _touched = [];
    private readonly HashSet<uint> _published = [];
    private readonly HashSet<uint>[] _nodes = new HashSet<uint>[StateWitness.TreeDepth];
    private readonly List<BatchTransaction> _transactions = [];
    private readonly List<(int Step, SchnorrSignature Signature)> _signatures = [];
    private PublicationCounts _counts;

    /// <summary>An empty batch.</summary>
    /// <param name="domain">Chain and contract.</param>
    /// <param name="timeBefore">Time of the last transaction before it.</param>
    /// <param name="sequenceBefore">And its sequence number.</param>
    /// <param name="nextOperation">The first operation of the L1 queue that is not consumed before it.</param>
    /// <param name="state">The records before it.</param>
    /// <param name="limits">What it has room for.</param>
    public BatchCollector(
        TransactionDomain domain,
        Timestamp timeBefore,
        SequenceNumber sequenceBefore,
        QueueIndex nextOperation,
        IRecordSource state,
        BatchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        carried[(int)CarriedRegister.Time] = Fr.FromInt64(timeBefore.Value);
        carried[(int)CarriedRegister.Sequence] = Fr.FromInt64(sequenceBefore.Value);
        carried[(int)CarriedRegister.Queue] = Fr.FromInt64(nextOperation.Value);
        carried[(int)CarriedRegister.Domain] = domain.Lane;
        _needed = new(state);
        _steps = new(_needed, carried, limits.ScanUnits);
        for (int level = 0; level < _nodes.Length; level++)
        {
            _nodes[level] = [];
        }

        // The roots of the four subtrees are opened in any case.
        _nodes[^1].UnionWith([0, 1, 2, 3]);
    }

    /// <summary>The transactions taken.</summary>
    public IReadOnlyList<BatchTransaction> Transactions => _transactions;

    /// <summary>Steps that they take.</summary>
    public int StepCount => _steps.Steps.Count;

    /// <summary>Records that they touch.</summary>
    public IEnumerable<RecordAddress> Touched => _touched.Select(address => new RecordAddress(address));

    /// <summary>
    /// Records that whoever plans the batch again must be given: those touched, and those where plans looked for choices.
    /// </summary>
    public IEnumerable<RecordAddress> Needed => _needed.Read.Union(_touched).Select(address => new RecordAddress(address));

    /// <summary>Nodes of the state tree and of the log tree that they touch.</summary>
    public int NodeCount => _nodes.Skip(1).Sum(level => level.Count) + LogNodes(_transactions.Count);

    /// <summary>What they publish at most.</summary>
    public PublicationCounts Published => _counts;

    /// <summary>Records that they wrote, as they are now.</summary>
    public IReadOnlyDictionary<RecordAddress, Record> Changed => _steps.Changed;

    internal StepSequence Steps => _steps;

    internal IReadOnlyList<(int Step, SchnorrSignature Signature)> Signatures => _signatures;

    /// <summary>A record as the transactions taken left it.</summary>
    public Record Read(RecordAddress address) => _steps.Read(address);

    /// <summary>Takes a transaction if there is room for it; else nothing changes.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="mayPublish">Whether a batch may publish so much; null if there is no bound but the protocol's.</param>
    /// <exception cref="ArgumentException">Its place in the L1 queue is not the next one, or it has one and is no operation.</exception>
    /// <exception cref="InvalidOperationException">No chain of programs proves it: what was executed contradicts the rules.</exception>
    /// <exception cref="InvalidDataException">The encoding is not one of a transaction.</exception>
    public BatchRoom TryAdd(BatchTransaction transaction, Predicate<PublicationCounts>? mayPublish = null)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        StepSequence.StepMark mark = _steps.Mark();
        int before = _steps.Steps.Count;
        Receiver receiver = new(_steps, new(transaction.Time, transaction.Queue, transaction.Touched));
        if (!BinaryCodec.TryReceive(transaction.Encoded.Span, ref receiver, out DecodeError error))
        {
            throw new InvalidDataException($"Transaction {_transactions.Count} cannot be read: {error}.");
        }

        HashSet<uint> touched = [
            .. TouchedSince(before).Where(address => !_touched.Contains(address.Value)).Select(address => address.Value)];
        HashSet<uint> published = [.. WrittenSince(before).Where(address => !_published.Contains(address))];
        PublicationCounts counts = new(
            _counts.Operations + Count(before, DeviceRegisters.QueueEnable),
            _counts.Withdrawals + Count(before, DeviceRegisters.WithdrawalEnable),
            _counts.Records + published.Count);
        BatchRoom room = RoomFor(touched, counts);
        if (room == BatchRoom.Enough && mayPublish?.Invoke(counts) == false)
        {
            room = BatchRoom.Publication;
        }

        if (room != BatchRoom.Enough)
        {
            _steps.GoBack(mark);
            return room;
        }

        Touch(touched);
        _published.UnionWith(published);
        _counts = counts;
        if (receiver.Signature is { } signature)
        {
            int demanding = Enumerable.Range(before, _steps.Steps.Count - before)
                .First(step => !_steps.Steps[step].Input(DeviceRegisters.SignatureEnable).IsZero);
            _signatures.Add((demanding, signature));
        }

        _transactions.Add(transaction);
        return BatchRoom.Enough;
    }

    /// <summary>Nodes of a log of some transactions.</summary>
    private static int LogNodes(int transactions)
    {
        int nodes = 0;
        for (int level = 0; level < TransactionLog.Depth; level++)
        {
            transactions = Math.Max(1, (transactions + MerkleTree.Arity - 1) / MerkleTree.Arity);
            nodes += transactions;
        }

        return nodes;
    }

    private IEnumerable<RecordAddress> TouchedSince(int step) => _steps.Steps.Skip(step).SelectMany(
        result => result.Ports.OfType<StepResult.PortAccess>().Select(access => access.Address).Concat(result.Scanned));

    /// <summary>Records that are published when they are not what they were.</summary>
    private IEnumerable<uint> WrittenSince(int step) => _steps.Steps.Skip(step)
        .SelectMany(result => result.Ports.OfType<StepResult.PortAccess>())
        .Where(access => access.Address.Subtree != Subtree.Orders && access.Old != access.New)
        .Select(access => access.Address.Value);

    private BatchRoom RoomFor(HashSet<uint> touched, PublicationCounts counts)
    {
        if (_steps.Steps.Count > _limits.Slots)
        {
            return BatchRoom.Slots;
        }

        if (_touched.Count + touched.Count > (long)_limits.TouchedPerSlot * _limits.Slots)
        {
            return BatchRoom.TouchedRecords;
        }

        if (NodeCount + NewNodes(touched) + LogNodes(_transactions.Count + 1) - LogNodes(_transactions.Count)
            > (long)_limits.NodesPerSlot * _limits.Slots)
        {
            return BatchRoom.Nodes;
        }

        return counts.Operations > BatchPublicData.OperationsMax ? BatchRoom.QueueOperations
            : counts.Withdrawals > BatchPublicData.WithdrawalsMax ? BatchRoom.Withdrawals
            : BatchRoom.Enough;
    }

    private int NewNodes(HashSet<uint> touched)
    {
        int nodes = 0;
        for (int level = 1; level < _nodes.Length; level++)
        {
            nodes += touched.Select(address => address >> (2 * level)).Distinct().Count(index => !_nodes[level].Contains(index));
        }

        return nodes;
    }

    private void Touch(HashSet<uint> touched)
    {
        _touched.UnionWith(touched);
        for (int level = 1; level < _nodes.Length; level++)
        {
            _nodes[level].UnionWith(touched.Select(address => address >> (2 * level)));
        }
    }

    private int Count(int since, int enable) => _steps.Steps.Skip(since).Count(step => !step.Input(enable).IsZero);

    private struct Receiver(StepSequence steps, TransactionFacts facts) : ITransactionReceiver
    {
        internal SchnorrSignature? Signature { get; private set; }

        public void ReceiveSigned<T>(in T transaction, in SchnorrSignature signature)
            where T : struct, ISignedTransaction<T>
        {
            Signature = signature;
            RequireQueue(T.Kind, null);
            TransactionPlanner.Plan(steps, transaction, facts);
        }

        public readonly void ReceiveProven<T>(in T transaction)
            where T : struct, IProvenTransaction<T>
        {
            RequireQueue(T.Kind, null);
            TransactionPlanner.Plan(steps, transaction, facts);
        }

        public readonly void ReceiveOperation<T>(in T operation)
            where T : struct, IQueueOperation<T>
        {
            RequireQueue(T.Kind, (long)FieldNumber.ToUInt64(steps.Carried[(int)CarriedRegister.Queue]));
            TransactionPlanner.Plan(steps, operation, facts);
        }

        /// <summary>No program reads the place that is said: it proves the carried one, and what is said must be no other.</summary>
        private readonly void RequireQueue(TransactionKind kind, long? expected)
        {
            if (facts.Queue?.Value != expected)
            {
                throw new ArgumentException($"{kind} has {Place(facts.Queue?.Value)} in the L1 queue, expected {Place(expected)}.");
            }
        }

        private static string Place(long? index) => index is { } value ? $"place {value}" : "no place";
    }

    /// <summary>Notes what is read.</summary>
    private sealed class Recorder(IRecordSource records) : IRecordSource
    {
        internal HashSet<uint> Read { get; } = [];

        Record IRecordSource.Read(RecordAddress address)
        {
            _ = Read.Add(address.Value);
            return records.Read(address);
        }
    }
}
