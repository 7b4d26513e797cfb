using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Tests.Books;

/// <summary>Books as sorted lists of leaves, and the canonical choice of a leaf.</summary>
internal sealed class NaiveBook
{
    private readonly List<(int Leaf, long Price)>[] _sides;
    private readonly Dictionary<int, int> _sideOf = [];
    private readonly Stack<int> _freed = new();
    private readonly List<int> _leaves = [];
    private readonly int _capacity;
    private int _used;

    internal NaiveBook(int instruments, int capacity)
    {
        _capacity = capacity;
        _sides = new List<(int, long)>[2 * (instruments + 1)];
        for (int i = 0; i < _sides.Length; i++)
        {
            _sides[i] = [];
        }
    }

    internal int Count => _leaves.Count;

    internal int LeafAt(int index) => _leaves[index];

    internal int TakeLeaf()
    {
        Assert.True(Count < _capacity);
        return _freed.Count > 0 ? _freed.Pop() : ++_used;
    }

    internal void Insert(int leaf, int market, long price)
    {
        int side = market >> 1;
        bool isBuy = side % 2 == 0;
        int position = _sides[side].FindIndex(other => isBuy ? other.Price < price : other.Price > price);
        _sides[side].Insert(position < 0 ? _sides[side].Count : position, (leaf, price));
        _sideOf.Add(leaf, side);
        _leaves.Add(leaf);
    }

    internal void Remove(int leaf)
    {
        _sideOf.Remove(leaf, out int side);
        _sides[side].RemoveAll(other => other.Leaf == leaf);
        _leaves.Remove(leaf);
        _freed.Push(leaf);
    }

    /// <summary>The lists of a state are these, in both directions and with the successors' prices.</summary>
    internal void RequireEqual(StateStore state)
    {
        for (int side = 2; side < _sides.Length; side++)
        {
            bool isBuy = side % 2 == 0;
            ref InstrumentState instrument = ref state.Instruments[side / 2];
            int leaf = instrument.Head(isBuy);
            long price = instrument.HeadPrice(isBuy);
            int previous = 0;
            foreach ((int Leaf, long Price) expected in _sides[side])
            {
                Assert.Equal(expected, (leaf, price));
                Assert.Equal(previous, state.Orders[leaf].Previous);
                previous = leaf;
                (leaf, price) = (state.Orders[leaf].Next, state.Orders[leaf].NextPrice);
            }

            Assert.Equal((0, 0L), (leaf, price));
        }
    }
}
