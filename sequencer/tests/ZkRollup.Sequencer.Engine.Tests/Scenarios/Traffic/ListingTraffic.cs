using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Governance: instruments of all kinds, their parameters, the signers' keys.</summary>
internal sealed class ListingTraffic(TrafficWorld world)
{
    private const long CapTimesMultiplierMax = (1L << 46) - 1;
    private const long PositionNotionalMax = (1L << 54) - 1;
    private const long InterestNotionalMax = (1L << 56) - 1;
    private long _nextInstrument = 1;

    private SeededGenerator Random => world.Random;

    /// <summary>A new instrument of any kind.</summary>
    internal Command ListAny() => List((InstrumentKind)Random.Between(1, 4), Random.Pick(world.Feeds), Random.Between(60, 2_400));

    /// <summary>A new instrument.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="feed">Its underlying.</param>
    /// <param name="seconds">To its expiry, if it has one.</param>
    internal Command List(InstrumentKind kind, PriceFeed feed, long seconds)
    {
        long number = Random.Below(50) switch
        {
            0 => Random.Below(4_096),
            1 => 0,
            _ => _nextInstrument++,
        };
        long expiry = kind == InstrumentKind.Perpetual ? 0 : ((world.Now / 3_000) + 1 + (seconds / 3)) * 3_000;
        bool isOption = kind is InstrumentKind.Call or InstrumentKind.Put;
        long strike = isOption ? Math.Max(1, feed.Price * Random.Between(70, 130) / 100) : 0;
        long cap = Math.Max(Math.Max(feed.BasePrice * 10, feed.Price * (Random.Percent(10) ? 1 : 4)), 1);
        cap = Math.Min(Math.Min(cap, CapTimesMultiplierMax / feed.Multiplier), (1L << 36) - 1);
        strike = Math.Min(strike, Random.Percent(97) ? cap : (1L << 36) - 1);
        long step = Random.Percent(60) ? 1 : Random.Between(1, Math.Max(feed.BasePrice / 200, 1));
        long[] terms = [0, expiry, feed.Multiplier, step, 0, 0, 0, (long)kind, feed.Underlying, strike, cap];
        return world.Plain(TransactionKind.ListInstrument, [number, .. terms, .. Limits(cap, feed)]);
    }

    /// <summary>Other parameters for an instrument: all new, or one of them moved to an edge of something in the state.</summary>
    internal Command? SetAny()
    {
        long instrument = world.AnyInstrument();
        TermsRecord terms = world.State.Terms(instrument);
        if (!terms.Exists)
        {
            return null;
        }

        // Most changes are undone after a while: a market that is closed for good makes no traffic.
        Command current = Current(instrument);
        world.Later.Enqueue(() => Restored(Current(instrument), terms), world.Made + Random.Between(5, 150));
        return Random.Below(12) switch
        {
            0 => world.Plain(
                TransactionKind.SetParameters, [instrument, .. Limits(terms.PriceCap.Value, world.FeedOf(terms.Underlying.Value))]),
            1 => current.With("open", Random.Below(2)),
            2 => current.With("openInterestCap", Math.Max(1, world.State.Book(instrument).LongLots.Value + Random.Between(0, 20))),
            3 => WithFees(current),
            4 => current.With("band", Random.Pick([1_000L, 5_000, 20_000, 50_000, 200_000])),
            5 => current.With("insuranceTarget", Math.Max(0, (long)world.State.InsuranceEquity(instrument) + Random.Between(-2, 1_000))),
            6 => current.With("minimumNotional", Random.AnyMagnitude(24)),
            7 => current.With("markClamp", Random.Pick([0L, 100, 10_000, 100_000])),
            8 => current.With("positionLimit", Math.Max(1, current["positionLimit"] / Random.Between(1, 3))),
            9 => Restored(current, terms),
            10 => Restored(current, terms),
            _ => AtBound(current, terms),
        };
    }

    /// <summary>The parameters as they are, to change one of them.</summary>
    internal Command Current(long instrument)
    {
        LimitsRecord limits = world.State.Limits(instrument);
        return world.Plain(
            TransactionKind.SetParameters,
            instrument,
            limits.MinimumNotional.Value,
            limits.TakerFee.Value,
            limits.MakerFee.Value,
            limits.Band.Value,
            limits.MarkClamp.Value,
            limits.InsuranceTarget.Value,
            limits.InitialRate.Value,
            limits.MaintenanceRate.Value,
            limits.PositionLimit.Value,
            limits.OpenInterestCap.Value,
            limits.IsOpen ? 1 : 0);
    }

    /// <summary>A key of a signer: mostly a new one for a signer that has one already, sometimes none that is usable.</summary>
    internal Command SetSigner()
    {
        long signer = Random.Percent(10) ? Random.Below(8) : Random.Below(5);
        long key = Random.Percent(50) ? Random.Between(KeyRing.UnusableMin, 0) : world.FreshKey();
        return world.Plain(TransactionKind.SetOracleKey, signer, key);
    }

    private static Command Restored(Command current, TermsRecord terms)
    {
        long notional = terms.PriceCap.Value * terms.Multiplier.Value;
        return current
            .With("open", 1)
            .With("minimumNotional", Math.Min(current["minimumNotional"], notional / 50))
            .With("positionLimit", Math.Min((1L << 34) - 1, Math.Max(1, PositionNotionalMax / notional)))
            .With("openInterestCap", Math.Min((1L << 35) - 1, Math.Max(1, InterestNotionalMax / notional)));
    }

    private Command WithFees(Command current)
    {
        long taker = Random.Pick([0L, 1, 500, 2_000, 10_000]);
        return current.With("takerFee", taker).With("makerFee", Random.Pick([-taker, -taker / 2, 0, taker, 10_000]));
    }

    /// <summary>One parameter just within its bound or just beyond it.</summary>
    private Command AtBound(Command current, TermsRecord terms)
    {
        long notional = terms.PriceCap.Value * terms.Multiplier.Value;
        long more = Random.Below(2);
        return Random.Below(16) switch
        {
            0 => current.With("takerFee", -more).With("makerFee", 0),
            1 => current.With("takerFee", 10_000 + more),
            2 => current.With("makerFee", -current["takerFee"] - more),
            3 => current.With("makerFee", 10_000 + more),
            4 => current.With("band", 1_000 - more),
            5 => current.With("band", 200_000 + more),
            6 => current.With("markClamp", 100_000 + more),
            7 => current.With("initialRate", Math.Max(10_000, current["maintenanceRate"] + 1) - more),
            8 => current.With("initialRate", 1_000_000 + more),
            9 => current.With("maintenanceRate", 5_000 - more),
            10 => current.With("maintenanceRate", current["initialRate"] - 1 + more),
            11 => current.With("positionLimit", Math.Min((1L << 34) - 1, Math.Max(1, PositionNotionalMax / notional)) + more),
            12 => current.With("openInterestCap", Math.Min((1L << 35) - 1, Math.Max(1, InterestNotionalMax / notional)) + more),
            13 => current.With("minimumNotional", (1L << 48) - 1 + more),
            14 => current.With("insuranceTarget", (1L << 56) - 1 + more),
            _ => current.With("open", 1 + more),
        };
    }

    private long[] Limits(long cap, PriceFeed feed)
    {
        long notional = cap * feed.Multiplier;
        long lots = world.Profile.LotsOfCapital;
        long taker = Random.Pick([0L, 300, 500, 1_000, 10_000]);
        long maker = Random.Pick([-taker, -taker / 3, 0, taker / 2, taker]);
        long initial = Random.Pick([20_000L, 50_000, 100_000, 100_000, 333_333, 1_000_000]);
        long maintenance = Math.Max(5_000, initial * Random.Between(30, 99) / 100);
        long position = Math.Clamp(lots * Random.Between(2, 40), 1, Math.Min((1L << 34) - 1, PositionNotionalMax / notional));
        long interest = Math.Clamp(lots * Random.Between(20, 400), 1, Math.Min((1L << 35) - 1, InterestNotionalMax / notional));
        long minimum = Random.Percent(30) ? 0 : Math.Min(feed.BasePrice * feed.Multiplier * Random.Between(1, 3), (1L << 48) - 1);
        long target = Random.Percent(30) ? 0 : Math.Min(feed.BasePrice * feed.Multiplier * lots / 5, (1L << 56) - 1);
        long band = Random.Pick([10_000L, 50_000, 50_000, 100_000, 200_000]);
        long clamp = Random.Pick([1_000L, 5_000, 20_000, 100_000]);
        return [minimum, taker, maker, band, clamp, target, initial, maintenance, position, interest, 1];
    }
}
