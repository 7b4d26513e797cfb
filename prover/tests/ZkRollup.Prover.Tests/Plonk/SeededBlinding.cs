using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Blinding that follows from a seed, so that two provers make the same proof.</summary>
internal sealed class SeededBlinding(int seed) : IBlindingSource
{
    private readonly SeededScalars _scalars = new(seed);

    public void Fill(Span<Fr> scalars) => _scalars.Next(scalars.Length).CopyTo(scalars);
}
