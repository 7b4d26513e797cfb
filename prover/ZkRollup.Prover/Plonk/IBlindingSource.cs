using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Plonk;

/// <summary>Where a prover takes the random coefficients from that hide the witness.</summary>
/// <remarks>
/// A prover draws in one order whatever its backend: the coefficients of each witness column, columns by index, coefficients from the
/// lowest; the same for the helper columns; then one element for each piece of the quotient but the last.
/// </remarks>
public interface IBlindingSource
{
    /// <summary>Fills a span with elements that nobody can guess.</summary>
    void Fill(Span<Fr> scalars);
}
