using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>
/// What becomes of lots that remain after matching ended without a maker: nothing crosses, or the work limit (docs/protocol.md, 8.2, 3 to
/// 5).
/// </summary>
internal static class MatchedOrderPrograms
{
    /// <summary>Nothing crosses and the order is GTC: it rests, as the head of its list.</summary>
    /// <remarks>
    /// No book is ever crossed, as an order comes to rest only where it does not cross. What remains of an order that met another side's
    /// order is at a price not worse than that one's, so better than all on its own side: none can be its predecessor.
    /// </remarks>
    internal static StepProgram Rest(bool sells)
    {
        ProgramWriter p = new($"rest of a {(sells ? "sell" : "buy")}");
        MatchingContext context = MatchingContext.Instance;
        (OrderLists lists, RecordPort account, RecordPort book, Value price) = Begin(p, sells);
        p.Rule("8.3, 1 nothing crosses");
        lists.RequireNoCross(book, price);
        p.Rule("8.2, 3 not IOC");
        (Value expiry, Value maximumFee, Bit reduceOnly) = MatchingContext.Unpack(p, p.Import(context.Resting));
        p.RequireNotZero(expiry);
        p.Rule("8.2, 3 open orders");
        account.Set(Fields.Account.OpenOrders, account[Fields.Account.OpenOrders] + 1);

        // Its nonce is that of the order, since this slot goes on with the transaction that set it.
        Value owner = p.Import(context.Account);
        Value address = p.Import(context.Session);
        RecordPort session = p.Open(RecordClass.Session, address);
        Value instrument = p.Import(context.Instrument);
        NewOrder order = new(p)
        {
            Market = lists.MarketOf(instrument, reduceOnly),
            Nonce = session[Fields.Session.Nonce],
            Expiry = expiry,

            // 16·account + slot; the address of a session is 64·account + 32 + slot.
            OwnerReference = (address - (48 * owner) - 32).WithBounds(0, Fields.Order.OwnerRef.High),
            Serial = session[Fields.Session.Serial],
            MaximumFee = maximumFee,
            OrderEpoch = account[Fields.Account.OrderEpoch],
            Price = price,
            Quantity = p.Import(context.Remaining),
        };
        order.Rest(lists, book, predecessor: null);
        p.End(null);
        return p.Finish();
    }

    /// <summary>
    /// Nothing crosses and the order is IOC, or 64 makers were touched and the next one crosses: what remains is cancelled.
    /// </summary>
    internal static StepProgram Cancel(bool sells)
    {
        ProgramWriter p = new($"remainder of a {(sells ? "sell" : "buy")}");
        MatchingContext context = MatchingContext.Instance;
        (OrderLists lists, RecordPort account, RecordPort book, Value price) = Begin(p, sells);
        Bit crosses = lists.Crosses(book, price);
        p.Rule("8.3, 3 work limit");
        p.RequireEqualIf(crosses, p.Import(context.Touched), TakerContext.MakersMax);
        p.Rule("8.2, 3 IOC");
        (Value expiry, _, _) = MatchingContext.Unpack(p, p.Import(context.Resting));
        p.RequireZero((1 - (Value)crosses) * expiry);

        p.Rule("8.2, 4 place");
        Place place = Place.Chosen(p, PlaceOrderProgram.PlaceInput);
        Value address = p.Import(context.Position);
        p.RequireEqual(address, Addresses.Position(p.Import(context.Account), place.Number));
        RecordPort position = p.Open(RecordClass.Position, address);
        p.Rule("8.2, 4 open lots");
        Value remaining = p.Import(context.Remaining);
        OpenLots lots = new(p, position, bought: sells ? 0 : remaining, sold: sells ? remaining : 0);
        p.Rule("8.2, 5 vacant");
        lots.Leave(account, place);
        p.End(null);
        return p.Finish();
    }

    private static (OrderLists Lists, RecordPort Account, RecordPort Book, Value Price) Begin(ProgramWriter p, bool sells)
    {
        MatchingContext context = MatchingContext.Instance;
        p.Begin(context);
        p.Rule("side");
        p.RequireEqual(p.Import(context.Sells), sells ? 1 : 0);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(p.Import(context.Account)));
        RecordPort book = p.Open(RecordClass.Book, Addresses.Book(p.Import(context.Instrument)));

        // The price of an order of this side times the sign of the side.
        Value bound = p.Import(context.Bound);
        return (new(p, sells), account, book, (sells ? -bound : bound).WithBounds(1, Fields.Order.Price.High));
    }
}
