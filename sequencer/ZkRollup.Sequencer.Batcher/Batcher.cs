using System.Runtime.InteropServices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>
/// Cuts what an engine did into batches: by slots, touched records, tree nodes, time or gas on L1, whichever fills first.
/// </summary>
/// <remarks>
/// It follows the state with records and a tree of its own, and compares each record that a transaction left with what the engine says.
/// Not for concurrent use.
/// </remarks>
public sealed class Batcher : IRecordSource
{
    private readonly BatcherOptions _options;
    private readonly ISignatureSource _signatures;
    private readonly Dictionary<RecordAddress, Record> _records = [];
    private readonly MerkleTree _tree = new(StateWitness.TreeDepth, Record.EmptyLeaf);
    private readonly Queue<BatchInput> _closed = new();
    private BatchCollector _open;
    private BatchNumber _number;
    private Timestamp _time;
    private SequenceNumber _sequence;
    private QueueIndex _queue;

    /// <summary>A batcher at genesis.</summary>
    /// <param name="options">When a batch is closed.</param>
    /// <param name="signatures">The signatures of all transactions.</param>
    public Batcher(BatcherOptions options, ISignatureSource signatures)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(signatures);
        _options = options;
        _signatures = signatures;
        _open = Begin();
    }

    /// <summary>Transactions of the batch that is open.</summary>
    public int OpenTransactions => _open.Transactions.Count;

    /// <summary>The root of the state before the batch that is open.</summary>
    public Fr Root => _tree.Root;

    /// <inheritdoc/>
    public Record Read(RecordAddress address) => _records.TryGetValue(address, out Record record) ? record : default;

    /// <summary>Takes all that a log holds; the log is the caller's, who clears it.</summary>
    /// <exception cref="InvalidOperationException">
    /// The engine and the step programs differ, or a transaction alone does not fit a batch: nothing can be proven from here on.
    /// </exception>
    public void Append(TransitionLog log)
    {
        TransitionReader reader = new(log);
        while (reader.TryReadTransition())
        {
            TransitionHeader header = reader.Header;
            byte[] encoded = TransitionEncoding.Encode(reader, _signatures);
            List<IReadOnlyList<RecordAddress>> touched = [];
            List<RecordChange> written = [];
            ReadAccesses(ref reader, touched, written);
            Append(new(encoded, header.Time, header.QueueIndex, touched), header);
            RequireSame(written, header);
        }
    }

    /// <summary>Takes a batch that is closed.</summary>
    /// <returns>Null if there is none.</returns>
    public BatchInput? Take() => _closed.TryDequeue(out BatchInput? batch) ? batch : null;

    /// <summary>Closes the batch that is open, if it has a transaction.</summary>
    public void Close()
    {
        if (_open.Transactions.Count == 0)
        {
            return;
        }

        StateWitness state = StateWitness.Of(_tree.Snapshot(), this, _open.Needed);
        _closed.Enqueue(new(_options.Domain, _number, _time, _sequence, _queue, state, _open.Transactions));
        List<(uint Index, Fr Hash)> leaves = [];
        foreach ((RecordAddress address, Record record) in _open.Changed)
        {
            _records[address] = record;
            leaves.Add((address.Value, record.Leaf()));
        }

        _tree.Update(CollectionsMarshal.AsSpan(leaves));
        foreach (BatchTransaction transaction in _open.Transactions)
        {
            _time = transaction.Time;
            _sequence = new(_sequence.Value + 1);
            _queue = transaction.Queue is { } index ? new(index.Value + 1) : _queue;
        }

        _number = new(_number.Value + 1);
        _open = Begin();
    }

    private static void ReadAccesses(
        ref TransitionReader reader, List<IReadOnlyList<RecordAddress>> touched, List<RecordChange> written)
    {
        List<RecordAddress> slot = [];
        while (reader.TryReadAccess())
        {
            RecordChange access = reader.Access;
            if (access.Kind == AccessKind.SlotEnd)
            {
                touched.Add(slot);
                slot = [];
                continue;
            }

            slot.Add(access.Address);
            if (access.Kind != AccessKind.Read)
            {
                written.Add(access);
            }
        }
    }

    private BatchCollector Begin() => new(_options.Domain, _time, _sequence, _queue, this, _options.Limits);

    private void Append(BatchTransaction transaction, in TransitionHeader header)
    {
        if (_open.Transactions.Count > 0 && transaction.Time.Value - _open.Transactions[0].Time.Value > _options.DurationMax)
        {
            Close();
        }

        BatchRoom room = _open.TryAdd(transaction, MayPublish);
        if (room != BatchRoom.Enough && _open.Transactions.Count > 0)
        {
            Close();
            room = _open.TryAdd(transaction, MayPublish);
        }

        if (room != BatchRoom.Enough)
        {
            throw new InvalidOperationException(
                $"{header.Kind} {header.Sequence} alone does not fit a batch of {_options.Limits.Slots} slots and {_options.GasMax} gas: "
                + $"{room} are full.");
        }
    }

    private bool MayPublish(PublicationCounts counts) => L1Cost.Fits(counts, _options.GasMax);

    /// <summary>What the engine wrote last to a record of the transaction is what the programs left there.</summary>
    private void RequireSame(List<RecordChange> written, in TransitionHeader header)
    {
        HashSet<RecordAddress> seen = [];
        for (int i = written.Count - 1; i >= 0; i--)
        {
            (AccessKind kind, RecordAddress address, Record expected) = written[i];
            if (!seen.Add(address))
            {
                continue;
            }

            Record actual = _open.Read(address);
            Record compared = kind == AccessKind.WriteWithKey ? actual : actual with { X = expected.X, Y = expected.Y };
            if (compared != expected)
            {
                throw new InvalidOperationException(
                    $"{header.Kind} {header.Sequence}: the engine left {expected} at {address}, the programs {actual}.");
            }
        }
    }
}
