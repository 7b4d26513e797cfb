using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Exchange;

/// <summary>The whole engine: many accounts, instruments of all kinds, margins of both sides, the log of transitions.</summary>
internal sealed class VenueBenchmarks
{
    private const double GoalMillions = 0.4;
    private const double GoalMicroseconds = 15;

    /// <summary>Latency is measured at half of the load that the engine has to bear.</summary>
    private const double Load = GoalMillions * 1e6 / 2;

    private readonly Lazy<(Venue Venue, VenueRecording Recording)> _recorded;
    private readonly string _what;

    internal VenueBenchmarks(BenchmarkContext context)
    {
        int accounts = context.Size(full: 1_000, quick: 20);
        int before = context.Size(full: 200_000, quick: 500);
        int measured = context.Size(full: 200_000, quick: 500);
        _what = $"order, cancel or price update, {accounts} accounts, {Venue.Instruments} instruments, log on";
        _recorded = new(() =>
        {
            Venue venue = new(accounts);
            return (venue, VenueRecorder.Record(venue, before + measured, before, BenchmarkContext.Seed));
        });
    }

    /// <summary>How many in a second, and how soon.</summary>
    /// <remarks>The goal counts placed orders alone; their cancels and the price updates come on top.</remarks>
    internal IEnumerable<IMeasured> Groups() =>
    [
        new BenchmarkGroup("engine.full", _what, () =>
        {
            VenuePlayer player = MakePlayer();
            VenueRecording recording = _recorded.Value.Recording;
            return
            [
                new Contender("transactions", recording.Count, player.Play) { BeforeEach = player.Prepare },
                new Contender("orders", recording.Placed, player.Play) { BeforeEach = player.Prepare },
            ];
        })
        {
            Detail = Describe,
            Goals = [Goal.MillionsAtLeast("orders", GoalMillions, "orders")],
        },
        Latency("engine.latency.even", isRandom: false),
        Latency("engine.latency.random", isRandom: true),
    ];

    private LatencyGroup Latency(string name, bool isRandom) =>
        new(name, _what, () =>
        {
            VenuePlayer player = MakePlayer();
            return new LatencySubject(_recorded.Value.Recording.Count, player.Prepare, player.ApplyMeasured);
        })
        {
            Load = Load,
            IsRandom = isRandom,
            Detail = Describe,
            Goals = [Goal.AtMost("p99", GoalMicroseconds, TimeUnit.Microseconds)],
        };

    private VenuePlayer MakePlayer() => new(_recorded.Value.Venue, _recorded.Value.Recording);

    private string Describe() => _recorded.Value.Recording.Describe();
}
