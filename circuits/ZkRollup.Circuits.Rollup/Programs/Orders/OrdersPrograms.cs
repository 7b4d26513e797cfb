using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>Placing, cancelling and removing orders (docs/protocol.md, 8.1, 8.2, 8.6, 8.7).</summary>
internal static class OrdersPrograms
{
    /// <summary>TakePlace.</summary>
    internal static StepProgram TakePlace { get; } = TakePlaceProgram.Write();

    /// <summary>PlaceOrder to buy, by what becomes of the order in its first slot.</summary>
    internal static IReadOnlyList<StepProgram> Buy { get; } = WriteAll(path => PlaceOrderProgram.Write(sells: false, path));

    /// <summary>The same to sell.</summary>
    internal static IReadOnlyList<StepProgram> Sell { get; } = WriteAll(path => PlaceOrderProgram.Write(sells: true, path));

    /// <summary>What becomes of the lots of a buy that remain after matching.</summary>
    internal static IReadOnlyList<StepProgram> MatchedBuy { get; } = WriteMatched(sells: false);

    /// <summary>The same of a sell.</summary>
    internal static IReadOnlyList<StepProgram> MatchedSell { get; } = WriteMatched(sells: true);

    /// <summary>CancelOrder: of an order, and of none.</summary>
    internal static IReadOnlyList<StepProgram> Cancel { get; } = [CancelOrderPrograms.Found(), CancelOrderPrograms.NotFound()];

    /// <summary>RemoveOrder, by what the cause looks at: session or position, market or budget, margin.</summary>
    internal static IReadOnlyList<StepProgram> Remove { get; } =
        [RemoveOrderProgram.OfSession(), RemoveOrderProgram.OfMarket(), RemoveOrderProgram.OfMargin()];

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
        [TakePlace, .. Buy, .. Sell, .. MatchedBuy, .. MatchedSell, .. Cancel, .. Remove];

    /// <summary>The contexts of its phases: those of matching.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [];

    internal static void Plan(StepSequence steps, in PlaceOrder transaction, TransactionFacts facts) =>
        PlaceOrderPlan.Take(steps, transaction, facts);

    internal static void Plan(StepSequence steps, in CancelOrder transaction, TransactionFacts facts) =>
        CancelOrderPrograms.Plan(steps, transaction, facts);

    internal static void Plan(StepSequence steps, in RemoveOrder transaction, TransactionFacts facts) =>
        RemoveOrderProgram.Plan(steps, transaction, facts);

    private static StepProgram[] WriteMatched(bool sells) => [MatchedOrderPrograms.Rest(sells), MatchedOrderPrograms.Cancel(sells)];

    private static StepProgram[] WriteAll(Func<OrderPath, StepProgram> write) => [.. Enum.GetValues<OrderPath>().Select(write)];
}
