using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Supplies the inputs of a slot; called for several slots at a time.</summary>
/// <param name="slot">0 to T − 1.</param>
/// <param name="inputs">One value for each input in the order in which the circuit declared them, to be filled.</param>
public delegate void SlotInputs(int slot, Span<Fr> inputs);
