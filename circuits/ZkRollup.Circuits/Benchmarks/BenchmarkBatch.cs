using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>What a benchmark proves: the private part and the statement.</summary>
/// <param name="Inputs">The inputs of each slot.</param>
/// <param name="PublicInputs">The statement.</param>
public sealed record BenchmarkBatch(SlotInputs Inputs, PublicInputs PublicInputs);
