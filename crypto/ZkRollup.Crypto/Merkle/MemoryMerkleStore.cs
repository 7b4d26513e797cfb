using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Merkle;

/// <summary>Nodes in memory: a persistent trie of pages, each the three levels above 64 neighbours.</summary>
/// <remarks>
/// A page of tier k holds levels 3k, 3k + 1 and 3k + 2 below one node of level 3k + 3: at most 64 + 16 + 4 hashes, so a 64-leaf block of
/// records is one page, and a walk from root to leaf of a tree of depth 15 passes five pages. A page keeps in dense arrays only what is
/// present; bit maps say what that is. Pages carry the epoch in which they were made. A snapshot keeps the top page and starts an epoch;
/// writing copies pages of older epochs on its way down. Snapshot and restore are O(1). Views may be read while another thread
/// writes to the store.
/// </remarks>
public sealed class MemoryMerkleStore : IMerkleStore
{
    private const int LevelsPerPage = 3;
    private const int PageLeaves = 64;
    private const int GrowthMin = 3;

    private State _state;

    /// <summary>Grows with every snapshot and restore, so that no page of a view is ever written.</summary>
    private ulong _epoch = 1;

    /// <summary>Makes an empty store.</summary>
    /// <param name="depth">The depth of the tree: 1 to 16.</param>
    public MemoryMerkleStore(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, MerkleTree.DepthMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MerkleTree.DepthMax);
        _state = new State(depth);
    }

    /// <inheritdoc/>
    public bool TryGet(int level, uint index, out Fr hash) => _state.TryGet(level, index, out hash);

    /// <inheritdoc/>
    public void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings) => _state.ReadGroup(level, group, absent, siblings);

    /// <inheritdoc/>
    public void Put(int level, uint index, in Fr hash)
    {
        _state.RequirePosition(level, index);
        if (level == _state.Depth)
        {
            _state.Root = hash;
            _state.HasRoot = true;
            return;
        }

        int tier = level / LevelsPerPage;
        int current = _state.TopTier;
        Page page = OwnTop();
        for (; current > tier; current--)
        {
            page = page.OwnChild(ChildIndex(level, index, current));
        }

        page.Put(Offset(level, index), hash);
    }

    /// <inheritdoc/>
    public IMerkleView Snapshot()
    {
        _epoch++;
        return new View(_state, _epoch);
    }

    /// <inheritdoc/>
    public void Restore(IMerkleView snapshot)
    {
        if (snapshot is not View view || view.State.Depth != _state.Depth)
        {
            throw new ArgumentException("Not a snapshot of a memory store of this depth.", nameof(snapshot));
        }

        _epoch = Math.Max(_epoch, view.Epoch) + 1;
        _state = view.State;
    }

    private Page OwnTop()
    {
        if (_state.Top is null)
        {
            _state.Top = new Page(_epoch);
        }
        else if (_state.Top.Epoch != _epoch)
        {
            _state.Top = new Page(_epoch, _state.Top);
        }

        return _state.Top;
    }

    /// <summary>Which child of a page of a tier the node is below: a digit of 64 of its ancestor's index.</summary>
    private static int ChildIndex(int level, uint index, int tier) =>
        (int)(index >> (2 * ((LevelsPerPage * tier) - level))) & (PageLeaves - 1);

    /// <summary>Place of a node in its page: 64 nodes of the lowest level, then 16, then 4.</summary>
    private static int Offset(int level, uint index) => (level % LevelsPerPage) switch
    {
        0 => (int)(index & 63),
        1 => 64 + (int)(index & 15),
        _ => 80 + (int)(index & 3),
    };

    private struct State(int depth)
    {
        internal readonly int Depth = depth;
        internal Page? Top;
        internal Fr Root;
        internal bool HasRoot;

        internal readonly int TopTier => (Depth - 1) / LevelsPerPage;

        internal readonly void RequirePosition(int level, uint index)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)level, (uint)Depth, nameof(level));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1UL << (2 * (Depth - level)), nameof(index));
        }

        internal readonly bool TryGet(int level, uint index, out Fr hash)
        {
            RequirePosition(level, index);
            if (level == Depth)
            {
                hash = Root;
                return HasRoot;
            }

            hash = default;
            return Find(level, index) is Page page && page.TryGet(Offset(level, index), out hash);
        }

        internal readonly void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(level);
            RequirePosition(level + 1, group);
            siblings = siblings[..MerkleTree.Arity];
            if (Find(level, group << 2) is Page page)
            {
                page.ReadGroup(Offset(level, group << 2), absent, siblings);
            }
            else
            {
                siblings.Fill(absent);
            }
        }

        private readonly Page? Find(int level, uint index)
        {
            int tier = level / LevelsPerPage;
            Page? page = Top;
            for (int current = TopTier; current > tier && page is not null; current--)
            {
                page = page.Child(ChildIndex(level, index, current));
            }

            return page;
        }
    }

    /// <summary>Hashes and children that are present, in ascending order; bit maps say which.</summary>
    private sealed class Page
    {
        internal readonly ulong Epoch;
        private ulong _lowNodes;
        private ulong _highNodes;
        private ulong _childMap;
        private Fr[] _nodes;
        private Page[] _children;

        internal Page(ulong epoch)
        {
            Epoch = epoch;
            _nodes = [];
            _children = [];
        }

        internal Page(ulong epoch, Page original)
        {
            Epoch = epoch;
            _lowNodes = original._lowNodes;
            _highNodes = original._highNodes;
            _childMap = original._childMap;
            _nodes = [.. original._nodes];
            _children = [.. original._children];
        }

        internal void Put(int offset, in Fr hash)
        {
            int rank = Rank(offset);
            if ((Map(offset) & Bit(offset)) == 0)
            {
                InsertGap(ref _nodes, Count, rank);
                Map(offset) |= Bit(offset);
            }

            _nodes[rank] = hash;
        }

        internal bool TryGet(int offset, out Fr hash)
        {
            bool isPresent = (Map(offset) & Bit(offset)) != 0;
            hash = isPresent ? _nodes[Rank(offset)] : default;
            return isPresent;
        }

        /// <summary>Reads four nodes from a multiple of 4.</summary>
        internal void ReadGroup(int offset, in Fr absent, Span<Fr> siblings)
        {
            ulong present = Map(offset) >> offset;
            int rank = present % 16 == 0 ? 0 : Rank(offset);
            for (int i = 0; i < siblings.Length; i++)
            {
                siblings[i] = ((present >> i) & 1) != 0 ? _nodes[rank++] : absent;
            }
        }

        internal Page? Child(int child) => (_childMap & Bit(child)) == 0 ? null : _children[ChildRank(child)];

        /// <summary>The child page, made or copied so that it belongs to the epoch of this page.</summary>
        internal Page OwnChild(int child)
        {
            int rank = ChildRank(child);
            if ((_childMap & Bit(child)) == 0)
            {
                InsertGap(ref _children, BitOperations.PopCount(_childMap), rank);
                _childMap |= Bit(child);
                _children[rank] = new Page(Epoch);
            }
            else if (_children[rank].Epoch != Epoch)
            {
                _children[rank] = new Page(Epoch, _children[rank]);
            }

            return _children[rank];
        }

        private int Count => BitOperations.PopCount(_lowNodes) + BitOperations.PopCount(_highNodes);

        private static ulong Bit(int offset) => 1UL << (offset & 63);

        private ref ulong Map(int offset) => ref offset < 64 ? ref _lowNodes : ref _highNodes;

        private int ChildRank(int child) => BitOperations.PopCount(_childMap & (Bit(child) - 1));

        private int Rank(int offset) =>
            BitOperations.PopCount(Map(offset) & (Bit(offset) - 1)) + (offset < 64 ? 0 : BitOperations.PopCount(_lowNodes));

        /// <summary>Moves the items from a position on by one place, in an array that grows by half.</summary>
        private static void InsertGap<T>(ref T[] items, int count, int position)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, count + Math.Max(GrowthMin, count / 2));
            }

            items.AsSpan(position, count - position).CopyTo(items.AsSpan(position + 1));
        }
    }

    private sealed class View(State state, ulong epoch) : IMerkleView
    {
        internal State State => state;

        internal ulong Epoch => epoch;

        public bool TryGet(int level, uint index, out Fr hash) => state.TryGet(level, index, out hash);

        public void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings) => state.ReadGroup(level, group, absent, siblings);
    }
}
