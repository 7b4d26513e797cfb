using System.Numerics;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>Finds orders by identity: (account, serial, nonce). Chains of a hash table, through the orders themselves.</summary>
internal sealed class OrderLookup
{
    private const ulong Multiplier = 0xbf58476d1ce4e5b9;
    private const int NeighbourBits = 4;

    private readonly OrderState[] _orders;
    private readonly int[] _heads;
    private readonly ulong _key;
    private readonly int _shift;

    /// <summary>An empty table.</summary>
    /// <param name="orders">The orders, by leaf.</param>
    /// <param name="key">Secret: who knows it can choose nonces that lie in one chain.</param>
    internal OrderLookup(OrderState[] orders, ulong key)
    {
        _orders = orders;
        int bits = Math.Max(BitOperations.Log2((uint)orders.Length) + 1, 4);
        _heads = new int[1 << bits];
        _shift = 64 - bits;
        _key = key;
    }

    /// <summary>The leaf of an order, or 0.</summary>
    internal int Find(int account, int serial, long nonce)
    {
        int leaf = _heads[Place(account, serial, nonce)];
        while (leaf != 0)
        {
            ref readonly OrderState order = ref _orders[leaf];
            if (order.Nonce == nonce && order.Serial == serial && order.Account == account)
            {
                return leaf;
            }

            leaf = order.Chain;
        }

        return 0;
    }

    /// <summary>Adds the order at a leaf.</summary>
    internal void Add(int leaf)
    {
        ref OrderState order = ref _orders[leaf];
        ref int head = ref _heads[Place(order.Account, order.Serial, order.Nonce)];
        order.Chain = head;
        head = leaf;
    }

    /// <summary>Removes the order at a leaf, which is in the table.</summary>
    internal void Remove(int leaf)
    {
        ref OrderState order = ref _orders[leaf];
        ref int link = ref _heads[Place(order.Account, order.Serial, order.Nonce)];
        while (link != leaf)
        {
            Invariant.Require(link != 0, "an order is in the look-up", leaf);
            link = ref _orders[link].Chain;
        }

        link = order.Chain;
        order.Chain = 0;
    }

    /// <summary>Where the chain of an order begins.</summary>
    /// <remarks>
    /// Sixteen nonces in a row have neighbouring places, and where those are depends on the key. Nonces mostly count up, so the orders of a
    /// session share lines of the cache.
    /// </remarks>
    private int Place(int account, int serial, long nonce)
    {
        unchecked
        {
            ulong owner = ((ulong)(uint)account << 24) | (uint)serial;
            ulong group = (ulong)nonce >> NeighbourBits;
            ulong high = Math.BigMul(group ^ _key, (owner ^ BitOperations.RotateLeft(_key, 31)) * Multiplier, out ulong low);
            ulong place = ((high ^ low) * Multiplier) >> _shift;
            return (int)(place ^ ((ulong)nonce & ((1UL << NeighbourBits) - 1)));
        }
    }
}
