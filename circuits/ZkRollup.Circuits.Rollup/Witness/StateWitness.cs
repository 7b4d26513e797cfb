using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>
/// What a batch needs of the state before it: the records that it touches or looks at, and the nodes beside their paths.
/// </summary>
/// <remarks>The tree is that of all addresses: one level more than the four subtrees (docs/protocol.md, 3.2).</remarks>
public sealed class StateWitness : IRecordSource
{
    /// <summary>Levels of the whole tree.</summary>
    public const int TreeDepth = RecordAddress.SubtreeDepth + 1;

    private readonly SortedDictionary<uint, Record> _records;
    private readonly StateNode[] _siblings;

    /// <summary>A witness of parts.</summary>
    /// <param name="records">The records before the batch by address; those that do not exist too.</param>
    /// <param name="siblings">Nodes beside the paths that are not roots of empty subtrees.</param>
    public StateWitness(IEnumerable<KeyValuePair<RecordAddress, Record>> records, IEnumerable<StateNode> siblings)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(siblings);
        _records = [];
        foreach ((RecordAddress address, Record record) in records)
        {
            _records[address.Value] = record;
        }

        _siblings = [.. siblings];
    }

    /// <summary>The records, by ascending address.</summary>
    public IEnumerable<KeyValuePair<RecordAddress, Record>> Records =>
        _records.Select(pair => KeyValuePair.Create(new RecordAddress(pair.Key), pair.Value));

    /// <summary>How many there are.</summary>
    public int RecordCount => _records.Count;

    /// <summary>The nodes beside their paths.</summary>
    public IReadOnlyList<StateNode> Siblings => _siblings;

    /// <summary>Takes the witness of some records from a state.</summary>
    /// <param name="tree">The tree of all addresses, before the batch.</param>
    /// <param name="records">The records, before the batch.</param>
    /// <param name="addresses">Those that the batch touches.</param>
    public static StateWitness Of(MerkleSnapshot tree, IRecordSource records, IEnumerable<RecordAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tree.Depth, TreeDepth, nameof(tree));
        SortedSet<uint> touched = [.. addresses.Select(address => address.Value)];
        Fr[] empty = new MerkleTree(TreeDepth, Record.EmptyLeaf).EmptyHashes.ToArray();
        List<StateNode> siblings = [];
        SortedSet<uint> path = touched;
        for (int level = 0; level < TreeDepth; level++)
        {
            SortedSet<uint> parents = [.. path.Select(index => index / MerkleTree.Arity)];

            // The roots of the four subtrees are opened even if nothing below them is touched.
            IEnumerable<uint> opened = level == RecordAddress.SubtreeDepth - 1 ? Children(0) : parents;
            foreach (uint index in opened.SelectMany(Children).Where(index => !path.Contains(index)))
            {
                Fr hash = tree.GetNode(level, index);
                if (hash != empty[level])
                {
                    siblings.Add(new(level, index, hash));
                }
            }

            path = parents;
        }

        return new(touched.Select(address => KeyValuePair.Create(new RecordAddress(address), records.Read(new(address)))), siblings);
    }

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">The witness does not hold the record.</exception>
    public Record Read(RecordAddress address) => _records.TryGetValue(address.Value, out Record record)
        ? record
        : throw new KeyNotFoundException($"The state of the batch does not hold {address}.");

    /// <summary>The tree as far as the witness knows it: its root is that of the whole tree if the witness is right.</summary>
    public MerkleTree ToTree()
    {
        MemoryMerkleStore store = new(TreeDepth);
        foreach (StateNode sibling in _siblings)
        {
            store.Put(sibling.Level, sibling.Index, sibling.Hash);
        }

        MerkleTree tree = new(TreeDepth, Record.EmptyLeaf, store);
        tree.Update(RecordLeaves.Of(_records));
        return tree;
    }

    private static IEnumerable<uint> Children(uint parent) =>
        Enumerable.Range(0, MerkleTree.Arity).Select(k => (parent * MerkleTree.Arity) + (uint)k);
}
