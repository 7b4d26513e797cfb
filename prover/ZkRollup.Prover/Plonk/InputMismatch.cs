namespace ZkRollup.Prover.Plonk;

/// <summary>A part of the statement that does not have the shape of the key.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Expected">What the key demands.</param>
/// <param name="Got">What was given.</param>
internal sealed record InputMismatch(InputPart Part, string Expected, string Got)
{
    /// <inheritdoc/>
    public override string ToString() => $"expected {Expected}, got {Got}";
}
