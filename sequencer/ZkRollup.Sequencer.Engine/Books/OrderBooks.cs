using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>The lists of §3.4 over the orders, what finds a place in them fast, and which leaf is next.</summary>
/// <remarks>
/// The list itself is state: each order names its successor. The engine adds the predecessor of each order, and for each side a tree from
/// price to the last order of the level, so that the place of a new order is found without walking the list.
/// </remarks>
internal sealed class OrderBooks
{
    private readonly StateStore _state;
    private readonly OrderState[] _orders;
    private readonly PriceTreePool _pool;
    private readonly OrderLookup _lookup;

    /// <summary>Bids of instrument i at 2·i, its asks at 2·i + 1.</summary>
    private readonly PriceTree[] _trees;
    private readonly int[] _freed;
    private int _freedCount;
    private int _used;

    internal OrderBooks(StateStore state, EngineLimits limits)
    {
        _state = state;
        _orders = state.Orders;
        _trees = new PriceTree[2 * limits.Instruments];
        _pool = new PriceTreePool(_trees.Length, limits.Orders);
        _lookup = new OrderLookup(_orders, limits.LookupKey);
        _freed = new int[limits.Orders];
    }

    /// <summary>Leaves that were freed and not taken again, the last one at the end.</summary>
    internal ReadOnlySpan<int> Freed => _freed.AsSpan(0, _freedCount);

    /// <summary>Leaves from 1 to this one have been used.</summary>
    internal int Used => _used;

    /// <summary>True if an order more can rest.</summary>
    internal bool HasRoom => _freedCount > 0 || _used + 1 < _orders.Length;

    /// <summary>The leaf of an order by identity, or 0.</summary>
    internal int Find(int account, int serial, long nonce) => _lookup.Find(account, serial, nonce);

    /// <summary>The leaf for the next order: the one freed last, else the lowest never used (§3.4).</summary>
    internal int TakeLeaf()
    {
        Invariant.Require(HasRoom, "room for an order is checked before", _used);
        return _freedCount > 0 ? _freed[--_freedCount] : ++_used;
    }

    /// <summary>Puts the order at a leaf, all fields of which are set but the links, into its list.</summary>
    internal void Insert(int leaf)
    {
        ref OrderState order = ref _orders[leaf];
        bool isBuy = order.IsBuy;
        ref InstrumentState instrument = ref _state.Instruments[order.Instrument];
        int previous = _pool.Append(ref TreeOf(order), KeyOf(order), leaf);
        order.Previous = previous;
        if (previous == 0)
        {
            order.Next = instrument.Head(isBuy);
            order.NextPrice = instrument.HeadPrice(isBuy);
            instrument.SetHead(isBuy, leaf, order.Price);
            _state.WroteBook(order.Instrument);
        }
        else
        {
            ref OrderState before = ref _orders[previous];
            order.Next = before.Next;
            order.NextPrice = before.NextPrice;
            before.Next = leaf;
            before.NextPrice = order.Price;
            _state.WroteOrder(previous);
        }

        if (order.Next != 0)
        {
            _orders[order.Next].Previous = leaf;
        }

        _lookup.Add(leaf);
        _state.WroteOrder(leaf);
    }

    /// <summary>Takes the order at a leaf out of its list and clears it.</summary>
    internal void Remove(int leaf)
    {
        ref OrderState order = ref _orders[leaf];
        bool isBuy = order.IsBuy;
        int previous = order.Previous;
        int next = order.Next;
        if (previous == 0)
        {
            _state.Instruments[order.Instrument].SetHead(isBuy, next, order.NextPrice);
            _state.WroteBook(order.Instrument);
        }
        else
        {
            _orders[previous].Next = next;
            _orders[previous].NextPrice = order.NextPrice;
            _state.WroteOrder(previous);
        }

        if (next != 0)
        {
            _orders[next].Previous = previous;
        }

        if (next == 0 || order.NextPrice != order.Price)
        {
            RemoveLast(order, previous);
        }

        _lookup.Remove(leaf);
        long stamp = order.Stamp;
        order = default;
        order.Stamp = stamp;
        _state.WroteOrder(leaf);
        _freed[_freedCount++] = leaf;
    }

    /// <summary>Makes everything that is not state from the lists, after the orders were read from a snapshot.</summary>
    /// <param name="used">Leaves from 1 to this one have been used.</param>
    /// <param name="freed">Those of them that are free, the last one freed at the end.</param>
    /// <returns>False if the lists are not those of §3.4, or the free leaves not those without an order.</returns>
    internal bool TryRebuild(int used, ReadOnlySpan<int> freed)
    {
        _used = used;
        freed.CopyTo(_freed);
        _freedCount = freed.Length;
        HashSet<int> places = [];
        foreach (int leaf in freed)
        {
            if (leaf == 0 || !places.Add(leaf) || _orders[leaf].Quantity != 0)
            {
                return false;
            }
        }

        for (int instrument = 0; instrument < _state.Instruments.Length; instrument++)
        {
            ref readonly InstrumentState state = ref _state.Instruments[instrument];
            if (!TryRebuildList(4 * instrument, state.BidLeaf, state.BidPrice, places)
                || !TryRebuildList((4 * instrument) + 2, state.AskLeaf, state.AskPrice, places))
            {
                return false;
            }
        }

        return places.Count == used;
    }

    /// <summary>Smaller is better: rising prices of asks, falling ones of bids.</summary>
    private static long KeyOf(in OrderState order) => order.IsBuy ? -order.Price : order.Price;

    /// <summary>The last order of a level goes: the one before it takes its part, or the level goes too.</summary>
    private void RemoveLast(in OrderState order, int previous)
    {
        if (previous != 0 && _orders[previous].Price == order.Price)
        {
            _pool.Replace(TreeOf(order), KeyOf(order), previous);
        }
        else
        {
            _pool.Remove(ref TreeOf(order), KeyOf(order));
        }
    }

    private bool TryRebuildList(int market, int head, long headPrice, HashSet<int> places)
    {
        int previous = 0;
        int leaf = head;
        long price = headPrice;
        while (leaf != 0)
        {
            if (leaf > _used || !places.Add(leaf))
            {
                return false;
            }

            ref OrderState order = ref _orders[leaf];
            bool isOrder = order.Quantity != 0 && _state.HasAccount(order.Account);
            if (!isOrder || (order.Market & ~1) != market || order.Price != price)
            {
                return false;
            }

            order.Previous = previous;
            order.Session = _state.SessionAt(order.Account, order.OwnerReference & 15);
            if (_pool.Append(ref TreeOf(order), KeyOf(order), leaf) != previous)
            {
                return false;
            }

            _lookup.Add(leaf);
            previous = leaf;
            leaf = order.Next;
            price = order.NextPrice;
        }

        return price == 0;
    }

    private ref PriceTree TreeOf(in OrderState order) => ref _trees[order.Market >> 1];
}
