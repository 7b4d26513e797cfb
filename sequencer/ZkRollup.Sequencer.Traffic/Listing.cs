using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>An instrument of the market, with the parameters that one would list it with.</summary>
/// <param name="Instrument">Its number.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Underlying">What it is on.</param>
/// <param name="Strike">0 unless it is an option.</param>
/// <param name="Expiry">0 for a perpetual.</param>
internal sealed record Listing(InstrumentId Instrument, InstrumentKind Kind, UnderlyingId Underlying, long Strike, Timestamp Expiry)
{
    /// <summary>All indices begin here, in ticks.</summary>
    internal const long FirstPrice = 100_000;

    private const long PriceCap = (1 << 20) - 1;
    private const long Multiplier = 100;
    private const int InitialPpm = 50_000;

    /// <summary>Initial margin of a lot of a perpetual or future, about.</summary>
    internal static long MarginOfLot => FirstPrice * Multiplier * InitialPpm / 1_000_000;

    internal bool IsOption => Kind is InstrumentKind.Call or InstrumentKind.Put;

    internal ListInstrument ToOperation() => new(Instrument, Terms().ToRecord(), Limits.ToRecord());

    /// <summary>The risk signer's word on an option: a plain rule with some time value, and the least margins that are allowed.</summary>
    internal RiskUpdate ToRiskUpdate(long index, Round round)
    {
        long value = index * Multiplier;
        long intrinsic = Kind == InstrumentKind.Call ? index - Strike : Strike - index;
        long mark = Math.Max(intrinsic, 0) + Math.Max((index / 25) - (Math.Abs(intrinsic) / 4), 1);
        return new(Instrument, round, new(mark), new((value + 9) / 10), new(((3 * value) + 39) / 40));
    }

    private static LimitsRecord Limits { get; } = new()
    {
        MinimumNotional = new(10_000),
        TakerFee = new(500),
        MakerFee = new(-100),
        Band = new(50_000),
        MarkClamp = new(10_000),
        InsuranceTarget = new(1_000_000_000),
        InitialRate = new(InitialPpm),
        MaintenanceRate = new(30_000),
        PositionLimit = new(1 << 20),
        OpenInterestCap = new(1 << 24),
        IsOpen = true,
    };

    private TermsRecord Terms() => new()
    {
        Expiry = Expiry,
        Multiplier = new(Multiplier),
        PriceStep = new(1),
        Kind = Kind,
        Underlying = Underlying,
        Strike = new(Strike),
        PriceCap = new(PriceCap),
    };
}
