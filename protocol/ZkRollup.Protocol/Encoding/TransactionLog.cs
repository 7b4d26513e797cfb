using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The log of a batch: a 4-ary tree of fixed depth over its transactions, whose root is public (docs/protocol.md, 13).</summary>
public sealed class TransactionLog
{
    /// <summary>Levels between a leaf and the root.</summary>
    public const int Depth = 7;

    /// <summary>Most transactions of a log, and so of a batch: 16,384.</summary>
    public const int CountMax = 1 << (2 * Depth);

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
            : proof.Verify(root, leaf, Depth);
    }

    /// <summary>Appends a transaction.</summary>
    /// <param name="sequence">Its number: one more than that of the last.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="time">Its time.</param>
    /// <exception cref="ArgumentException">Another number.</exception>
    /// <exception cref="InvalidOperationException">The log is full.</exception>
    public void Append(SequenceNumber sequence, in Fr hash, Timestamp time)
    {
        First = Count == 0 ? sequence : First;
        if (sequence.Value != First.Value + Count)
        {
            throw new ArgumentException($"Expected transaction {First.Value + Count}, got {sequence}.", nameof(sequence));
        }

        if (Count == CountMax)
        {
            throw new InvalidOperationException($"A log holds {CountMax} transactions at most.");
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

        MerkleTree tree = new(Depth, Fr.Zero);
        tree.Update(leaves);
        _tree = tree;
        return tree;
    }
}
