using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>Proofs of the reference prover for circuits with every feature: honest ones are accepted, whatever the packing.</summary>
public sealed class PlonkVerifierTests
{
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 3)]
    [InlineData(4, 2, 3)]
    [InlineData(8, 2, 3)]
    [InlineData(1, 4, 5)]
    [InlineData(2, 4, 5)]
    [InlineData(2, 8, 4)]
    [InlineData(2, 32, 3)]
    public void Verify_HonestProofOfEverything_Valid(int packingFactor, int slots, int limbBits)
    {
        Statement statement = SampleCircuits.Everything(slots, limbBits, seed: packingFactor);
        Assert.Empty(MockChecker.Check(statement.Circuit, statement.Trace, statement.Inputs));
        VerifyingKey key = statement.Key(packingFactor);
        ReferenceProver prover = new(key, statement, Statement.Context, seed: 1);
        byte[] proof = prover.Prove().ToBytes(key.Layout);
        Assert.Empty(prover.FailedLabels);
        Assert.True(prover.AreOpeningsEven);
        Assert.Equal(new(VerificationStatus.Valid), PlonkVerifier.Verify(key, Statement.Context, slots, statement.Inputs, proof));
    }

    [Fact]
    public void Verify_FewerWordsThanRows_RestIsZero()
    {
        const int Slots = 2;
        Statement full = SampleCircuits.Everything(Slots, limbBits: 3, seed: 6);
        PublicInputs one = full.Inputs with { Columns = [[full.Inputs.Columns[0][0]]] };
        PublicInputs zero = full.Inputs with { Columns = [[full.Inputs.Columns[0][0], Fr.Zero]] };
        VerifyingKey key = full.Key(2);
        foreach ((PublicInputs inputs, PublicInputs other) in new[] { (one, zero), (zero, one) })
        {
            Statement statement = full.With(trace => trace[8, 9] = Fr.Zero) with { Inputs = inputs };
            ReferenceProver prover = new(key, statement, Statement.Context, seed: 1);
            byte[] proof = prover.Prove().ToBytes(key.Layout);
            Assert.Empty(prover.FailedLabels);
            Assert.Equal(new(VerificationStatus.Valid), PlonkVerifier.Verify(key, Statement.Context, Slots, inputs, proof));

            // The number of words is part of the statement.
            Assert.Equal(new(VerificationStatus.PairingsDiffer), PlonkVerifier.Verify(key, Statement.Context, Slots, other, proof));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Verify_HonestProofOfSquares_Valid(int packingFactor)
    {
        Statement statement = SampleCircuits.Squares(slots: 4, seed: 5);
        VerifyingKey key = statement.Key(packingFactor);
        byte[] proof = new ReferenceProver(key, statement, Statement.Context, seed: 2).Prove().ToBytes(key.Layout);
        Assert.Equal(new(VerificationStatus.Valid), PlonkVerifier.Verify(key, Statement.Context, 4, statement.Inputs, proof));
    }
}
