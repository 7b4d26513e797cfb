using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Computes values of the witness from other values. Nothing about the result is trusted.</summary>
/// <param name="inputs">One value for each input cell.</param>
/// <param name="outputs">One value for each output cell, to be filled.</param>
public delegate void HintFunction(ReadOnlySpan<Fr> inputs, Span<Fr> outputs);
