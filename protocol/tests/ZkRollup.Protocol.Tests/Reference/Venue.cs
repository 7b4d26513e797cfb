using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>A reference exchange with shorthands; every step is followed by a check of §12 over the whole state.</summary>
/// <remarks>
/// Time begins at round 1,000. Unless a test says otherwise the instrument is a perpetual of multiplier 10 whose index and mark are 1,000:
/// one lot has a notional of 10,000, an initial margin of 1,000 (10 %) and a maintenance margin of 500 (5 %). The taker pays 500 ppm, the
/// maker receives 200 ppm. The band is 5 %, the mark stays within 1 % of the index.
/// </remarks>
internal sealed partial class Venue
{
    internal const long Start = 3_000_000;
    internal const long Far = 1_000_000_000;

    internal static readonly InstrumentId Perpetual = new(1);

    private readonly EventBuffer _events = new();
    private readonly Dictionary<(AccountId Account, int Slot), long> _nonces = [];
    private readonly Dictionary<(AccountId Account, int Slot), SessionSerial> _serials = [];

    internal ReferenceExchange Exchange { get; private set; } = new();

    /// <summary>The time of the next transaction.</summary>
    internal long Time { get; set; } = Start;

    /// <summary>What the last step reported, without the QueueConsumed of an operation.</summary>
    internal List<ExchangeEvent> Events { get; } = [];

    /// <summary>A venue with oracle keys, an index of 1,000, and the perpetual, marked.</summary>
    internal static Venue WithPerpetual(Record? limits = null)
    {
        Venue venue = new();
        venue.SetOracleKeys();
        venue.List(Perpetual, TermsOf(InstrumentKind.Perpetual), limits ?? LimitsOf());
        venue.Report(1_000);
        venue.Accept(venue.UpdateMark(Perpetual));
        return venue;
    }

    internal static Record TermsOf(
        InstrumentKind kind,
        long expiry = 0,
        long strike = 0,
        long multiplier = 10,
        long step = 1,
        long cap = 100_000) =>
        new TermsRecord
        {
            Kind = kind,
            Expiry = new Timestamp(expiry),
            Strike = new PriceTicks(strike),
            Multiplier = new Multiplier(multiplier),
            PriceStep = new PriceTicks(step),
            PriceCap = new PriceTicks(cap),
        }.ToRecord();

    internal static Record LimitsOf(
        long takerFee = 500,
        long makerFee = -200,
        long target = 1_000_000,
        long positionLimit = 10_000,
        long openInterestCap = 20_000,
        long minimum = 5_000,
        bool isOpen = true) => new LimitsRecord
        {
            MinimumNotional = new QuoteAmount(minimum),
            TakerFee = new FeeRate(takerFee),
            MakerFee = new FeeRate(makerFee),
            Band = new Ppm(50_000),
            MarkClamp = new Ppm(10_000),
            InsuranceTarget = new QuoteAmount(target),
            InitialRate = new Ppm(100_000),
            MaintenanceRate = new Ppm(50_000),
            PositionLimit = new Lots(positionLimit),
            OpenInterestCap = new Lots(openInterestCap),
            IsOpen = isOpen,
        }.ToRecord();

    /// <summary>Requires a cause; checks conservation.</summary>
    internal void Expect(Cause expected, Cause got)
    {
        Assert.Equal(expected, got);
        Assert.Empty(Conservation.Violations(Exchange.LiveRecords()));
        Events.Clear();
        Events.AddRange(_events.Events);
        _events.Clear();
    }

    internal void Accept(Cause got) => Expect(Cause.Accepted, got);

    /// <summary>Requires the outcome of an operation that was consumed, and its last event.</summary>
    private void Consumed(Cause got, QueueOutcome outcome, OutcomeCode code, long value)
    {
        Accept(got);
        Assert.Equal(new QueueOutcome(code, value), outcome);
        ExchangeEvent last = Events[^1];
        Assert.Equal(
            (EventKind.QueueConsumed, Exchange.NextQueueIndex.Value - 1, (byte)code, value),
            (last.Kind, last.Number, last.Cause, last.Money.Value));
        Events.RemoveAt(Events.Count - 1);
    }

    /// <summary>Goes on with a copy that was made from records, as after a restart.</summary>
    internal void Restart() =>
        Exchange = new ReferenceExchange(Exchange.LiveRecords(), Exchange.LastTime, Exchange.LastSequence, Exchange.NextQueueIndex);
}
