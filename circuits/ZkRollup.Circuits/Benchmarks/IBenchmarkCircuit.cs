using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>A circuit whose proofs are timed: the same work a number of times.</summary>
public interface IBenchmarkCircuit
{
    /// <summary>What one item is, in the plural.</summary>
    string Name { get; }

    /// <summary>The circuit.</summary>
    BuiltCircuit Built { get; }

    /// <summary>Items that a slot proves.</summary>
    int ItemsPerSlot { get; }

    /// <summary>A batch of items made from a seed; the same seed makes the same batch.</summary>
    /// <param name="slots">A power of two, at least the smallest number that the circuit allows.</param>
    /// <param name="seed">Any number.</param>
    BenchmarkBatch Prepare(int slots, ulong seed);
}
