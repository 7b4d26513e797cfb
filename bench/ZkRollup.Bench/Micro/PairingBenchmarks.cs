using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Micro;

/// <summary>The pairing of one pair of points.</summary>
internal sealed class PairingBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int rounds = context.Size(full: 10, quick: 1);
        yield return new BenchmarkGroup(
            "pairing",
            "Miller loop and final exponentiation of one pair",
            () => [.. context.Reference(rounds, blst => () => blst.PairGenerators(rounds))]);
    }
}
