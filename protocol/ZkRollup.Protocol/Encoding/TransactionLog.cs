using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The log of a batch: a 4-ary tree over its transactions, whose root is public (docs/protocol.md, 13).</summary>
public sealed class TransactionLog
{
    /// <summary>Most transactions of a log: the leaves of the deepest tree.</summary>
    public const long CountMax = 1L << (2 * MerkleTree.DepthMax);

    /// <summary>Four lanes a transaction.</summary>
    private readonly List<Fr> _lanes = [];
    private MerkleTree? _tree;

    /// <summary>Transactions in it.</summary>
    public int Count => _lanes.Count / MerkleTree.Arity;

    /// <summary>The number of the first transaction; 0 if there is none.</summary>
    public SequenceNumber First { get; private set; }

    /// <summary>The leaf of a transaction.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="time">Its time.</param>
    public static Fr Leaf(SequenceNumber sequence, in Fr hash, Timestamp time) =>
        Poseidon2.Compress(Fr.FromInt64(sequence.Value), hash, Fr.FromInt64(time.Value), Fr.Zero, TreeDomain.Leaf);

    /// <summary>The depth of the tree over so many transactions: the least that holds them, and at least 1.</summary>
    /// <param name="count">1 to 2^32.</param>
    public static int DepthOf(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        int depth = MerkleTree.DepthMin;
        while (count > 1L << (2 * depth))
        {
            depth++;
        }

        return depth;
    }

    /// <summary>Verifies that a batch holds a transaction.</summary>
    /// <param name="root">The batch's log root.</param>
    /// <param name="first">The number of its first transaction.</param>
    /// <param name="last">The number of its last one.</param>
    /// <param name="sequence">The number of the transaction.</param>
    /// <param name="leaf">Its leaf, for which see <see cref="Leaf"/>.</param>
    /// <param name="proof">The path.</param>
    /// <returns>Valid, DepthDiffers, IndexOutOfRange (also if the path is that of another number) or RootDiffers.</returns>
    public static MerkleProofResult Verify(
        in Fr root, SequenceNumber first, SequenceNumber last, SequenceNumber sequence, in Fr leaf, MerkleProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        long count = last.Value - first.Value + 1;
        long index = sequence.Value - first.Value;
        return index < 0 || index >= count || count > CountMax || proof.Index != index
            ? MerkleProofResult.IndexOutOfRange
            : proof.Verify(root, leaf, DepthOf(count));
    }

    /// <summary>Appends a transaction.</summary>
    /// <param name="sequence">Its number: one more than that of the last.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="time">Its time.</param>
    /// <exception cref="ArgumentException">Another number.</exception>
    public void Append(SequenceNumber sequence, in Fr hash, Timestamp time)
    {
        First = Count == 0 ? sequence : First;
        if (sequence.Value != First.Value + Count)
        {
            throw new ArgumentException($"Expected transaction {First.Value + Count}, got {sequence}.", nameof(sequence));
        }

        _lanes.Add(Fr.FromInt64(sequence.Value));
        _lanes.Add(hash);
        _lanes.Add(Fr.FromInt64(time.Value));
        _lanes.Add(Fr.Zero);
        _tree = null;
    }

    /// <summary>The log root.</summary>
    /// <exception cref="InvalidOperationException">The log is empty.</exception>
    public Fr ComputeRoot() => Tree().Root;

    /// <summary>The path of a transaction.</summary>
    /// <param name="sequence">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the log.</exception>
    public MerkleProof Prove(SequenceNumber sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence.Value, First.Value, nameof(sequence));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence.Value, First.Value + Count, nameof(sequence));
        return Tree().Prove((uint)(sequence.Value - First.Value));
    }

    private MerkleTree Tree()
    {
        if (_tree is not null)
        {
            return _tree;
        }

        if (Count == 0)
        {
            throw new InvalidOperationException("An empty log has no root.");
        }

        Fr[] hashes = new Fr[Count];
        Poseidon2.CompressBatch(CollectionsMarshal.AsSpan(_lanes), TreeDomain.Leaf, hashes);
        (uint, Fr)[] leaves = new (uint, Fr)[Count];
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = ((uint)i, hashes[i]);
        }

        MerkleTree tree = new(DepthOf(Count), Fr.Zero);
        tree.Update(leaves);
        _tree = tree;
        return tree;
    }
}
