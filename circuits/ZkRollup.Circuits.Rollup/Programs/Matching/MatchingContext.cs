using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What goes from slot to slot while a taker is matched (docs/protocol.md, 8.3): the taker, its order, and what the market holds fixed.</summary>
/// <remarks>
/// The taker is an order or an account under liquidation (<see cref="IsOrder"/>); what only orders have is zero for the other. Terms,
/// Limits and Risk do not change while a taker is matched, so what matching needs of them is read once and stands here.
/// </remarks>
internal static class MatchingContext
{
    private static readonly BigInteger MoneyMax = (BigInteger.One << 59) - 1;

    /// <summary>The context.</summary>
    internal static Context Matching { get; } = new(2, "matching");

    /// <summary>1 if the taker is an order, 0 for an account under liquidation.</summary>
    internal static Context.Entry IsOrder { get; } = Matching.AddBit("is order");

    /// <summary>The taker's account.</summary>
    internal static Context.Entry Account { get; } = Matching.Add("account", 1, Bits(24));

    /// <summary>Slot of the session that placed the order.</summary>
    internal static Context.Entry Slot { get; } = Matching.Add("slot", 0, 15);

    /// <summary>Place of the taker's position in the instrument.</summary>
    internal static Context.Entry Place { get; } = Matching.Add("place", 0, 7);

    /// <summary>The instrument.</summary>
    internal static Context.Entry Instrument { get; } = Matching.Add("instrument", 1, 4_095);

    /// <summary>1 if the taker sells.</summary>
    internal static Context.Entry Sells { get; } = Matching.AddBit("sells");

    /// <summary>Price of the order.</summary>
    internal static Context.Entry Price { get; } = Matching.Add("price", 0, Bits(36));

    /// <summary>The bound of §8.3 times the multiplier: a buyer takes P if P·multiplier ≤ bound, a seller if ≥.</summary>
    internal static Context.Entry Bound { get; } = Matching.Add("bound", 0, BigInteger.One << 61);

    /// <summary>Lots that remain.</summary>
    internal static Context.Entry Remaining { get; } = Matching.Add("remaining", 0, Bits(35));

    /// <summary>0 cancel taker, 1 cancel maker, 2 cancel both.</summary>
    internal static Context.Entry SelfTradeMode { get; } = Matching.Add("self-trade mode", 0, 2);

    /// <summary>1 if what is not filled at once is cancelled (IOC).</summary>
    internal static Context.Entry IsImmediate { get; } = Matching.AddBit("is immediate");

    /// <summary>1 if the order is reduce-only.</summary>
    internal static Context.Entry ReduceOnly { get; } = Matching.AddBit("reduce-only");

    /// <summary>Nonce of the order.</summary>
    internal static Context.Entry Nonce { get; } = Matching.Add("nonce", 0, Bits(48));

    /// <summary>Serial of its session.</summary>
    internal static Context.Entry Serial { get; } = Matching.Add("serial", 0, Bits(24));

    /// <summary>Its maximum fee.</summary>
    internal static Context.Entry MaximumFee { get; } = Matching.Add("maximum fee", 0, Bits(24));

    /// <summary>Its expiry.</summary>
    internal static Context.Entry Expiry { get; } = Matching.Add("expiry", 0, Bits(48));

    /// <summary>Order epoch of the taker's account.</summary>
    internal static Context.Entry OrderEpoch { get; } = Matching.Add("order epoch", 0, Bits(48));

    /// <summary>Multiplier of the instrument.</summary>
    internal static Context.Entry Multiplier { get; } = Matching.Add("multiplier", 0, Bits(24));

    /// <summary>What a taker pays.</summary>
    internal static Context.Entry TakerFee { get; } = Matching.Add("taker fee", 0, 10_000);

    /// <summary>What a maker pays.</summary>
    internal static Context.Entry MakerFee { get; } = Matching.Add("maker fee", -10_000, 10_000);

    /// <summary>The mark.</summary>
    internal static Context.Entry Mark { get; } = Matching.Add("mark", 0, Bits(36));

    /// <summary>10^6 times the half width of the band before it is rounded down: P − mark ≤ w just if 10^6·(P − mark) ≤ this.</summary>
    internal static Context.Entry Band { get; } = Matching.Add("band", 0, Bits(36) * 200_000);

    /// <summary>Cap of the open interest.</summary>
    internal static Context.Entry OpenInterestCap { get; } = Matching.Add("open interest cap", 0, Bits(35));

    /// <summary>L.</summary>
    internal static Context.Entry LongIndex { get; } = Matching.Add("long index", -MoneyMax, MoneyMax);

    /// <summary>S.</summary>
    internal static Context.Entry ShortIndex { get; } = Matching.Add("short index", -MoneyMax, MoneyMax);

    /// <summary>Makers that were touched so far.</summary>
    internal static Context.Entry Touched { get; } = Matching.Add("touched", 0, 64);

    /// <summary>
    /// Why matching ended, by a maker (docs/protocol.md, 17): self-trade, open interest, budget or margin. 0 while it goes on, or ended for
    /// what the heads, the lots or the count of makers show without one.
    /// </summary>
    internal static Context.Entry Reason { get; } = Matching.Add("reason", 0, 8);

    private static BigInteger Bits(int bits) => (BigInteger.One << bits) - 1;
}
