using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: the new roots of the four subtrees commit to the trees of the old roots with exactly the sent leaves replaced; each sent leaf
/// held its old hash, at its address. The log root commits to the tree of the sent leaves of the log and zeros.
/// </summary>
/// <remarks>
/// Preconditions: the compression is binding; the roots are received, once.
/// Constraints of a node, on rows k = 0 to 3 one child each and the node itself on row 4, level and index being those of the node on all
/// five. node.active, degree 2: a·(a − 1) = 0 on row 4. node.touched, degree 2: b·(b − 1) = 0. node.inactive, degree 2: b·(1 − a) = 0.
/// node.untouched, degree 2: (1 − b)·(old − new) = 0. node.same.active, node.same.level, node.same.index, degree 1: a row and the next
/// agree. node.child takes, b times, (level − 1, 4·index + k, old, new); node.parent sends, a times, (level, index, H(old), H(new)), the
/// hashes computed by the compression. The public inputs take (base + depth, k, old root, new root), node.root[k], once each, base being 0,
/// and 2^32 for the private subtree: so the level of a leaf says whether it lies there. The log tree, of a depth of its own, is a fifth one
/// with base 2^33 and an empty tree before: node.root[log].
/// Cost: 5 rows of 2 copied and 4 local cells, two tree compressions, two bus terms (a third for leaves), four products.
/// Soundness: docs/circuits/node-bus.md.
/// Negative tests: NodeForgeries; every cell, hint and constraint in StateAttackTests; LogTreeTests.
/// </remarks>
public sealed class NodeBus
{
    /// <summary>Subtrees under the root.</summary>
    public const int Subtrees = MerkleTree.Arity;

    /// <summary>The subtree whose records are not published.</summary>
    public const int PrivateSubtree = 1;

    /// <summary>How much higher the levels of the private subtree are counted: more than a batch has nodes.</summary>
    private const long PrivateLevels = 1L << 32;

    /// <summary>How much higher the levels of the log tree are counted.</summary>
    private const long LogLevels = 2 * PrivateLevels;

    private const int RowsOfNode = MerkleTree.Arity + 1;
    private const int Active = 2;
    private const int Touched = 3;
    private const int Level = 4;
    private const int Index = 5;

    private readonly CircuitBuilder _builder;
    private readonly TreeHash _compress;
    private readonly Bus _bus;
    private readonly List<Region> _nodes = [];

    /// <summary>A bus without nodes.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="depth">Levels of each of the four subtrees: 1 to 15.</param>
    /// <param name="compress">The compression of leaves and nodes.</param>
    public NodeBus(CircuitBuilder builder, int depth, TreeHash compress)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(compress);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(depth, MerkleTree.DepthMax);
        _builder = builder;
        _compress = compress;
        Depth = depth;
        _bus = builder.AddBus("node", 4);
    }

    /// <summary>Levels of each subtree.</summary>
    public int Depth { get; }

    /// <summary>Which nodes a batch touches, lowest level first; of a subtree that it does not touch, the root.</summary>
    /// <param name="before">The whole tree, with one level more than the subtrees, before the batch.</param>
    /// <param name="after">The whole tree after the batch.</param>
    /// <param name="leaves">The addresses of the touched leaves.</param>
    public static IReadOnlyList<TreeNodeUpdate> ComputeNodes(MerkleSnapshot before, MerkleSnapshot after, IEnumerable<ulong> leaves)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<TreeNodeUpdate> nodes = [];
        SortedSet<ulong> touched = [.. leaves];
        for (int level = 1; level < before.Depth; level++)
        {
            SortedSet<ulong> parents = [.. touched.Select(index => index / MerkleTree.Arity)];
            if (level == before.Depth - 1)
            {
                parents.UnionWith([0, 1, 2, 3]);
            }

            foreach (ulong parent in parents)
            {
                Fr[] old = new Fr[MerkleTree.Arity];
                Fr[] now = new Fr[MerkleTree.Arity];
                bool[] isTouched = new bool[MerkleTree.Arity];
                for (int k = 0; k < MerkleTree.Arity; k++)
                {
                    ulong child = (parent * MerkleTree.Arity) + (ulong)k;
                    old[k] = before.GetNode(level - 1, (uint)child);
                    now[k] = after.GetNode(level - 1, (uint)child);
                    isTouched[k] = touched.Contains(child);
                }

                nodes.Add(new(level, parent, old, now, isTouched));
            }

            touched = parents;
        }

        return nodes;
    }

    /// <summary>The nodes of a log tree with some leaves, lowest level first; at least its root.</summary>
    /// <param name="depth">Levels of the tree.</param>
    /// <param name="leaves">The first leaves; the others are 0.</param>
    public static IReadOnlyList<TreeNodeUpdate> ComputeLogNodes(int depth, IReadOnlyList<Fr> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaves.Count, 1L << (2 * depth), nameof(leaves));
        List<TreeNodeUpdate> nodes = [];
        IReadOnlyList<Fr> children = leaves;
        for (int level = 1; level <= depth; level++)
        {
            Fr empty = EmptyRoot(level - 1);
            Fr[] hashes = new Fr[Math.Max((children.Count + MerkleTree.Arity - 1) / MerkleTree.Arity, level == depth ? 1 : 0)];
            for (int index = 0; index < hashes.Length; index++)
            {
                Fr[] now = new Fr[MerkleTree.Arity];
                bool[] isTouched = new bool[MerkleTree.Arity];
                for (int k = 0; k < now.Length; k++)
                {
                    int child = (index * MerkleTree.Arity) + k;
                    isTouched[k] = child < children.Count;
                    now[k] = isTouched[k] ? children[child] : empty;
                }

                nodes.Add(new(level, (ulong)index, [empty, empty, empty, empty], now, isTouched) { IsLog = true });
                hashes[index] = Poseidon2.Compress(now[0], now[1], now[2], now[3], TreeDomain.Node);
            }

            children = hashes;
        }

        return nodes;
    }

    /// <summary>The root of a tree of zeros.</summary>
    /// <param name="depth">Levels of the tree.</param>
    public static Fr EmptyRoot(int depth)
    {
        Fr root = Fr.Zero;
        for (int level = 0; level < depth; level++)
        {
            root = Poseidon2.Compress(root, root, root, root, TreeDomain.Node);
        }

        return root;
    }

    /// <summary>Adds room for nodes in each slot.</summary>
    /// <param name="count">Nodes of a slot.</param>
    /// <param name="firstRow">Where they begin, one below the other; −1 for any place.</param>
    /// <param name="atColumn">The first copied column of all nodes; −1 for any.</param>
    public void AddNodes(int count, int firstRow = -1, int atColumn = -1)
    {
        // All of them before their hashes find places, so that they lie beside other parts.
        Region[] nodes =
        [
            .. Enumerable.Range(0, count).Select(i => _builder.Allocate(
                "node", new(RowsOfNode, 2, 4), firstRow < 0 ? -1 : firstRow + (i * RowsOfNode), atColumn)),
        ];
        foreach (Region node in nodes)
        {
            AddNode(node);
        }
    }

    /// <summary>The public inputs take the roots of the subtrees. Call it once.</summary>
    /// <param name="oldRoots">Four formulas of public scalars and constants.</param>
    /// <param name="newRoots">Four formulas of public scalars and constants.</param>
    public void ReceiveRoots(IReadOnlyList<Expression> oldRoots, IReadOnlyList<Expression> newRoots)
    {
        ArgumentNullException.ThrowIfNull(oldRoots);
        ArgumentNullException.ThrowIfNull(newRoots);
        ArgumentOutOfRangeException.ThrowIfNotEqual(oldRoots.Count, Subtrees, nameof(oldRoots));
        ArgumentOutOfRangeException.ThrowIfNotEqual(newRoots.Count, Subtrees, nameof(newRoots));
        for (int k = 0; k < Subtrees; k++)
        {
            _builder.SendPublic($"node.root[{k}]", _bus, -1, LevelIn((ulong)k, Depth), k, oldRoots[k], newRoots[k]);
        }
    }

    /// <summary>The public inputs take the root of the log tree, which is empty before. Call it once.</summary>
    /// <param name="depth">Its levels.</param>
    /// <param name="root">A formula of public scalars and constants.</param>
    public void ReceiveLogRoot(int depth, Expression root)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MerkleTree.DepthMax);
        _builder.SendPublic("node.root[log]", _bus, -1, LogLevels + depth, 0, EmptyRoot(depth), root);
    }

    /// <summary>Sends a leaf of the log tree as often as a bit says.</summary>
    /// <param name="label">Names the term in every report.</param>
    /// <param name="active">The bit.</param>
    /// <param name="index">Where the leaf lies; no other leaf may.</param>
    /// <param name="leaf">The leaf.</param>
    public void SendLogLeaf(string label, Bit active, Expression index, Expression leaf) =>
        _builder.Send(label, _bus, active, LogLevels, index, Expression.Zero, leaf);

    /// <summary>Fills the inputs of a slot that belong to nodes.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="nodes">The nodes of the batch.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int slot, IReadOnlyList<TreeNodeUpdate> nodes)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(nodes);
        for (int i = 0; i < _nodes.Count; i++)
        {
            int number = (slot * _nodes.Count) + i;
            TreeNodeUpdate? node = number < nodes.Count ? nodes[number] : null;
            Region region = _nodes[i];
            map.Set(inputs, region[0, Active], node is null ? Fr.Zero : Fr.One);
            map.Set(inputs, region[0, Level], Fr.FromInt64(node is null ? 0 : LevelOf(node)));
            map.Set(inputs, region[0, Index], Fr.FromUInt64(node?.Index ?? 0));
            for (int k = 0; k < MerkleTree.Arity; k++)
            {
                map.Set(inputs, region[k, 0], node is null ? Fr.Zero : node.Old[k]);
                map.Set(inputs, region[k, 1], node is null ? Fr.Zero : node.New[k]);
                map.Set(inputs, region[k, Touched], node is not null && node.IsTouched[k] ? Fr.One : Fr.Zero);
            }
        }
    }

    /// <summary>True if a record is published when a batch changes it.</summary>
    public bool IsPublished(ulong address) => SubtreeOf(0, address) != PrivateSubtree;

    internal Element HashLeaf(IReadOnlyList<Element> lanes) => _compress(_builder, TreeDomain.Leaf, lanes);

    /// <summary>Sends (level, address, old hash, new hash) as often as a bit says, at the level of published leaves or of others.</summary>
    internal void SendLeaf(
        string label, Bit active, Expression isPublished, Expression address, Expression oldHash, Expression newHash) =>
        _builder.Send(label, _bus, active, (1 - isPublished) * PrivateLevels, address, oldHash, newHash);

    private ulong SubtreeOf(int level, ulong index) => index >> (2 * (Depth - level));

    private long LevelOf(TreeNodeUpdate node) =>
        node.IsLog ? LogLevels + node.Level : LevelIn(SubtreeOf(node.Level, node.Index), node.Level);

    private static long LevelIn(ulong subtree, int level) => subtree == PrivateSubtree ? PrivateLevels + level : level;

    private void AddNode(Region node)
    {
        _nodes.Add(node);
        const int own = MerkleTree.Arity;
        foreach (int column in new[] { Active, Level, Index })
        {
            _builder.Input(node[0, column]);
            Cell[] others = [.. Enumerable.Range(1, own).Select(row => node[row, column])];
            _builder.Hint("node.spread", [node[0, column]], others, (read, write) => write.Fill(read[0]));
        }

        for (int k = 0; k < own; k++)
        {
            AddChild(node, k);
        }

        for (int side = 0; side < 2; side++)
        {
            Element[] children = [.. Enumerable.Range(0, own).Select(k => new Element(node[k, side]))];
            _builder.Import(_compress(_builder, TreeDomain.Node, children), node[own, side]);
        }

        Bit active = _builder.ConstrainBit("node.active", new(node[own, Active]));
        _builder.Send("node.parent", _bus, active, node[own, Level], node[own, Index], node[own, 0], node[own, 1]);
    }

    private void AddChild(Region node, int k)
    {
        Cell old = node[k, 0];
        Cell now = node[k, 1];
        _builder.Input(old);
        _builder.Input(now);
        Bit touched = _builder.ConstrainBit("node.touched", _builder.Input(node[k, Touched]));
        _builder.Constrain("node.inactive", (Expression)touched * (1 - (Expression)node[k, Active]));
        _builder.Constrain("node.untouched", (1 - (Expression)touched) * ((Expression)old - now));
        _builder.Constrain("node.same.active", (Expression)node[k + 1, Active] - node[k, Active]);
        _builder.Constrain("node.same.level", (Expression)node[k + 1, Level] - node[k, Level]);
        _builder.Constrain("node.same.index", (Expression)node[k + 1, Index] - node[k, Index]);
        Expression index = ((Expression)node[k, Index] * MerkleTree.Arity) + Expression.Parameter(0, Fr.FromInt64(k));
        _builder.Receive("node.child", _bus, touched, (Expression)node[k, Level] - 1, index, old, now);
    }
}
