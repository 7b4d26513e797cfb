using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Orders;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Inputs that the rules leave to the prover (docs/protocol.md, 5.2).</summary>
internal static class Choices
{
    /// <summary>Where an order rests (§3.4), and which order a CancelOrder without a leaf means (§7.4).</summary>
    private const string Leaf = NewOrder.LeafInput;

    /// <summary>Who takes the lots of a ForcedClose (§6.7).</summary>
    private const string Counterparty = ForcedClosePrograms.CounterpartyInput;

    /// <summary>Which vacant place a position takes (§4.7): only where it is taken; elsewhere the place is that of the position.</summary>
    private const string Place = "place.";

    internal static bool Includes(string program, string input) => input is Leaf or Counterparty
        || (program == OrdersPrograms.TakePlace.Name && input.StartsWith(Place, StringComparison.Ordinal));
}
