using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§3.4: the lists of orders, and §8.6.</content>
public sealed partial class ReferenceExchange
{
    private static OrderLeaf HeadLeaf(in BookRecord book, Side side) => side == Side.Buy ? book.BidLeaf : book.AskLeaf;

    private static PriceTicks HeadPrice(in BookRecord book, Side side) => side == Side.Buy ? book.BidPrice : book.AskPrice;

    private static BookRecord WithHead(in BookRecord book, Side side, OrderLeaf leaf, PriceTicks price) => side == Side.Buy
        ? book with { BidLeaf = leaf, BidPrice = price }
        : book with { AskLeaf = leaf, AskPrice = price };

    /// <summary>True if price a is better than b for orders of a side.</summary>
    private static bool IsBetter(Side side, Int128 a, Int128 b) => side == Side.Buy ? a > b : a < b;

    /// <summary>The last order before the first whose leaf and price break a condition, from the head on; none if the head's do.</summary>
    /// <remarks>In the packed record b2 is the price and b4 the next leaf; a long walk needs no more of each order.</remarks>
    private OrderLeaf LastWhile(OrderLeaf head, Func<OrderLeaf, long, bool> condition)
    {
        OrderLeaf last = OrderLeaf.None;
        OrderLeaf leaf = head;
        while (leaf != OrderLeaf.None)
        {
            ref readonly Record order = ref _store.Peek(RecordAddress.Order(leaf));
            if (!condition(leaf, (long)order.B2))
            {
                break;
            }

            last = leaf;
            leaf = new OrderLeaf((long)order.B4);
        }

        return last;
    }

    /// <summary>Inserts an order: behind the last one whose price is better or equal.</summary>
    private void Insert(OrderLeaf leaf, in OrderRecord order)
    {
        Side side = order.Side;
        PriceTicks price = order.Price;
        BookRecord book = Book(order.Instrument);
        OrderLeaf predecessorLeaf = LastWhile(HeadLeaf(book, side), (_, other) => !IsBetter(side, price.Value, other));
        if (predecessorLeaf == OrderLeaf.None)
        {
            Put(leaf, order with { NextLeaf = HeadLeaf(book, side), NextPrice = HeadPrice(book, side) });
            Put(order.Instrument, WithHead(book, side, leaf, price));
        }
        else
        {
            OrderRecord predecessor = Order(predecessorLeaf);
            Put(leaf, order with { NextLeaf = predecessor.NextLeaf, NextPrice = predecessor.NextPrice });
            Put(predecessorLeaf, predecessor with { NextLeaf = leaf, NextPrice = price });
        }
    }

    /// <summary>Removes an order from its list: its predecessor takes over its successor. The owner has one open order less.</summary>
    private void RemoveFromList(OrderLeaf leaf)
    {
        OrderRecord order = Order(leaf);
        BookRecord book = Book(order.Instrument);
        OrderLeaf head = HeadLeaf(book, order.Side);
        if (head == leaf)
        {
            Put(order.Instrument, WithHead(book, order.Side, order.NextLeaf, order.NextPrice));
        }
        else
        {
            OrderLeaf predecessorLeaf = LastWhile(head, (other, _) => other != leaf);
            OrderRecord predecessor = Order(predecessorLeaf);
            Invariant.Require(predecessor.NextLeaf == leaf, "A live order is in its list; leaf", leaf.Value);
            Put(predecessorLeaf, predecessor with { NextLeaf = order.NextLeaf, NextPrice = order.NextPrice });
        }

        Put(leaf, default(OrderRecord));
        _orders.Remove(order.Account, order.Id);
        AccountRecord account = Account(order.Account);
        Put(order.Account, account with { OpenOrders = account.OpenOrders - 1 });
    }

    /// <summary>§8.6: taking an order out.</summary>
    private void TakeOut(OrderLeaf leaf, EventKind kind, byte reason)
    {
        OrderRecord order = Order(leaf);
        RemoveFromList(leaf);
        if (order.OrderEpoch == Account(order.Account).OrderEpoch)
        {
            AddOpenLots(order.Account, order.Instrument, order.Side, -order.Quantity.Value);
            ClearIfVacant(order.Account, order.Instrument);
        }

        Emit(new ExchangeEvent
        {
            Kind = kind,
            Account = order.Account,
            Instrument = order.Instrument,
            Order = order.Id,
            Leaf = leaf,
            Side = order.Side,
            Price = order.Price,
            Lots = order.Quantity,
            Cause = reason,
        });
    }

    private void Remove(OrderLeaf leaf, RemovalCause cause) => TakeOut(leaf, EventKind.OrderRemoved, (byte)cause);
}
