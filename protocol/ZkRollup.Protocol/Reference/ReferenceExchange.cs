using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <summary>The state transition of docs/protocol.md, slow and obvious: what engine and circuit are checked against.</summary>
/// <remarks>
/// The state is nothing but records by address. Every precondition is checked before the first write, so a rejected transaction has
/// nothing to undo. An exception means a broken invariant or a broken caller; the state is then of no further use.
/// Where the page leaves a choice the canonical one is made. After a restore no leaf counts as freed last: free leaves are used in
/// ascending order.
/// </remarks>
public sealed partial class ReferenceExchange : IExchange
{
    private readonly RecordStore _store = new();
    private readonly OrderDirectory _orders = new();
    private readonly SortedSet<long> _accounts = [];
    private EventBuffer _events = new();
    private int _eventsBefore;
    private Timestamp _time;

    /// <summary>Genesis: no record exists.</summary>
    public ReferenceExchange()
    {
    }

    /// <summary>Restores a state.</summary>
    /// <param name="records">The records that exist, each address once, in any order.</param>
    /// <param name="lastTime">The time of the last accepted transaction.</param>
    /// <param name="lastSequence">Its sequence number.</param>
    /// <param name="nextQueueIndex">The next operation of the L1 queue.</param>
    public ReferenceExchange(
        IEnumerable<KeyValuePair<RecordAddress, Record>> records,
        Timestamp lastTime,
        SequenceNumber lastSequence,
        QueueIndex nextQueueIndex)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach ((RecordAddress address, Record record) in records)
        {
            _store.Load(address, record);
        }

        List<(AccountId Account, OrderId Order, OrderLeaf Leaf)> orders = [];
        foreach ((RecordAddress address, Record record) in _store.Sorted())
        {
            if (address.Subtree == Subtree.Orders)
            {
                OrderRecord order = OrderRecord.FromRecord(record);
                orders.Add((order.Account, order.Id, new OrderLeaf(address.Index)));
            }
            else if (address.Subtree == Subtree.Accounts)
            {
                _accounts.Add(address.Index / RecordAddress.AccountStride);
            }
        }

        _orders.Load(orders);
        LastTime = lastTime;
        LastSequence = lastSequence;
        NextQueueIndex = nextQueueIndex;
    }

    /// <inheritdoc/>
    public Timestamp LastTime { get; private set; }

    /// <inheritdoc/>
    public SequenceNumber LastSequence { get; private set; }

    /// <inheritdoc/>
    public QueueIndex NextQueueIndex { get; private set; }

    /// <summary>Reads and writes of the last accepted transaction, in order, with repetitions; valid until the next one.</summary>
    /// <remarks>Orders passed by in search of a predecessor are not among them, nor accounts passed by in search of a counterparty:
    /// the transition does not depend on those.</remarks>
    public IReadOnlyList<RecordAccess> Touched => _store.Committed;

    /// <inheritdoc/>
    /// <remarks>Costs a path for each record that changed since the last call.</remarks>
    public Fr ComputeStateRoot() => _store.Tree().Root;

    /// <summary>The root of a subtree, as the public data of a batch names it.</summary>
    public Fr ComputeSubtreeRoot(Subtree subtree) => _store.Tree().SubtreeRoot(subtree);

    /// <summary>A record; the zero record if it does not exist.</summary>
    public Record Read(RecordAddress address) => _store.Peek(address);

    /// <summary>The records that exist, by ascending address.</summary>
    public IReadOnlyList<KeyValuePair<RecordAddress, Record>> LiveRecords() => _store.Sorted();

    /// <summary>§5.1: false if the time decreases.</summary>
    private bool Begin(Timestamp time, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _store.Begin();
        _time = time;
        _events = events;
        _eventsBefore = events.Count;
        return time.Value >= LastTime.Value;
    }

    /// <summary>§5.1: an accepted transaction takes the next sequence number; a rejected one changes nothing.</summary>
    private Cause End(Cause cause)
    {
        if (cause == Cause.Accepted)
        {
            _store.Commit();
            LastTime = _time;
            LastSequence = Invariant.Narrow<SequenceNumber>(LastSequence.Value + 1, "The sequence number");
        }
        else
        {
            Invariant.Require(_store.Writes == 0, "A rejected transaction writes nothing; records written", _store.Writes);
            Invariant.Require(_events.Count == _eventsBefore, "A rejected transaction reports nothing; events", _events.Count);
        }

        return cause;
    }

    private void Emit(in ExchangeEvent item) => _events.Add(item);
}
