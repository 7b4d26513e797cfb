using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>Proofs of the production prover that are cut apart and joined, or shown where they do not belong.</summary>
public sealed class SplicedProofTests
{
    /// <summary>All targets.</summary>
    public static TheoryData<string> Targets => [.. Target.Names];

    /// <summary>Two proofs of one statement: every message, and every first few of them, is taken from the other.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Splice_TwoProofsOfOneStatement_PairingsDiffer(string name)
    {
        Target target = Target.Of(name);
        byte[] first = target.Prove(target.Honest, seed: 1).Proof!;
        byte[] second = target.Prove(target.Honest, seed: 2).Proof!;
        AssertSplices(target, target.Honest.Inputs, first, second);
    }

    /// <summary>Proofs of two statements, joined, prove neither.</summary>
    [Theory]
    [InlineData("hashes")]
    [InlineData("signatures")]
    public void Splice_ProofsOfTwoStatements_ProveNeither(string name)
    {
        Target target = Target.Of(name);
        IBenchmarkCircuit benchmark = name == "hashes" ? new HashBenchmark() : new SignatureBenchmark();
        Statement other = Target.Prepare(benchmark, target.Slots, Target.Seed + 1);
        byte[] first = target.Prove(target.Honest).Proof!;
        byte[] second = target.Prove(other).Proof!;
        Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(other.Inputs, first));
        Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(target.Honest.Inputs, second));
        AssertSplices(target, target.Honest.Inputs, first, second);
        AssertSplices(target, other.Inputs, second, first);
    }

    /// <summary>T is part of the statement: a proof for T is none for 2T, and the reverse.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("signatures")]
    [InlineData("hashes")]
    [InlineData("ranges")]
    public void Verify_ProofForAnotherT_PairingsDiffer(string name)
    {
        Target target = Target.Of(name);
        VerifyingKey key = target.Key.VerifyingKey;
        byte[] proof = target.Prove(target.Honest).Proof!;
        PublicInputs inputs = target.Honest.Inputs;
        (int Slots, VerificationStatus Status)[] cases =
        [
            (2 * target.Slots, VerificationStatus.PairingsDiffer),
            (4 * target.Slots, VerificationStatus.SlotsNotAllowed),
            (target.Slots / 2, VerificationStatus.SlotsNotAllowed),
        ];
        foreach ((int slots, VerificationStatus status) in cases)
        {
            Assert.Equal((slots, status), (slots, PlonkVerifier.Verify(key, Statement.Context, slots, inputs, proof).Status));
        }

        Statement twice = name switch
        {
            "everything" => SampleCircuits.Everything(2 * target.Slots, limbBits: 3, Target.Seed),
            "signatures" => Target.Prepare(new SignatureBenchmark(), 32, Target.Seed),
            "hashes" => Target.Prepare(new HashBenchmark(), 8, Target.Seed),
            _ => Target.Prepare(new RangeBenchmark(4), 2, Target.Seed),
        };
        byte[] proofOfTwice = target.Prove(twice).Proof!;
        Assert.True(PlonkVerifier.Verify(key, Statement.Context, 2 * target.Slots, twice.Inputs, proofOfTwice).IsValid);
        VerificationStatus expected = inputs.Columns.Count > 0 ? VerificationStatus.InstanceWordCount : VerificationStatus.PairingsDiffer;
        Assert.Equal(expected, target.Verify(twice.Inputs, proofOfTwice));
    }

    /// <summary>A proof is bound to its chain, contract and blobs.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Verify_AnotherChainContractOrBlob_PairingsDiffer(string name)
    {
        Target target = Target.Of(name);
        byte[] blobs = [.. Statement.Context.BlobHashes];
        byte[] otherBlobs = [.. blobs];
        otherBlobs[^1] ^= 1;
        ProofContext[] contexts =
        [
            Statement.MakeContext(31338, 0x5a, blobs), Statement.MakeContext(31337, 0x5b, blobs),
            Statement.MakeContext(31337, 0x5a, otherBlobs), Statement.MakeContext(31337, 0x5a, []),
        ];
        byte[] proof = target.Prove(target.Honest).Proof!;
        Assert.Equal(VerificationStatus.Valid, target.Verify(target.Honest.Inputs, proof));
        foreach (ProofContext context in contexts)
        {
            byte[] elsewhere = target.Prove(target.Honest, context: context).Proof!;
            VerifyingKey key = target.Key.VerifyingKey;
            Assert.True(PlonkVerifier.Verify(key, context, target.Slots, target.Honest.Inputs, elsewhere).IsValid);
            Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(target.Honest.Inputs, elsewhere));
            Assert.Equal(
                VerificationStatus.PairingsDiffer,
                PlonkVerifier.Verify(key, context, target.Slots, target.Honest.Inputs, proof).Status);
        }
    }

    /// <summary>Another circuit's key, even one of the same counts, and a key of the same circuit over another choice of T.</summary>
    [Fact]
    public void Verify_AnotherKey_Rejected()
    {
        foreach (string name in Target.Names)
        {
            Target target = Target.Of(name);
            byte[] proof = target.Prove(target.Honest).Proof!;
            foreach (string other in Target.Names.Where(other => other != name))
            {
                VerifyingKey key = Target.Of(other).Key.VerifyingKey;
                PublicInputs inputs = Target.Of(other).Honest.Inputs;
                VerificationStatus status = PlonkVerifier.Verify(key, Statement.Context, Target.Of(other).Slots, inputs, proof).Status;
                Assert.Equal((name, other, VerificationStatus.ProofLength), (name, other, status));
            }

            VerifyingKey one = target.KeyForOneT();
            VerificationResult result = PlonkVerifier.Verify(one, Statement.Context, target.Slots, target.Honest.Inputs, proof);
            Assert.Equal((name, VerificationStatus.PairingsDiffer), (name, result.Status));
        }
    }

    private static void AssertSplices(Target target, PublicInputs inputs, byte[] own, byte[] other)
    {
        PlonkVerifier verifier = new(target.Key.VerifyingKey);
        Assert.Equal(VerificationStatus.Valid, verifier.Verify(Statement.Context, target.Slots, inputs, own).Status);
        ProofLayout layout = target.Key.VerifyingKey.Layout;
        int helpers = layout.WitnessPointCount * ProofLayout.PointLength;
        int quotient = helpers + (layout.HelperPointCount * ProofLayout.PointLength);
        int opening = layout.PointOffset(layout.CommitmentCount);
        int[] cuts = [0, helpers, quotient, layout.EvaluationOffset(0), opening, opening + ProofLayout.PointLength, layout.Length];
        for (int part = 0; part + 1 < cuts.Length; part++)
        {
            AssertSplice(cuts[part], cuts[part + 1]);
            AssertSplice(cuts[part], layout.Length);
        }

        void AssertSplice(int from, int to)
        {
            byte[] spliced = [.. own];
            other.AsSpan(from, to - from).CopyTo(spliced.AsSpan(from));
            bool isWhole = from == to || (from == 0 && to == spliced.Length);
            if (!isWhole)
            {
                Assert.NotEqual(own, spliced);
                Assert.Equal(VerificationStatus.PairingsDiffer, verifier.Verify(Statement.Context, target.Slots, inputs, spliced).Status);
            }
        }
    }
}
