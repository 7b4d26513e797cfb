using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Reference;

/// <summary>Makes the canonical choices about leaves of orders (docs/protocol.md, 5.2): where a new order lies, where one is.</summary>
internal sealed class OrderDirectory
{
    private readonly Dictionary<(AccountId Account, OrderId Order), OrderLeaf> _leaves = [];
    private readonly Stack<OrderLeaf> _freed = new();
    private long _lowestUnused = 1;

    /// <summary>The leaf freed last, else the lowest never used.</summary>
    internal OrderLeaf Add(AccountId account, OrderId order)
    {
        if (!_freed.TryPop(out OrderLeaf leaf))
        {
            leaf = Invariant.Narrow<OrderLeaf>(_lowestUnused++, "The next order leaf");
        }

        _leaves.Add((account, order), leaf);
        return leaf;
    }

    /// <summary>The order is gone; its leaf will be used next.</summary>
    internal void Remove(AccountId account, OrderId order)
    {
        bool isRemoved = _leaves.Remove((account, order), out OrderLeaf leaf);
        Invariant.Require(isRemoved, "An order that leaves has a leaf; its nonce", order.Nonce.Value);
        _freed.Push(leaf);
    }

    /// <summary>Where an order lies; none if it is not live.</summary>
    internal OrderLeaf Find(AccountId account, OrderId order) => _leaves.GetValueOrDefault((account, order));

    /// <summary>Takes over orders at their leaves. No leaf counts as freed last: the others are used in ascending order.</summary>
    /// <param name="orders">By ascending leaf.</param>
    internal void Load(IReadOnlyList<(AccountId Account, OrderId Order, OrderLeaf Leaf)> orders)
    {
        long next = 1;
        List<OrderLeaf> gaps = [];
        foreach ((AccountId account, OrderId order, OrderLeaf leaf) in orders)
        {
            _leaves.Add((account, order), leaf);
            for (; next < leaf.Value; next++)
            {
                gaps.Add(new OrderLeaf(next));
            }

            next = leaf.Value + 1;
        }

        gaps.Reverse();
        gaps.ForEach(_freed.Push);
        _lowestUnused = next;
    }
}
