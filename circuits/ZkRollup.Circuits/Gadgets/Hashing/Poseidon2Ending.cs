using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>Computes what follows a permutation from its final state.</summary>
/// <param name="inputs">The four inputs of the permutation, then the further inputs of the hint.</param>
/// <param name="final">The final state.</param>
/// <param name="outputs">The further outputs of the hint.</param>
internal delegate void Poseidon2Ending(ReadOnlySpan<Fr> inputs, ReadOnlySpan<Fr> final, Span<Fr> outputs);
