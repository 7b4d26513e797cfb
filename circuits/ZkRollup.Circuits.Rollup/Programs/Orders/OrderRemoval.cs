using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>A live order is taken out (docs/protocol.md, 8.6), wherever in its list it lies.</summary>
/// <remarks>
/// A live order is the head of its list or the next one of exactly one order, and an order of the account's epoch has a position whose
/// open lots are of this epoch; both by induction over all steps (§12).
/// </remarks>
internal sealed class OrderRemoval
{
    private const string FirstInput = "first";
    private const string PlaceInput = "place";
    private const int Bits = MachineShape.RangeBits;

    private readonly ProgramWriter _p;
    private readonly Value _leaf;
    private readonly RecordPort _account;
    private readonly Place _place;

    /// <param name="p">The program.</param>
    /// <param name="leaf">Where the order lies.</param>
    /// <param name="order">The order, which the program requires to be live.</param>
    /// <param name="owner">Its account.</param>
    /// <param name="account">The account's record.</param>
    internal OrderRemoval(ProgramWriter p, Value leaf, RecordPort order, Value owner, RecordPort account)
    {
        (_p, _leaf, Order, _account) = (p, leaf, order, account);
        p.Rule("3.3 market");
        Value market = order[Fields.Order.Market];
        ReduceOnly = p.HintBit(read => read[0] & 1, market);
        Sells = p.HintBit(read => (read[0] >> 1) & 1, market);
        Value instrument = p.HintBits(Bits, read => read[0] >> 2, market);
        p.RequireEqual(market, (4 * instrument) + (2 * (Value)Sells) + ReduceOnly);

        // No part is negative, so none is greater than the whole.
        Instrument = instrument.WithBounds(0, Fields.Position.Instrument.High);
        p.Rule("8.6 order epoch");
        Epoch = account[Fields.Account.OrderEpoch];
        IsCurrent = p.IsZero(p.RequireNotNegative(Epoch - order[Fields.Order.OrderEpoch]));
        p.Rule("8.6 position");
        _place = Place.Chosen(p, PlaceInput);
        Position = p.Open(RecordClass.Position, Addresses.Position(owner, _place.Number), IsCurrent);
        p.RequireEqualIf(IsCurrent, Position[Fields.Position.Instrument], Instrument);
    }

    /// <summary>The order.</summary>
    internal RecordPort Order { get; }

    /// <summary>Its instrument.</summary>
    internal Value Instrument { get; }

    /// <summary>1 if it sells.</summary>
    internal Bit Sells { get; }

    /// <summary>1 if it is reduce-only.</summary>
    internal Bit ReduceOnly { get; }

    /// <summary>The account's order epoch.</summary>
    internal Value Epoch { get; }

    /// <summary>1 if the order is of it.</summary>
    internal Bit IsCurrent { get; }

    /// <summary>The account's position in the instrument; only if the order is current.</summary>
    internal RecordPort Position { get; }

    /// <summary>Says to a step how the order at a leaf lies in its list, and where its account's position is.</summary>
    internal static void Choose(StepInputs inputs, StepSequence steps, TransactionFacts facts, OrderLeaf leaf)
    {
        OrderRecord order = OrderRecord.FromRecord(steps.Read(RecordAddress.Order(leaf)));
        Place.Choose(inputs, PlaceInput, Positions.PlaceOf(steps, order.Account, order.Instrument));
        BookRecord book = BookRecord.FromRecord(steps.Read(RecordAddress.Book(order.Instrument)));
        bool isFirst = (order.Side == Protocol.Transactions.Side.Buy ? book.BidLeaf : book.AskLeaf) == leaf;
        inputs.Set(FirstInput, isFirst ? 1 : 0);
        foreach (RecordAddress address in facts.Touched[^1])
        {
            if (address.Subtree == Subtree.Orders && OrderRecord.FromRecord(steps.Read(address)).NextLeaf == leaf)
            {
                inputs.Set(OrderLists.PredecessorInput, address.Index);
            }
        }
    }

    /// <summary>Writes the effects.</summary>
    /// <returns>The open lots that are left.</returns>
    internal OpenLots TakeOut()
    {
        LeaveList();
        _p.Rule("8.6 open orders");
        _account.Set(Fields.Account.OpenOrders, _account[Fields.Account.OpenOrders] - 1);
        _p.Rule("8.6 open lots");
        Value lots = _p.Materialize(IsCurrent * Order[Fields.Order.Quantity]);
        Value sold = _p.Materialize(Sells * lots);
        OpenLots left = new(_p, Position, lots - sold, sold);
        left.Leave(_account, _place, IsCurrent);
        _p.Rule("8.6 record");
        Order.Clear();
        return left;
    }

    /// <summary>§3.4: the predecessor takes over the successor, or the Book does if the order is the head.</summary>
    private void LeaveList()
    {
        _p.Rule("3.4 head");
        Bit isFirst = _p.InputBit(FirstInput);
        RecordPort book = _p.Open(RecordClass.Book, Addresses.Book(Instrument), isFirst);
        Value head = Sells.Select(book[Fields.Book.AskLeaf], book[Fields.Book.BidLeaf]);
        _p.RequireEqualIf(isFirst, _p.Materialize(head), _leaf);
        Value leaf = Order[Fields.Order.NextLeaf];
        Value price = Order[Fields.Order.NextPrice];
        book.Set(Fields.Book.BidLeaf, Sells.Select(book[Fields.Book.BidLeaf], leaf));
        book.Set(Fields.Book.BidPrice, Sells.Select(book[Fields.Book.BidPrice], price));
        book.Set(Fields.Book.AskLeaf, Sells.Select(leaf, book[Fields.Book.AskLeaf]));
        book.Set(Fields.Book.AskPrice, Sells.Select(price, book[Fields.Book.AskPrice]));

        // It is not the order itself, which has no next leaf any more when it is opened a second time.
        _p.Rule("3.4 predecessor");
        Value at = _p.InputBits(OrderLists.PredecessorInput, 30);
        RecordPort predecessor = _p.Open(RecordClass.Order, Addresses.Order(at), new Bit(_p.Materialize(!isFirst)));
        _p.RequireEqualIf(!isFirst, predecessor[Fields.Order.NextLeaf], _leaf);
        predecessor.Set(Fields.Order.NextLeaf, leaf);
        predecessor.Set(Fields.Order.NextPrice, price);
    }
}
