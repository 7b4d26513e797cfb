using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What matching knows of a taker, an order or an account under liquidation (docs/protocol.md, 8.3), from slot to slot.</summary>
/// <remarks>
/// σ is 1 if the taker buys, −1 if it sells. A price times σ is "signed": the greater, the worse for the taker. Terms, Limits and Risk do
/// not change within the transaction, so what matching needs of them is read once and stands here. The addresses are those of records of
/// the account; who begins matching proves it.
/// </remarks>
internal abstract class TakerContext
{
    /// <summary>Makers that a taker touches at most.</summary>
    internal const long MakersMax = 64;

    private static readonly BigInteger AddressMax = (BigInteger.One << 30) - 1;
    private static readonly BigInteger GainMax = BigInteger.One << 61;

    /// <summary>10^6·mark and B·band with B below 2^36 are below it together.</summary>
    private static readonly BigInteger BandMax = BigInteger.One << 57;

    /// <param name="phase">Its phase.</param>
    /// <param name="name">For reports.</param>
    protected TakerContext(int phase, string name)
    {
        Context = new(phase, name);
        Account = Context.Add("taker's account", 1, (1L << 24) - 1);
        Position = Context.Add("address of the taker's position", 0, AddressMax);
        Instrument = Context.Add("instrument", 1, Fields.Position.Instrument.High);
        Sells = Context.AddBit("taker sells");
        Remaining = Context.Add("remaining lots", 1, Fields.Order.Quantity.High);
        Near = Context.Add("near end of the band", -BandMax, BandMax);
        Multiplier = Context.Add("multiplier", Fields.Terms.Multiplier.Low, Fields.Terms.Multiplier.High);
        TakerFee = Context.Add("taker fee", Fields.Limits.TakerFee.Low, Fields.Limits.TakerFee.High);
        MakerFee = Context.Add("maker fee", Fields.Limits.MakerFee.Low, Fields.Limits.MakerFee.High);
        LongIndex = Context.Add("long index", Fields.Risk.LongIndex.Low, Fields.Risk.LongIndex.High);
        ShortIndex = Context.Add("short index", Fields.Risk.ShortIndex.Low, Fields.Risk.ShortIndex.High);
        MakerGain = Context.Add("maker's gain a lot", -GainMax, GainMax);
        Touched = Context.Add("makers touched", 0, MakersMax);
    }

    /// <summary>The phase and all entries.</summary>
    internal Context Context { get; }

    /// <summary>The taker's account.</summary>
    internal Context.Entry Account { get; }

    /// <summary>The address of its position in the instrument, which is there.</summary>
    internal Context.Entry Position { get; }

    /// <summary>The instrument.</summary>
    internal Context.Entry Instrument { get; }

    /// <summary>Its side.</summary>
    internal Context.Entry Sells { get; }

    /// <summary>Lots to take, 1 or more.</summary>
    internal Context.Entry Remaining { get; }

    /// <summary>σ·10^6·mark − B·band (4.4): a maker is outside the band if 10^6 times its signed price is less (8.3 c).</summary>
    /// <remarks>
    /// P is an integer, so mark − P > ⌊x/10^6⌋ says the same as 10^6·(mark − P) > x. That lower is at least 0 excludes nothing.
    /// </remarks>
    internal Context.Entry Near { get; }

    /// <summary>Quanta per tick and lot.</summary>
    internal Context.Entry Multiplier { get; }

    /// <summary>Rate of the taker's fee.</summary>
    internal Context.Entry TakerFee { get; }

    /// <summary>Rate of the makers' fee.</summary>
    internal Context.Entry MakerFee { get; }

    /// <summary>L.</summary>
    internal Context.Entry LongIndex { get; }

    /// <summary>S.</summary>
    internal Context.Entry ShortIndex { get; }

    /// <summary>
    /// What a lot that makes a maker's position smaller adds to its E − M, but for payment and fee: m − σ·mark·multiplier, with m the
    /// maintenance margin per lot of a long position if the taker buys, else of a short one.
    /// </summary>
    internal Context.Entry MakerGain { get; }

    /// <summary>How many makers were touched.</summary>
    internal Context.Entry Touched { get; }

    /// <summary>The context in the phase itself.</summary>
    public static implicit operator Context(TakerContext taker) => taker.Context;

    /// <summary>Hands all entries on, but those that have a new value.</summary>
    internal void Leave(ProgramWriter p, params ReadOnlySpan<(Context.Entry Entry, Value Value)> changed)
    {
        p.Rule("context");
        foreach (Context.Entry entry in Context.Entries)
        {
            Value? value = null;
            foreach ((Context.Entry Entry, Value Value) change in changed)
            {
                value = change.Entry == entry ? change.Value : value;
            }

            p.Export(entry, value ?? p.Import(entry));
        }

        p.End(Context);
    }
}
