using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Exit.State;

/// <summary>The state of accounts, instruments and system that the public data of all batches add up to (docs/protocol.md, 13).</summary>
/// <remarks>
/// Orders are not published: their subtree is known by its root alone, and no exit needs them. Not safe for use by several threads at once.
/// </remarks>
public sealed class PublishedState
{
    private static readonly Subtree[] Rebuilt = [Subtree.Accounts, Subtree.Instruments, Subtree.System];

    private readonly StateTree _tree = new();
    private readonly Dictionary<RecordAddress, Record> _records = [];
    private readonly Dictionary<RecordAddress, Record> _unhashed = [];

    /// <summary>The state before the first batch.</summary>
    public PublishedState()
    {
        Fr empty = _tree.SubtreeRoot(Subtree.Accounts);
        Roots = new(empty, empty, empty, empty);
    }

    /// <summary>The number of the next batch, which is how many were applied.</summary>
    public BatchNumber Next { get; private set; } = new(0);

    /// <summary>The roots that the last batch ends with.</summary>
    public SubtreeRoots Roots { get; private set; }

    /// <summary>The index of the first queue operation that no batch consumed.</summary>
    public QueueIndex NextOperation { get; private set; }

    /// <summary>All records that exist, but orders, in no order.</summary>
    public IReadOnlyDictionary<RecordAddress, Record> Records => _records;

    /// <summary>Records that no <see cref="Check"/> has hashed yet.</summary>
    public int UncheckedCount => _unhashed.Count;

    /// <summary>A record; the zero record if it does not exist.</summary>
    public Record Read(RecordAddress address) => _records.GetValueOrDefault(address);

    /// <summary>Takes the next batch. What its records add up to is compared with its roots by <see cref="Check"/>.</summary>
    /// <returns>Why it is not the next one; nothing has changed then.</returns>
    public StateFault Apply(BatchPublicData batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchHeader header = batch.Header;
        StateFault fault = header.Number != Next ? StateFault.NumberDiffers
            : header.Before != Roots ? StateFault.OldRootsDiffer
            : header.FirstQueueIndex != NextOperation ? StateFault.OperationDiffers
            : StateFault.None;
        if (fault != StateFault.None)
        {
            return fault;
        }

        foreach (ref readonly PublishedRecord published in batch.Records)
        {
            _unhashed[published.Address] = published.Record;
            if (published.Record == default)
            {
                _ = _records.Remove(published.Address);
            }
            else
            {
                _records[published.Address] = published.Record;
            }
        }

        Next = new(Next.Value + 1);
        Roots = header.After;
        NextOperation = new(NextOperation.Value + batch.Operations.Length);
        return StateFault.None;
    }

    /// <summary>Hashes what changed since the last call and compares the roots with those of the last batch.</summary>
    /// <returns>The subtree whose records do not add up to its root; null if all do.</returns>
    public Subtree? Check()
    {
        _tree.Update([.. _unhashed]);
        _unhashed.Clear();
        foreach (Subtree subtree in Rebuilt)
        {
            if (_tree.SubtreeRoot(subtree) != RootOf(subtree))
            {
                return subtree;
            }
        }

        return null;
    }

    /// <summary>The hash of a node as of the last <see cref="Check"/>.</summary>
    internal Fr Node(Subtree subtree, int level, uint index) => _tree.GetNode(subtree, level, index);

    private Fr RootOf(Subtree subtree) => subtree switch
    {
        Subtree.Accounts => Roots.Accounts,
        Subtree.Instruments => Roots.Instruments,
        Subtree.System => Roots.System,
        _ => throw new ArgumentOutOfRangeException(nameof(subtree), subtree, "A subtree that is published."),
    };
}
