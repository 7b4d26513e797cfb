namespace ZkRollup.Prover.Plonk;

/// <summary>What came of an attempt to prove.</summary>
/// <param name="Status">Success, or why there is no proof.</param>
/// <param name="Proof">The bytes of the proof; null unless Success.</param>
/// <param name="Timings">The time of each stage.</param>
/// <param name="Detail">What exactly failed, and what to do; null for Success.</param>
public sealed record ProvingResult(ProvingStatus Status, byte[]? Proof, ProofTimings Timings, string? Detail = null)
{
    /// <summary>True if there is a proof.</summary>
    public bool IsSuccess => Status == ProvingStatus.Success;

    /// <inheritdoc/>
    public override string ToString() => IsSuccess ? $"{Status}, {Proof!.Length} bytes, {Timings}" : $"{Status}: {Detail}";
}
