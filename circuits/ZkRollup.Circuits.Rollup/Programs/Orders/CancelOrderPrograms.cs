using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>CancelOrder (docs/protocol.md, 7.4): of an order, or without further effect.</summary>
internal static class CancelOrderPrograms
{
    private const string LeafInput = "leaf";
    private const int LeafBits = 30;
    private const int SlotMax = 15;

    /// <summary>The order is there and taken out.</summary>
    internal static StepProgram Found()
    {
        ProgramWriter p = new("CancelOrder");
        Opening.SessionOpening opening = Opening.OfSession<CancelOrder>(p, ScopeBits.Cancel);
        MessageFields message = opening.Message;
        p.Rule("7.4 leaf");
        Value leaf = p.InputBits(LeafInput, LeafBits);
        p.RequireZero(message["targetLeaf"] * (message["targetLeaf"] - leaf));
        RecordPort order = p.Open(RecordClass.Order, Addresses.Order(leaf));
        p.Rule("7.4 the order");
        p.RequireNotZero(order[Fields.Order.Quantity]);
        _ = p.RequireWithin(order[Fields.Order.OwnerRef] - ((SlotMax + 1) * message["account"]), 0, SlotMax);
        p.RequireEqual(order[Fields.Order.Serial], message["targetSerial"]);
        p.RequireEqual(order[Fields.Order.Nonce], message["targetNonce"]);
        _ = new OrderRemoval(p, leaf, order, message["account"], opening.Account).TakeOut();
        p.End(null);
        return p.Finish();
    }

    /// <summary>The leaf that was named does not hold the order, or none was named and the sequencer names none.</summary>
    internal static StepProgram NotFound()
    {
        ProgramWriter p = new("CancelOrder of none");
        MessageFields message = Opening.OfSession<CancelOrder>(p, ScopeBits.Cancel).Message;
        p.Rule("7.4 leaf");
        Bit isNamed = new(p.Materialize(!p.IsZero(message["targetLeaf"])));
        RecordPort order = p.Open(RecordClass.Order, Addresses.Order(message["targetLeaf"]), isNamed);
        p.Rule("7.4 the order");
        Value owner = order[Fields.Order.OwnerRef] - ((SlotMax + 1) * message["account"]);
        Bit isOwned = !p.IsNegative(owner) & p.AtLeast(SlotMax, owner);
        Bit isOfSerial = p.Equal(order[Fields.Order.Serial], message["targetSerial"]);
        Bit isOfNonce = p.Equal(order[Fields.Order.Nonce], message["targetNonce"]);
        Bit isLive = !p.IsZero(order[Fields.Order.Quantity]);
        p.RequireIf(isNamed, !(isOwned & isOfSerial & isOfNonce & isLive));
        p.End(null);
        return p.Finish();
    }

    internal static void Plan(StepSequence steps, in CancelOrder transaction, TransactionFacts facts)
    {
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        if (Find(steps, transaction, facts) is { } leaf)
        {
            inputs.Set(LeafInput, leaf.Value);
            OrderRemoval.Choose(inputs, steps, facts, leaf);
            steps.Step(inputs, OrdersPrograms.Cancel[0]);
        }
        else
        {
            steps.Step(inputs, OrdersPrograms.Cancel[1]);
        }
    }

    /// <summary>The leaf of the order that is cancelled: the one named, or one that was touched.</summary>
    private static OrderLeaf? Find(StepSequence steps, in CancelOrder transaction, TransactionFacts facts)
    {
        if (transaction.Leaf != OrderLeaf.None)
        {
            return IsTarget(steps, transaction, transaction.Leaf) ? transaction.Leaf : null;
        }

        foreach (RecordAddress address in facts.Touched[^1])
        {
            if (address.Subtree == Subtree.Orders && IsTarget(steps, transaction, new OrderLeaf(address.Index)))
            {
                return new OrderLeaf(address.Index);
            }
        }

        return null;
    }

    private static bool IsTarget(StepSequence steps, in CancelOrder transaction, OrderLeaf leaf)
    {
        OrderRecord order = OrderRecord.FromRecord(steps.Read(RecordAddress.Order(leaf)));
        return order.Exists && order.Account == transaction.Header.Account && order.Id == transaction.Target;
    }
}
