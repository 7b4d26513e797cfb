using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What is left from slot to slot while a position under liquidation is matched (docs/protocol.md, 10.2, 2).</summary>
/// <remarks>
/// The account's order epoch was raised in this transaction, so none of the makers that can be filled is its own. The programs of matching
/// hand on entries that they do not know. A liquidation closes no more than the position has, so its fills never raise the open interest
/// (8.3 g): a maker takes over at most the lots that the taker gives.
/// </remarks>
internal sealed class LiquidationContext : TakerContext
{
    private const int PhaseNumber = 10;
    private static readonly BigInteger ValueMax = BigInteger.One << 61;

    private LiquidationContext()
        : base(PhaseNumber, "liquidation matching")
    {
        Bound = Context.Add("signed bound of a lot's value", -ValueMax, ValueMax);
        Far = Context.Add("far end of the band", Near.Low, Near.High);
    }

    /// <summary>The context.</summary>
    internal static LiquidationContext Instance { get; } = new();

    /// <summary>σ·mark·multiplier + h: a maker crosses if its signed price times the multiplier is not greater.</summary>
    internal Context.Entry Bound { get; }

    /// <summary>σ·10^6·mark + B·band: a head with a greater signed price times 10^6 ends matching (8.3, 2).</summary>
    internal Context.Entry Far { get; }
}
