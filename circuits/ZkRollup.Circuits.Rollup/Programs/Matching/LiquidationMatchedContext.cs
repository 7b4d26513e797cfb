using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What the end of matching leaves to the rest of a liquidation (docs/protocol.md, 10.2, 3).</summary>
internal sealed class LiquidationMatchedContext
{
    private const int PhaseNumber = 11;

    private LiquidationMatchedContext()
    {
        LiquidationContext matching = LiquidationContext.Instance;
        Account = Context.Add("account", matching.Account.Low, matching.Account.High);
        Position = Context.Add("address of the position", matching.Position.Low, matching.Position.High);
        Instrument = Context.Add("instrument", matching.Instrument.Low, matching.Instrument.High);
        WasLong = Context.AddBit("was long");
        Remaining = Context.Add("remaining lots", 0, matching.Remaining.High);
        IsExhausted = Context.AddBit("nothing crosses, or band");
        Touched = Context.Add("makers touched", 0, TakerContext.MakersMax);
    }

    /// <summary>The context.</summary>
    internal static LiquidationMatchedContext Instance { get; } = new();

    /// <summary>The phase and all entries.</summary>
    internal Context Context { get; } = new(PhaseNumber, "liquidation matched");

    /// <summary>The account.</summary>
    internal Context.Entry Account { get; }

    /// <summary>The address of its position, which is not cleared yet if it is vacant.</summary>
    internal Context.Entry Position { get; }

    /// <summary>The instrument.</summary>
    internal Context.Entry Instrument { get; }

    /// <summary>1 if the position that is closed is long: the taker sold.</summary>
    internal Context.Entry WasLong { get; }

    /// <summary>Lots that no maker took; 0 if all were taken.</summary>
    internal Context.Entry Remaining { get; }

    /// <summary>1 if lots remain and matching ended with "nothing crosses" or "band": the insurance is next.</summary>
    internal Context.Entry IsExhausted { get; }

    /// <summary>How many makers were touched.</summary>
    internal Context.Entry Touched { get; }

    /// <summary>Matching ends.</summary>
    /// <param name="p">A program that began in the phase of matching.</param>
    /// <param name="matching">That phase.</param>
    /// <param name="remaining">Lots that nobody took.</param>
    /// <param name="isExhausted">Whether it ended with "nothing crosses" or "band".</param>
    /// <param name="touched">Makers touched.</param>
    internal void Leave(ProgramWriter p, LiquidationContext matching, Value remaining, Bit isExhausted, Value touched)
    {
        p.Rule("context");
        p.Export(Account, p.Import(matching.Account));
        p.Export(Position, p.Import(matching.Position));
        p.Export(Instrument, p.Import(matching.Instrument));
        p.Export(WasLong, p.Import(matching.Sells));
        p.Export(Remaining, remaining);
        p.Export(IsExhausted, isExhausted);
        p.Export(Touched, touched);
        p.End(Context);
    }
}
