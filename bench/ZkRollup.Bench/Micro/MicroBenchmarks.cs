using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Micro;

/// <summary>Benchmarks of single operations in one process.</summary>
internal static class MicroBenchmarks
{
    /// <summary>Every source, in the order in which it is measured. Add new ones here.</summary>
    internal static IReadOnlyList<IBenchmarkSource> Sources { get; } =
    [
        new ForeignCallBenchmarks(),
        new FieldBenchmarks(),
        new LaneBenchmarks(),
        new MultiScalarBenchmarks(),
        new TransformBenchmarks(),
        new HashBenchmarks(),
        new SignatureBenchmarks(),
        new MerkleBenchmarks(),
        new PairingBenchmarks(),
    ];
}
