using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>The lists of orders of one instrument and side (docs/protocol.md, 3.4).</summary>
/// <remarks>
/// A live order of the instrument and side is in the list, so that it is one is all that has to be shown of a predecessor; and where
/// there is no next order or no head, its price is 0 as its leaf is. Both hold by induction over all steps, as lists change here alone.
/// </remarks>
/// <param name="p">The program.</param>
/// <param name="sells">The side of the orders.</param>
internal sealed class OrderLists(ProgramWriter p, bool sells)
{
    /// <summary>The input that is the leaf of a predecessor.</summary>
    internal const string PredecessorInput = "predecessor";

    /// <summary>Above all prices.</summary>
    private const long PriceLimit = 1L << 36;

    /// <summary>Market of an order: 4·instrument + 2·side + reduceOnly.</summary>
    internal Value MarketOf(Value instrument, Value reduceOnly) => (4 * instrument) + (sells ? 2 : 0) + reduceOnly;

    /// <summary>The leaf of the side's head.</summary>
    internal RecordField HeadLeaf => sells ? Fields.Book.AskLeaf : Fields.Book.BidLeaf;

    /// <summary>Its price.</summary>
    internal RecordField HeadPrice => sells ? Fields.Book.AskPrice : Fields.Book.BidPrice;

    /// <summary>The price of the opposite head, for an order that buys or sells, or one that no price crosses.</summary>
    internal Value OppositePrice(RecordPort book) => sells
        ? book[Fields.Book.BidPrice]
        : PriceOrWorst(book[Fields.Book.AskLeaf], book[Fields.Book.AskPrice], isAsk: true);

    /// <summary>Demands that an order of a price does not cross the opposite head.</summary>
    internal void RequireNoCross(RecordPort book, Value price) => RequireBetter(OppositePrice(book), price);

    /// <summary>1 if an order of a price crosses the opposite head.</summary>
    internal Bit Crosses(RecordPort book, Value price)
    {
        Value opposite = OppositePrice(book);
        return sells ? p.AtLeast(opposite, price) : p.AtLeast(price, opposite);
    }

    /// <summary>An order becomes the head: what was the head is worse than it.</summary>
    internal void InsertFirst(RecordPort book, Value leaf, Value price, RecordPort order)
    {
        p.Rule("3.4 the head is worse");
        RequireBetter(price, PriceOrWorst(book[HeadLeaf], book[HeadPrice], sells));
        p.Rule("3.4 head");
        order.Set(Fields.Order.NextLeaf, book[HeadLeaf]);
        order.Set(Fields.Order.NextPrice, book[HeadPrice]);
        book.Set(HeadLeaf, leaf);
        book.Set(HeadPrice, price);
    }

    /// <summary>Opens the predecessor that the prover chooses: a live order of the instrument and side.</summary>
    internal RecordPort OpenPredecessor(Value instrument)
    {
        p.Rule("3.4 predecessor");
        RecordPort predecessor = p.Open(RecordClass.Order, Addresses.Order(p.InputBits(PredecessorInput, 30)));
        p.RequireNotZero(predecessor[Fields.Order.Quantity]);
        Value reduceOnly = p.Materialize(predecessor[Fields.Order.Market] - MarketOf(instrument, 0));
        p.RequireZero((reduceOnly * reduceOnly) - reduceOnly);
        return predecessor;
    }

    /// <summary>An order is inserted behind one that is not worse, while the next one is.</summary>
    internal void InsertBehind(RecordPort predecessor, Value leaf, Value price, RecordPort order)
    {
        p.Rule("3.4 the predecessor is not worse");
        Value before = predecessor[Fields.Order.Price];
        p.RequireNotNegative(sells ? price - before : before - price);
        p.Rule("3.4 the next is worse");
        RequireBetter(price, PriceOrWorst(predecessor[Fields.Order.NextLeaf], predecessor[Fields.Order.NextPrice], sells));
        p.Rule("3.4 links");
        order.Set(Fields.Order.NextLeaf, predecessor[Fields.Order.NextLeaf]);
        order.Set(Fields.Order.NextPrice, predecessor[Fields.Order.NextPrice]);
        predecessor.Set(Fields.Order.NextLeaf, leaf);
        predecessor.Set(Fields.Order.NextPrice, price);
    }

    /// <summary>A price, or one that is worse than all if there is no order: for bids that is the 0 of an empty field.</summary>
    private Value PriceOrWorst(Value leaf, Value price, bool isAsk) => isAsk ? p.Materialize(price + (p.IsZero(leaf) * PriceLimit)) : price;

    /// <summary>Demands that the first price is better than the second one for orders of this side.</summary>
    private void RequireBetter(Value better, Value worse) => p.RequireNotNegative((sells ? worse - better : better - worse) - 1);
}
