using System.Diagnostics;

namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>The nodes of all price trees: B+ trees from a key, the better the smaller, to the last order of its level.</summary>
/// <remarks>
/// Bayer–McCreight, Acta Informatica 1, 1972, with all values in the leaves. Neighbours below one parent have more than
/// <see cref="PriceTreeNode.MergeMax"/> keys together, so <see cref="CapacityFor"/> nodes hold any set of levels and the pool cannot
/// run out before that of the orders: what fits does not depend on the order of insertions, and a tree that is rebuilt fits as well.
/// The key beside a child is a lower bound of the keys below it; it may be stale, as removing a level leaves it. So the greatest key
/// up to a given one may lie in the leaf before the one found.
/// </remarks>
internal sealed class PriceTreePool
{
    /// <summary>Levels of inner nodes: more than 2^30 levels of the book need.</summary>
    private const int HeightMax = 12;

    private readonly PriceTreeNode[] _nodes;
    private readonly int[] _pathNodes = new int[HeightMax];
    private readonly int[] _pathPositions = new int[HeightMax];
    private int _free;
    private int _used;

    /// <summary>Nodes for trees of a number of levels in all.</summary>
    internal PriceTreePool(int trees, int levels)
    {
        _nodes = new PriceTreeNode[CapacityFor(trees, levels) + 1];
    }

    /// <summary>Nodes in use.</summary>
    internal int Count { get; private set; }

    /// <summary>Nodes that suffice for any set of levels.</summary>
    /// <remarks>Two neighbours have 25 keys or more together, so all but one node of each parent have twelve on average.</remarks>
    internal static int CapacityFor(int trees, int levels) => (2 * trees) + (levels / 4) + 64;

    /// <summary>Makes an order the last one of its level; the level is made if there is none.</summary>
    /// <param name="tree">The tree of its side.</param>
    /// <param name="key">The key of its price.</param>
    /// <param name="order">The order.</param>
    /// <returns>Its predecessor: the last order of the level, or of the next better one; 0 if there is none.</returns>
    internal int Append(ref PriceTree tree, long key, int order)
    {
        if (tree.Root == 0)
        {
            tree.Root = Take();
            tree.Height = 0;
        }

        int leaf = Descend(tree, key);
        ref PriceTreeNode node = ref _nodes[leaf];
        int position = node.CountUpTo(key);
        if (position > 0)
        {
            int last = node.Values[position - 1];
            if (node.Keys[position - 1] == key)
            {
                node.Values[position - 1] = order;
            }
            else
            {
                Insert(ref tree, leaf, position, key, order);
            }

            return last;
        }

        int before = node.Before;
        int predecessor = before == 0 ? 0 : _nodes[before].Values[_nodes[before].Count - 1];
        LowerBounds(tree, key);
        Insert(ref tree, leaf, 0, key, order);
        return predecessor;
    }

    /// <summary>Makes another order the last one of an existing level.</summary>
    internal void Replace(in PriceTree tree, long key, int order)
    {
        ref PriceTreeNode node = ref _nodes[Descend(tree, key)];
        int position = node.CountUpTo(key) - 1;
        Invariant.Require(position >= 0 && node.Keys[position] == key, "a level is in its tree", key);
        node.Values[position] = order;
    }

    /// <summary>Removes a level.</summary>
    internal void Remove(ref PriceTree tree, long key)
    {
        int leaf = Descend(tree, key);
        int position = _nodes[leaf].CountUpTo(key) - 1;
        Invariant.Require(position >= 0 && _nodes[leaf].Keys[position] == key, "a level is in its tree", key);
        _nodes[leaf].RemoveAt(position);
        Shrink(ref tree, leaf);
    }

    /// <summary>Finds the leaf for a key and notes the way.</summary>
    private int Descend(in PriceTree tree, long key)
    {
        int node = tree.Root;
        for (int level = tree.Height - 1; level >= 0; level--)
        {
            int position = Math.Max(_nodes[node].CountUpTo(key) - 1, 0);
            _pathNodes[level] = node;
            _pathPositions[level] = position;
            node = _nodes[node].Values[position];
        }

        return node;
    }

    /// <summary>Keeps the keys on the way lower bounds of a key that becomes the first of its leaf.</summary>
    private void LowerBounds(in PriceTree tree, long key)
    {
        for (int level = 0; level < tree.Height; level++)
        {
            ref long bound = ref _nodes[_pathNodes[level]].Keys[_pathPositions[level]];
            bound = Math.Min(bound, key);
        }
    }

    private void Insert(ref PriceTree tree, int leaf, int position, long key, int order)
    {
        if (_nodes[leaf].Count < PriceTreeNode.Width)
        {
            _nodes[leaf].Insert(position, key, order);
            return;
        }

        int node = leaf;
        int value = order;
        for (int level = 0; ; level++)
        {
            int right = Split(node, isLeaf: level == 0);
            int half = _nodes[node].Count;
            ref PriceTreeNode target = ref _nodes[position <= half ? node : right];
            target.Insert(position <= half ? position : position - half, key, value);
            key = _nodes[right].Keys[0];
            value = right;
            if (level == tree.Height)
            {
                Grow(ref tree, node, right);
                return;
            }

            node = _pathNodes[level];
            position = _pathPositions[level] + 1;
            if (_nodes[node].Count < PriceTreeNode.Width)
            {
                _nodes[node].Insert(position, key, value);
                return;
            }
        }
    }

    /// <summary>Moves the upper half of a full node to a new one.</summary>
    private int Split(int node, bool isLeaf)
    {
        int right = Take();
        _nodes[node].MoveTo(PriceTreeNode.Width / 2, ref _nodes[right]);
        if (isLeaf)
        {
            int after = _nodes[node].After;
            Link(node, right);
            Link(right, after);
        }

        return right;
    }

    private void Grow(ref PriceTree tree, int left, int right)
    {
        int root = Take();
        _nodes[root].Insert(0, _nodes[left].Keys[0], left);
        _nodes[root].Insert(1, _nodes[right].Keys[0], right);
        tree.Root = root;
        tree.Height++;
        if (tree.Height > HeightMax)
        {
            throw new UnreachableException($"A tree of {tree.Height} levels: its nodes are at least a third full.");
        }
    }

    /// <summary>After a key was taken out of a node: merges it with a neighbour where that is possible, and so on upwards.</summary>
    private void Shrink(ref PriceTree tree, int node)
    {
        for (int level = 0; level < tree.Height; level++)
        {
            int parent = _pathNodes[level];
            int position = _pathPositions[level];
            if (_nodes[node].Count == 0)
            {
                Unlink(node, isLeaf: level == 0);
                _nodes[parent].RemoveAt(position);
            }
            else if (!TryMerge(parent, position, isLeaf: level == 0) && !TryMerge(parent, position - 1, isLeaf: level == 0))
            {
                return;
            }

            node = parent;
        }

        CollapseRoot(ref tree);
    }

    /// <summary>Merges the child at a position with the one after it, if there is one and they fit.</summary>
    private bool TryMerge(int parent, int position, bool isLeaf)
    {
        ref PriceTreeNode above = ref _nodes[parent];
        if (position < 0 || position + 1 >= above.Count)
        {
            return false;
        }

        int left = above.Values[position];
        int right = above.Values[position + 1];
        if (_nodes[left].Count + _nodes[right].Count > PriceTreeNode.MergeMax)
        {
            return false;
        }

        _nodes[right].MoveTo(0, ref _nodes[left]);
        Unlink(right, isLeaf);
        above.RemoveAt(position + 1);
        return true;
    }

    private void CollapseRoot(ref PriceTree tree)
    {
        while (tree.Height > 0 && _nodes[tree.Root].Count == 1)
        {
            int root = tree.Root;
            tree.Root = _nodes[root].Values[0];
            tree.Height--;
            Free(root);
        }

        if (_nodes[tree.Root].Count == 0)
        {
            Free(tree.Root);
            tree = default;
        }
    }

    private void Unlink(int node, bool isLeaf)
    {
        if (isLeaf)
        {
            Link(_nodes[node].Before, _nodes[node].After);
        }

        Free(node);
    }

    private void Link(int before, int after)
    {
        if (before != 0)
        {
            _nodes[before].After = after;
        }

        if (after != 0)
        {
            _nodes[after].Before = before;
        }
    }

    private int Take()
    {
        int node = _free;
        if (node != 0)
        {
            _free = _nodes[node].Before;
        }
        else
        {
            node = ++_used;
            Invariant.Require(node < _nodes.Length, "nodes suffice for the levels", node);
        }

        _nodes[node].Clear();
        Count++;
        return node;
    }

    private void Free(int node)
    {
        _nodes[node].Before = _free;
        _free = node;
        Count--;
    }
}
