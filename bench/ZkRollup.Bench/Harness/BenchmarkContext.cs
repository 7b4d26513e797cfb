using ZkRollup.Bench.Baselines;

namespace ZkRollup.Bench.Harness;

/// <summary>What the sources of benchmarks may depend on.</summary>
/// <param name="IsQuick">Small inputs and few rounds: shows that everything runs, measures nothing.</param>
/// <param name="Blst">The baseline, or null when it is absent.</param>
internal sealed record BenchmarkContext(bool IsQuick, Blst? Blst)
{
    /// <summary>Seed of all random inputs.</summary>
    internal const int Seed = 20240229;

    /// <summary>The first value for a measurement, the second for a quick run.</summary>
    internal int Size(int full, int quick) => IsQuick ? quick : full;

    /// <summary>The contender of the baseline that ratios are taken against, or none when it is absent.</summary>
    internal IEnumerable<Contender> Reference(long operations, Func<Blst, Action> run) =>
        Blst is null ? [] : [new Contender("blst", operations, run(Blst), IsReference: true)];

    /// <summary>Another contender of the baseline, or none when it is absent.</summary>
    internal IEnumerable<Contender> Baseline(string name, long operations, Func<Blst, Action> run) =>
        Blst is null ? [] : [new Contender(name, operations, run(Blst))];
}
