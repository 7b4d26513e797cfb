namespace ZkRollup.Prover.Verifier;

/// <summary>What came of verifying a proof.</summary>
/// <param name="Status">Valid, or the first cause of rejection.</param>
/// <param name="Where">The part that the cause belongs to, or null.</param>
/// <param name="Expected">What would have been accepted, or null.</param>
/// <param name="Got">What was there instead, or null.</param>
public readonly record struct VerificationResult(
    VerificationStatus Status, string? Where = null, string? Expected = null, string? Got = null)
{
    /// <summary>True if the statement is proven.</summary>
    public bool IsValid => Status == VerificationStatus.Valid;

    /// <summary>The cause, where it lies, what was expected and what was there.</summary>
    public override string ToString() =>
        $"{Status}{(Where is null ? "" : $", {Where}")}{(Expected is null ? "" : $": expected {Expected}, got {Got}")}";
}
