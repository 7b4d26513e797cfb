using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>Every byte of a small proof of the production prover, of its key, of its public inputs and of its file is changed.</summary>
public sealed class ForgedBytesTests
{
    private const int Slots = 4;

    /// <summary>One bit, and all of them.</summary>
    private static readonly byte[] Masks = [1, 0xff];

    /// <summary>The statement or the length does not fit the counts of the key, or the proof does not hold under its digest.</summary>
    private static readonly VerificationStatus[] RefusalsUnderAnotherKey =
    [
        VerificationStatus.SlotsNotAllowed, VerificationStatus.PublicScalarCount, VerificationStatus.InstanceColumnCount,
        VerificationStatus.ProofLength, VerificationStatus.PairingsDiffer,
    ];

    private static readonly Statement Squares = SampleCircuits.Squares(Slots, Target.Seed);
    private static readonly VerifyingKey Key;
    private static readonly byte[] Proof;

    static ForgedBytesTests()
    {
        ProvingKey key = KeySetup.Create(Squares.Circuit, ReferenceString.CreateDevelopment(1 << 8), new(1, Slots, Slots));
        using CpuBackend backend = new(new() { Threads = 1 });
        using PlonkProver prover = new(backend, new SeededBlinding(Target.Seed));
        Key = key.VerifyingKey;
        Proof = prover.Prove(key, Statement.Context, Squares.Inputs, Squares.Trace).Proof!;
    }

    [Fact]
    public void Proof_AnyByteChanged_RejectedForThatPart()
    {
        PlonkVerifier verifier = new(Key);
        int points = Key.Layout.EvaluationOffset(0);
        int opening = Key.Layout.PointOffset(Key.Layout.CommitmentCount);
        Assert.Equal(new(VerificationStatus.Valid), verifier.Verify(Statement.Context, Slots, Squares.Inputs, Proof));
        Dictionary<VerificationStatus, int> causes = [];
        for (int i = 0; i < Proof.Length; i++)
        {
            foreach (byte mask in Masks)
            {
                VerificationStatus status = verifier.Verify(Statement.Context, Slots, Squares.Inputs, Changed(Proof, i, mask)).Status;
                VerificationStatus[] expected = i < points || i >= opening
                    ? [VerificationStatus.PointNotCanonical, VerificationStatus.PointNotOnCurve]
                    : [VerificationStatus.EvaluationNotCanonical, VerificationStatus.PairingsDiffer];
                Assert.True(expected.Contains(status), $"byte {i}, mask {mask}: {status}");
                causes[status] = causes.GetValueOrDefault(status) + 1;
            }
        }

        Assert.Equal(4, causes.Count);
        Assert.Equal(Masks.Length * Proof.Length, causes.Values.Sum());
    }

    /// <summary>A key with any byte changed cannot be read, or is another key, which refuses the proof.</summary>
    [Fact]
    public void Key_AnyByteChanged_UnreadableOrRefusesTheProof()
    {
        int read = 0;
        for (int i = 0; i < Key.Bytes.Length; i++)
        {
            VerifyingKeyReadResult result = VerifyingKey.TryRead(Changed(Key.Bytes, i, 1), out VerifyingKey? other);
            Assert.Equal(result.IsSuccess, other is not null);
            if (other is not null)
            {
                read++;
                VerificationStatus status = PlonkVerifier.Verify(other, Statement.Context, Slots, Squares.Inputs, Proof).Status;
                Assert.False(other.Digest.SequenceEqual(Key.Digest), $"byte {i}");
                Assert.True(RefusalsUnderAnotherKey.Contains(status), $"byte {i}: {status}");
            }
        }

        // Names, programs and the digest of the reference string can be changed and read.
        Assert.InRange(read, ReferenceString.DigestLength + Key.Shape.Name.Length, Key.Bytes.Length - 1);
    }

    /// <summary>A public input with any byte changed is another statement.</summary>
    [Fact]
    public void PublicInputs_AnyByteChanged_PairingsDiffer()
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        for (int i = 0; i < Squares.Inputs.Scalars.Count; i++)
        {
            for (int position = 0; position < Fr.ByteLength; position++)
            {
                Squares.Inputs.Scalars[i].WriteBigEndian(bytes);
                bytes[position] ^= 1;
                Fr[] scalars = [.. Squares.Inputs.Scalars];
                Assert.True(Fr.TryReadBigEndian(bytes, out scalars[i]));
                VerificationResult result = PlonkVerifier.Verify(Key, Statement.Context, Slots, new(scalars, []), Proof);
                Assert.Equal(new(VerificationStatus.PairingsDiffer), result);
            }
        }
    }

    /// <summary>The file of a proof: unreadable, of another key, or of a statement that the proof does not prove.</summary>
    [Fact]
    public void ProofFile_AnyByteChanged_Refused()
    {
        byte[] file = new ProofFile(Key.Digest, Slots, Statement.Context, Squares.Inputs, Proof).ToBytes();
        Assert.Equal("Valid", Outcome(file));
        Dictionary<string, int> outcomes = [];
        for (int i = 0; i < file.Length; i++)
        {
            string outcome = Outcome(Changed(file, i, 1));
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.DoesNotContain("Valid", outcomes.Keys);
        Assert.Equal(8, outcomes["UnknownVersion"]);
        Assert.Equal(32, outcomes["another key"]);
        Assert.Equal(file.Length, outcomes.Values.Sum());
        foreach (string outcome in new[] { "Truncated", "SlotsNotAllowed", "PairingsDiffer", "PointNotOnCurve" })
        {
            Assert.Contains(outcome, outcomes.Keys);
        }
    }

    /// <summary>What a careful reader of a file finds.</summary>
    private static string Outcome(byte[] bytes)
    {
        ProofFileStatus status = ProofFile.TryRead(bytes, out ProofFile? file);
        return file is null ? $"{status}"
            : !file.KeyDigest.SequenceEqual(Key.Digest) ? "another key"
            : $"{PlonkVerifier.Verify(Key, file.Context, file.Slots, file.Inputs, file.Proof).Status}";
    }

    private static byte[] Changed(ReadOnlySpan<byte> bytes, int index, byte mask)
    {
        byte[] changed = bytes.ToArray();
        changed[index] ^= mask;
        return changed;
    }
}
