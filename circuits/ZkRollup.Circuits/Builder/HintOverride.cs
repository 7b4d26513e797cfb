using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Sees the values that a step of the witness has computed and may change them: how tests lie.</summary>
/// <param name="slot">The slot.</param>
/// <param name="step">The step.</param>
/// <param name="inputs">What the step read.</param>
/// <param name="outputs">What the step computed; what is left here is written.</param>
public delegate void HintOverride(int slot, WitnessStep step, ReadOnlySpan<Fr> inputs, Span<Fr> outputs);
