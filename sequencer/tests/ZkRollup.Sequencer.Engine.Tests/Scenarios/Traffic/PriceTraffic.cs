using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Reports of the oracle, and the marks that follow from them.</summary>
internal sealed class PriceTraffic(TrafficWorld world)
{
    internal const long RoundMilliseconds = 3_000;
    private const int Signers = 4;

    private SeededGenerator Random => world.Random;

    /// <summary>Puts a whole round in line: reports for each underlying, then all marks.</summary>
    internal void EnqueueRound(int drift, int noise)
    {
        foreach (PriceFeed feed in world.Feeds)
        {
            feed.Advance(Random, drift, noise);
            long first = Random.Below(Signers);
            long count = Random.Percent(80) ? 3 : Random.Percent(80) ? 4 : Random.Below(3);
            for (long i = 0; i < count; i++)
            {
                long signer = (first + i) % Signers;
                world.Pending.Enqueue(() => Report(signer, feed));
            }
        }

        foreach (long instrument in world.Instruments)
        {
            if (world.State.Risk(instrument).Status != MarkStatus.Settled)
            {
                world.Pending.Enqueue(() => Mark(instrument));
            }
        }
    }

    /// <summary>A report of the current round, now and then of another one.</summary>
    internal Command Report(long signer, PriceFeed feed)
    {
        long round = Math.Max(0, (world.Now / RoundMilliseconds) + Random.Below(60) switch { 0 => 1, 1 => -1, 2 => -2, 3 => -4, _ => 0 });
        IndexRecord index = world.State.Index(feed.Underlying);
        long jump = Math.Max(1, index.Anchor.Value / 20);
        long price = Random.Below(12) switch
        {
            0 => feed.Price + Random.Between(-1, 1),
            1 => feed.Price * Random.Between(50, 200) / 100,
            2 => index.Anchor.Value + jump + Random.Between(-1, 1),
            3 => index.Anchor.Value - jump + Random.Between(-1, 1),
            _ => feed.Price,
        };
        price = Math.Clamp(price, Random.Percent(1) ? 0 : 1, (1L << 36) - 1);
        return Command.Of(TransactionKind.OracleUpdate, world.Now, world.SignerKey(signer), signer, feed.Underlying, round, price);
    }

    internal Command AnyReport() => Report(Random.Percent(3) ? Random.Below(8) : Random.Below(Signers), Random.Pick(world.Feeds));

    internal Command AnyMark() => Mark(Random.Percent(2) ? Random.Below(4_096) : world.AnyInstrument());

    /// <summary>UpdateMark, or for an option that lives RiskUpdate.</summary>
    internal Command Mark(long instrument)
    {
        TermsRecord terms = world.State.Terms(instrument);
        bool isSampled = terms.IsDated && world.Now >= terms.Expiry.Value - 1_800_000;
        if (!terms.IsOption || (world.IsClosed(instrument) && !Random.Percent(5)) || (isSampled && Random.Percent(30)))
        {
            return world.Plain(TransactionKind.UpdateMark, instrument);
        }

        return Random.Percent(8) ? RiskAtBound(instrument) : Risk(instrument);
    }

    /// <summary>A risk update that should pass.</summary>
    internal Command Risk(long instrument)
    {
        (long low, long high) = Marks(instrument);
        TermsRecord terms = world.State.Terms(instrument);
        IndexRecord index = world.State.Index(terms.Underlying.Value);
        long p = Math.Min(index.Price.Value, terms.PriceCap.Value);
        long intrinsic = Intrinsic(terms, p);
        long wanted = intrinsic + (p * Random.Between(0, 60) / 1_000);
        long mark = Math.Clamp(wanted, Math.Min(low, high), high);
        (long initialMax, long maintenanceMax) = Margins(instrument);
        long value = p * terms.Multiplier.Value;
        long initial = Random.Between(CeilOf(value, 1, 10), initialMax);
        long maintenance = Random.Between(CeilOf(value, 3, 40), Math.Min(initial, maintenanceMax));
        return Make(instrument, mark, initial, maintenance);
    }

    /// <summary>A risk update with one number at its bound or just beyond it.</summary>
    internal Command RiskAtBound(long instrument)
    {
        Command command = Risk(instrument);
        (long low, long high) = Marks(instrument);
        TermsRecord terms = world.State.Terms(instrument);
        long p = Math.Min(world.State.Index(terms.Underlying.Value).Price.Value, terms.PriceCap.Value);
        long value = p * terms.Multiplier.Value;
        (long initialMax, long maintenanceMax) = Margins(instrument);
        long more = Random.Below(2);
        long round = world.State.Insurance(instrument).RiskRound.Value;
        return Random.Below(10) switch
        {
            0 => command.With("mark", Math.Clamp(low - more, 0, (1L << 36) - 1)),
            1 => command.With("mark", Math.Clamp(high + more, 0, (1L << 36) - 1)),
            2 => command.With("initialShort", Math.Max(0, CeilOf(value, 1, 10) - more)),
            3 => command.With("initialShort", value + more),
            4 => command.With("initialShort", initialMax + more),
            5 => command.With("maintenanceShort", Math.Max(0, CeilOf(value, 3, 40) - more)),
            6 => command.With("maintenanceShort", command["initialShort"] + more),
            7 => command.With("maintenanceShort", maintenanceMax + more),
            8 => command.With("round", round + more),
            _ => command.With("round", (world.Now / RoundMilliseconds) + Random.Between(-4, 1)),
        };
    }

    internal Command Make(long instrument, long mark, long initial, long maintenance) => Command.Of(
        TransactionKind.RiskUpdate,
        world.Now,
        world.SignerKey(4),
        instrument,
        world.Now / RoundMilliseconds,
        Math.Clamp(mark, 0, (1L << 36) - 1),
        initial,
        maintenance);

    /// <summary>⌈value·a/b⌉.</summary>
    private static long CeilOf(long value, long a, long b) => (long)((((Int128)value * a) + b - 1) / b);

    private static long Intrinsic(TermsRecord terms, long p) =>
        Math.Max(0, terms.Kind == InstrumentKind.Call ? p - terms.Strike.Value : terms.Strike.Value - p);

    /// <summary>The lowest and the highest mark that a risk update may set now.</summary>
    private (long Low, long High) Marks(long instrument)
    {
        TermsRecord terms = world.State.Terms(instrument);
        RiskRecord risk = world.State.Risk(instrument);
        IndexRecord index = world.State.Index(terms.Underlying.Value);
        long p = Math.Min(index.Price.Value, terms.PriceCap.Value);
        long low = Math.Max(0, Intrinsic(terms, p) - (p / 20));
        long high = terms.Kind == InstrumentKind.Call ? p : terms.Strike.Value;
        if (risk.Status == MarkStatus.Marked)
        {
            long move = Math.Max(1, p / 20) * Math.Max(1, Math.Min(index.Round.Value - risk.IndexRound.Value, 20));
            low = Math.Max(low, risk.Mark.Value - move);
            high = Math.Min(high, risk.Mark.Value + move);
        }

        return (low, high);
    }

    /// <summary>The highest margins that a risk update may set now.</summary>
    private (long Initial, long Maintenance) Margins(long instrument)
    {
        TermsRecord terms = world.State.Terms(instrument);
        RiskRecord risk = world.State.Risk(instrument);
        IndexRecord index = world.State.Index(terms.Underlying.Value);
        long value = Math.Min(index.Price.Value, terms.PriceCap.Value) * terms.Multiplier.Value;
        if (risk.Status != MarkStatus.Marked)
        {
            return (value, value);
        }

        long rounds = Math.Clamp(index.Round.Value - risk.IndexRound.Value, 0, 1_200);
        long initial = risk.InitialShort.Value + CeilOf(risk.InitialShort.Value, rounds, 12_000);
        long maintenance = risk.MaintenanceShort.Value + CeilOf(risk.MaintenanceShort.Value, rounds, 12_000);
        return (Math.Min(value, Math.Max(CeilOf(value, 1, 10), initial)), Math.Max(CeilOf(value, 3, 40), maintenance));
    }
}
