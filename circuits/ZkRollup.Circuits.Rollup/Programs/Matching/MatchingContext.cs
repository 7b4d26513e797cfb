using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What is left from slot to slot while an order is matched: by its acceptance, then by each step of matching.</summary>
/// <remarks>
/// Nonce and serial of the order are those that the session's record holds. What has expiry 0 is IOC; a post-only order is not matched.
/// If a maker crosses, the instrument's mark is usable, and the order's price is never beyond the far end of the band (docs/protocol.md,
/// 8.1, 16 and 17).
/// </remarks>
internal sealed class MatchingContext : TakerContext
{
    private const int PhaseNumber = 2;
    private const int PriceBits = 36;
    private const int ExpiryBits = 48;
    private const int FeeBits = 24;
    private const long PriceMax = (1L << PriceBits) - 1;

    private MatchingContext()
        : base(PhaseNumber, "matching")
    {
        Bound = Context.Add("signed price of the order", -PriceMax, PriceMax);
        OpenInterestCap = Context.Add("open interest cap", Fields.Limits.OpenInterestCap.Low, Fields.Limits.OpenInterestCap.High);
        Session = Context.Add("address of the taker's session", 0, (1L << 30) - 1);
        SelfTradeMode = Context.Add("self-trade mode", 0, 2);
        TakerGain = Context.Add("taker's gain a lot", MakerGain.Low, MakerGain.High);
        Resting = Context.Add("expiry, maximum fee, reduce-only", 0, (BigInteger.One << (ExpiryBits + FeeBits + 1)) - 1);
    }

    /// <summary>The context.</summary>
    internal static MatchingContext Instance { get; } = new();

    /// <summary>σ·P: a maker crosses if its signed price is not greater.</summary>
    internal Context.Entry Bound { get; }

    /// <summary>What a fill may raise long lots to.</summary>
    internal Context.Entry OpenInterestCap { get; }

    /// <summary>The address of the session that signed.</summary>
    internal Context.Entry Session { get; }

    /// <summary>What happens to orders of the taker's own account.</summary>
    internal Context.Entry SelfTradeMode { get; }

    /// <summary>
    /// The same for the taker: m + σ·mark·multiplier, with m the maintenance margin per lot of a short position if the taker buys, else of
    /// a long one.
    /// </summary>
    internal Context.Entry TakerGain { get; }

    /// <summary>What only an order that rests needs: expiry + 2^48·maximum fee + 2^72·reduceOnly.</summary>
    internal Context.Entry Resting { get; }

    /// <summary><see cref="Resting"/> of its parts.</summary>
    internal static Value Pack(Value expiry, Value maximumFee, Bit reduceOnly) =>
        expiry + (maximumFee * (1L << ExpiryBits)) + (reduceOnly * Value.Of(BigInteger.One << (ExpiryBits + FeeBits)));

    /// <summary>The parts of <see cref="Resting"/>: there is one way to take it apart into parts of so many bits.</summary>
    internal static (Value Expiry, Value MaximumFee, Bit ReduceOnly) Unpack(ProgramWriter p, Value resting)
    {
        Value expiry = p.HintBits(ExpiryBits, read => read[0] & ((1L << ExpiryBits) - 1), resting);
        Value fee = p.HintBits(FeeBits, read => (read[0] >> ExpiryBits) & ((1L << FeeBits) - 1), resting);
        Bit reduceOnly = p.HintBit(read => read[0] >> (ExpiryBits + FeeBits), resting);
        p.RequireEqual(resting, Pack(expiry, fee, reduceOnly));
        return (expiry, fee, reduceOnly);
    }
}
