using ZkRollup.Circuits.Benchmarks;

namespace ZkRollup.Cli.Proofs;

/// <summary>A circuit that the commands know by name.</summary>
/// <param name="Name">What the user types; what is proven, in the plural.</param>
/// <param name="DefaultSlots">T of a full benchmark.</param>
/// <param name="QuickSlots">T that only shows that it works.</param>
/// <param name="PackingFactor">Columns of a commitment: as many as keep the proof below 3,500 bytes.</param>
/// <param name="Build">Makes the circuit.</param>
internal sealed record SampleCircuit(string Name, int DefaultSlots, int QuickSlots, int PackingFactor, Func<IBenchmarkCircuit> Build);
