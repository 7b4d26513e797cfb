using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Risk.Margin;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>The risk signer: marks and margins of options at a volatility that rises in a crash.</summary>
internal sealed class OptionDesk(CrashWorld world)
{
    private const double MillisecondsPerYear = 365.0 * 24 * 3_600_000;

    /// <summary>Signs new numbers for an option, if the protocol allows any now.</summary>
    internal void Update(long instrument, double volatility)
    {
        TermsRecord terms = world.State.Terms(instrument);
        IndexRecord index = world.State.Index(terms.Underlying.Value);
        RiskRecord risk = world.State.Risk(instrument);
        long rounds = index.Round.Value - risk.IndexRound.Value;
        OptionKind kind = terms.Kind == InstrumentKind.Call ? OptionKind.Call : OptionKind.Put;
        OptionContract contract = new(kind, terms.Strike.Value, terms.Multiplier.Value);
        double years = (terms.Expiry.Value - world.Now) / MillisecondsPerYear;
        OptionMarket market = new(index.Price.Value, index.Price.Value, years, 0, volatility);
        Assert.Equal(MarginResult.Valid, OptionMargins.Compute(contract, market, Scenario.Default, out OptionMargin wanted));
        OptionMargin? before = risk.Status == MarkStatus.None
            ? null
            : new OptionMargin(risk.Mark.Value, risk.InitialShort.Value, risk.MaintenanceShort.Value);
        MarginResult result = ProtocolBounds.Clamp(contract, index.Price.Value, wanted, before, rounds, out OptionMargin numbers, out _);
        Assert.Equal(MarginResult.Valid, result);
        world.Must(
            TransactionKind.RiskUpdate,
            CrashWorld.RiskKey,
            instrument,
            world.Now / 3_000,
            numbers.MarkTicks,
            numbers.InitialShort,
            numbers.MaintenanceShort);
    }
}
