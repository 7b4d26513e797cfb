using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Worker;

/// <summary>A batch's proof.</summary>
/// <param name="File">Statement and proof.</param>
/// <param name="PublicData">What the batch makes public.</param>
/// <param name="Steps">Steps that the transactions take; the other slots are padding.</param>
/// <param name="Timings">How long it took.</param>
public sealed record BatchProof(ProofFile File, BatchPublicData PublicData, int Steps, BatchTimings Timings);
