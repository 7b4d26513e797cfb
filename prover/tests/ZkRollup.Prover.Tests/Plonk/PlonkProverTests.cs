using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Proofs of the production prover: accepted, equal to those of the definitions, and refused where the witness is wrong.</summary>
public sealed class PlonkProverTests
{
    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 11);

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 3)]
    [InlineData(4, 2, 3)]
    [InlineData(8, 2, 3)]
    [InlineData(2, 4, 5)]
    [InlineData(1, 8, 4)]
    [InlineData(4, 16, 3)]
    public void Prove_Everything_ValidAndEqualToReference(int packingFactor, int slots, int limbBits)
    {
        Statement statement = SampleCircuits.Everything(slots, limbBits, seed: slots + packingFactor);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(packingFactor));
        byte[] proof = Prove(key, statement, seed: 11, threads: 2);
        Assert.Equal(
            new(VerificationStatus.Valid),
            PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, slots, statement.Inputs, proof));
        byte[] expected = new ReferenceProver(key.VerifyingKey, statement, Statement.Context, seed: 11).Prove().ToBytes(key.VerifyingKey.Layout);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(proof));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(4, 64)]
    public void Prove_Squares_ValidAndEqualToReference(int packingFactor, int slots)
    {
        Statement statement = SampleCircuits.Squares(slots, seed: slots);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(packingFactor));
        byte[] proof = Prove(key, statement, seed: 12, threads: 1);
        Assert.Equal(
            new(VerificationStatus.Valid),
            PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, slots, statement.Inputs, proof));
        byte[] expected = new ReferenceProver(key.VerifyingKey, statement, Statement.Context, seed: 12).Prove().ToBytes(key.VerifyingKey.Layout);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(proof));
    }

    private static byte[] Prove(ProvingKey key, Statement statement, int seed, int threads)
    {
        using CpuBackend backend = new(new() { Threads = threads });
        using PlonkProver prover = new(backend, new SeededBlinding(seed));
        ProvingResult result = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
        Assert.True(result.IsSuccess, result.ToString());
        return result.Proof!;
    }
}
