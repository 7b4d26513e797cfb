using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>Blinding from the cryptographic generator of the operating system.</summary>
public sealed class CryptographicBlinding : IBlindingSource
{
    /// <inheritdoc/>
    public void Fill(Span<Fr> scalars) => RandomScalars.Create(scalars.Length).CopyTo(scalars);
}
