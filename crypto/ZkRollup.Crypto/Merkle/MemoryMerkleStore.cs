using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Merkle;

/// <summary>Nodes in memory: a persistent trie of dense pages, each the three levels above 64 neighbours.</summary>
/// <remarks>
/// A page of tier k holds levels 3k, 3k + 1 and 3k + 2 below one node of level 3k + 3: 64 + 16 + 4 hashes in one array, so a 64-leaf block of
/// records is one page, and a walk from root to leaf of a tree of depth 15 passes five pages. Pages carry the epoch in which they were
/// made. A snapshot keeps the top page and starts an epoch; writing copies pages of older epochs on its way down. Snapshot and
/// restore are O(1). Views may be read while another thread writes to the store.
/// </remarks>
public sealed class MemoryMerkleStore : IMerkleStore
{
    private const int LevelsPerPage = 3;
    private const int PageLeaves = 64;
    private const int PageNodes = 64 + 16 + 4;

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
        Page page = Own(ref _state.Top, current);
        for (; current > tier; current--)
        {
            page = Own(ref page.Children![ChildIndex(level, index, current)], current - 1);
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

    private Page Own(ref Page? slot, int tier)
    {
        if (slot is null)
        {
            slot = new Page(_epoch, hasChildren: tier > 0);
        }
        else if (slot.Epoch != _epoch)
        {
            slot = new Page(_epoch, slot);
        }

        return slot;
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

            Page? page = Find(level, index);
            int offset = Offset(level, index);
            hash = page is null ? default : page.Nodes[offset];
            return page is not null && page.Has(offset);
        }

        internal readonly void ReadGroup(int level, uint group, in Fr absent, Span<Fr> siblings)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(level);
            RequirePosition(level + 1, group);
            siblings = siblings[..MerkleTree.Arity];
            Page? page = Find(level, group << 2);
            if (page is null)
            {
                siblings.Fill(absent);
                return;
            }

            int offset = Offset(level, group << 2);
            for (int i = 0; i < siblings.Length; i++)
            {
                siblings[i] = page.Has(offset + i) ? page.Nodes[offset + i] : absent;
            }
        }

        private readonly Page? Find(int level, uint index)
        {
            int tier = level / LevelsPerPage;
            Page? page = Top;
            for (int current = TopTier; current > tier && page is not null; current--)
            {
                page = page.Children![ChildIndex(level, index, current)];
            }

            return page;
        }
    }

    private sealed class Page
    {
        internal readonly ulong Epoch;
        internal readonly Fr[] Nodes;
        internal readonly Page?[]? Children;
        private ulong _presentLow;
        private uint _presentHigh;

        internal Page(ulong epoch, bool hasChildren)
        {
            Epoch = epoch;
            Nodes = new Fr[PageNodes];
            Children = hasChildren ? new Page?[PageLeaves] : null;
        }

        internal Page(ulong epoch, Page original)
        {
            Epoch = epoch;
            Nodes = [.. original.Nodes];
            Children = original.Children is null ? null : [.. original.Children];
            _presentLow = original._presentLow;
            _presentHigh = original._presentHigh;
        }

        internal bool Has(int offset) => ((offset < 64 ? _presentLow >> offset : _presentHigh >> (offset - 64)) & 1) != 0;

        internal void Put(int offset, in Fr hash)
        {
            Nodes[offset] = hash;
            if (offset < 64)
            {
                _presentLow |= 1UL << offset;
            }
            else
            {
                _presentHigh |= 1U << (offset - 64);
            }
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
