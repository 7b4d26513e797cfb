using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>The steps of a PlaceOrder.</summary>
internal static class PlaceOrderPlan
{
    internal static void Take(StepSequence steps, in PlaceOrder order, TransactionFacts facts)
    {
        bool takes = HasNoPosition(steps, order.Header.Account);
        int place = takes ? 0 : TakePlace(steps, order);
        StepInputs inputs = Place.Choose(facts.Inputs(), PlaceOrderProgram.PlaceInput, place)
            .Set(PlaceOrderProgram.TakesInput, takes ? 1 : 0);
        MessageFields.Fill(inputs, order);
        IReadOnlyList<StepProgram> programs = order.Side == Side.Buy ? OrdersPrograms.Buy : OrdersPrograms.Sell;
        if (order.TimeInForce != TimeInForce.ImmediateOrCancel && !Crosses(steps, order))
        {
            OrderPath path = ChooseLeaves(inputs, steps, facts) ? OrderPath.RestsBehind : OrderPath.RestsFirst;
            steps.Step(inputs, programs[(int)path]);
            return;
        }

        steps.Step(inputs, programs[(int)OrderPath.Matches]);
        if (!MatchingPlan.Match(steps))
        {
            StepInputs remainder = Place.Choose(new(), PlaceOrderProgram.PlaceInput, place);
            _ = ChooseLeaves(remainder, steps, facts);
            steps.Step(remainder, [.. order.Side == Side.Buy ? OrdersPrograms.MatchedBuy : OrdersPrograms.MatchedSell]);
        }
    }

    /// <summary>Chooses the leaf of an order that rests, and its predecessor, of the last slot.</summary>
    /// <returns>True if there is a predecessor.</returns>
    private static bool ChooseLeaves(StepInputs inputs, StepSequence steps, TransactionFacts facts)
    {
        foreach (RecordAddress address in facts.Touched[^1])
        {
            if (address.Subtree != Subtree.Orders)
            {
                continue;
            }

            bool isLive = OrderRecord.FromRecord(steps.Read(address)).Exists;
            inputs.Set(isLive ? OrderLists.PredecessorInput : NewOrder.LeafInput, address.Index);
        }

        return inputs.Has(OrderLists.PredecessorInput);
    }

    private static bool Crosses(StepSequence steps, in PlaceOrder order)
    {
        BookRecord book = BookRecord.FromRecord(steps.Read(RecordAddress.Book(order.Instrument)));
        return order.Side == Side.Buy
            ? book.AskLeaf != OrderLeaf.None && order.Price.Value >= book.AskPrice.Value
            : book.BidLeaf != OrderLeaf.None && order.Price.Value <= book.BidPrice.Value;
    }

    private static bool HasNoPosition(StepSequence steps, AccountId account) =>
        AccountRecord.FromRecord(steps.Read(RecordAddress.Account(account))).PositionMask == 0;

    /// <summary>Finds the place of the position, and takes it in a step of its own if there is none.</summary>
    private static int TakePlace(StepSequence steps, in PlaceOrder order)
    {
        AccountId account = order.Header.Account;
        if (Positions.TryPlaceOf(steps, account, order.Instrument) is { } found)
        {
            return found;
        }

        int place = Positions.VacantPlace(steps, account) ?? throw new InvalidOperationException($"{account} has no vacant place.");
        StepInputs inputs = TakePlaceProgram.Choose(new(), place)
            .Set(TakePlaceProgram.AccountInput, account.Value)
            .Set(TakePlaceProgram.InstrumentInput, order.Instrument.Value);
        steps.Step(inputs, OrdersPrograms.TakePlace);
        return place;
    }
}
