using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>An order that comes to rest (docs/protocol.md, 8.2, 3).</summary>
/// <param name="p">The program.</param>
internal sealed class NewOrder(ProgramWriter p)
{
    /// <summary>The input that is the leaf that it takes.</summary>
    internal const string LeafInput = "leaf";

    private const long LeafMax = (1L << 30) - 1;

    /// <summary>4·instrument + 2·side + reduceOnly.</summary>
    internal required Value Market { get; init; }

    /// <summary>Nonce of the message.</summary>
    internal required Value Nonce { get; init; }

    /// <summary>When it expires.</summary>
    internal required Value Expiry { get; init; }

    /// <summary>16·account + slot.</summary>
    internal required Value OwnerReference { get; init; }

    /// <summary>Serial of its session.</summary>
    internal required Value Serial { get; init; }

    /// <summary>The fee that its signer accepts.</summary>
    internal required Value MaximumFee { get; init; }

    /// <summary>Order epoch of its account.</summary>
    internal required Value OrderEpoch { get; init; }

    /// <summary>Its price.</summary>
    internal required Value Price { get; init; }

    /// <summary>Lots that remain, 1 or more.</summary>
    internal required Value Quantity { get; init; }

    /// <summary>The order is put at a leaf that the prover chooses, where no order lies, and into its list.</summary>
    /// <param name="lists">Lists of its side.</param>
    /// <param name="book">The Book of its instrument.</param>
    /// <param name="predecessor">The order that it comes to lie behind; null if it becomes the head.</param>
    internal void Rest(OrderLists lists, RecordPort book, RecordPort? predecessor)
    {
        p.Rule("3.4 leaf");
        Value leaf = p.RequireWithin(p.Input(LeafInput), 1, LeafMax);
        RecordPort order = p.Open(RecordClass.Order, Addresses.Order(leaf));
        p.RequireZero(order[Fields.Order.Quantity]);
        p.Rule("8.2, 3 the order");
        order.Set(Fields.Order.Market, Market);
        order.Set(Fields.Order.Nonce, Nonce);
        order.Set(Fields.Order.Expiry, Expiry);
        order.Set(Fields.Order.OwnerRef, OwnerReference);
        order.Set(Fields.Order.Serial, Serial);
        order.Set(Fields.Order.MaximumFee, MaximumFee);
        order.Set(Fields.Order.OrderEpoch, OrderEpoch);
        order.Set(Fields.Order.Price, Price);
        order.Set(Fields.Order.Quantity, Quantity);
        if (predecessor is null)
        {
            lists.InsertFirst(book, leaf, Price, order);
        }
        else
        {
            lists.InsertBehind(predecessor, leaf, Price, order);
        }
    }
}
