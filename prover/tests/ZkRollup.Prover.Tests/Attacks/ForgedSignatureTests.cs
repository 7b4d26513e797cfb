using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>
/// Signatures that must not verify, from the witness to the proof: the honest prover names the argument that fails, and the proof
/// that a lying one pushes out is refused.
/// </summary>
public sealed class ForgedSignatureTests
{
    private const int NonceX = 3;
    private const int NonceY = 4;
    private const int Scalar = 5;

    private static readonly SignatureBenchmark Benchmark = new();

    private static Fr Order { get; } = Element(JubjubScalar.Modulus);

    /// <summary>A signature made here, by its definition, is accepted: what follows differs from it in one thing.</summary>
    [Fact]
    public void Signature_MadeByDefinition_Valid()
    {
        Target target = Target.Of("signatures");
        Statement statement = Signed(target, JubjubPoint.Identity, (_, _) => { });
        ProvingResult result = target.Prove(statement);
        Assert.True(result.IsSuccess, result.ToString());
        Assert.Equal(VerificationStatus.Valid, target.Verify(statement.Inputs, result.Proof));
    }

    /// <summary>"s ≥ l accepted": s + l is the same scalar modulo l, and s = l is zero.</summary>
    [Theory]
    [InlineData("s + l")]
    [InlineData("s = l")]
    [InlineData("s + 1")]
    [InlineData("-s")]
    public void Scalar_NotTheOneBelowTheOrder_Rejected(string what)
    {
        Target target = Target.Of("signatures");
        AssertRejected(target, what, Signed(target, JubjubPoint.Identity, (inputs, _) => inputs[Scalar] = what switch
        {
            "s + l" => inputs[Scalar] + Order,
            "s = l" => Order,
            "s + 1" => inputs[Scalar] + Fr.One,
            _ => -inputs[Scalar],
        }));
    }

    /// <summary>"small-order points": R plus one of order 8, 4, 2 and 8, hashed and signed as it stands.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Nonce_PlusSmallOrderPoint_Rejected(int multiple)
    {
        Target target = Target.Of("signatures");
        JubjubPoint small = JubjubPoint.Identity;
        for (int i = 0; i < multiple; i++)
        {
            small += JubjubSubgroup.Order8;
        }

        Assert.False(small.IsIdentity);
        AssertRejected(target, $"{multiple}", Signed(target, small, (_, _) => { }));
    }

    /// <summary>"R = (0,0), any message", a coordinate negated, and a message or key of someone else.</summary>
    [Theory]
    [InlineData("nonce zero")]
    [InlineData("nonce negated")]
    [InlineData("other message")]
    [InlineData("other key")]
    public void Signature_OfSomethingElse_Rejected(string what)
    {
        Target target = Target.Of("signatures");
        AssertRejected(target, what, Signed(target, JubjubPoint.Identity, (inputs, words) =>
        {
            switch (what)
            {
                case "nonce zero":
                    inputs[NonceX] = inputs[NonceY] = Fr.Zero;
                    break;
                case "nonce negated":
                    inputs[NonceX] = -inputs[NonceX];
                    break;
                case "other message":
                    inputs[2] = words[3] = inputs[2] + Fr.One;
                    break;
                default:
                    SchnorrPublicKey other = SchnorrPublicKey.FromSecret(JubjubScalar.FromUInt64(77));
                    inputs[0] = words[1] = other.X;
                    inputs[1] = words[2] = other.Y;
                    break;
            }
        }));
    }

    private static void AssertRejected(Target target, string what, Statement statement)
    {
        ProvingStatus status = target.Refusal(statement);
        ProvingStatus[] expected =
            [ProvingStatus.BusesNotBalanced, ProvingStatus.CopiesNotEqual, ProvingStatus.ConstraintsNotSatisfied];
        Assert.True(expected.Contains(status), $"{what}: {status}");
        Assert.Equal((what, VerificationStatus.PairingsDiffer), (what, target.Verify(statement, new())));
    }

    /// <summary>
    /// The batch with its first signature replaced by one with the nonce point k·G + <paramref name="small"/>, for which s = k + c·a.
    /// A forger then changes the inputs of the slot, which begin with A.x, A.y, m, R.x, R.y, s, and the public words.
    /// </summary>
    private static Statement Signed(Target target, JubjubPoint small, Action<Fr[], Fr[]> forge)
    {
        BenchmarkBatch batch = Benchmark.Prepare(target.Slots, Target.Seed);
        JubjubScalar secret = JubjubScalar.FromUInt64(123456789);
        JubjubScalar nonce = JubjubScalar.FromUInt64(987654321);
        SchnorrPublicKey key = SchnorrPublicKey.FromSecret(secret);
        Fr message = new SeededScalars(Target.Seed).Next();
        (JubjubPoint.MultiplyGenerator(nonce) + small).ToAffine(out Fr x, out Fr y);
        ulong[] challenge = new ulong[Fr.LimbCount];
        Schnorr.WriteChallenge(x, y, key, message, challenge);
        ulong[] scalar = new ulong[JubjubScalar.LimbCount];
        (nonce + (JubjubScalar.FromLimbsReduced(challenge) * secret)).WriteCanonicalLimbs(scalar);
        Fr[] words = [.. batch.PublicInputs.Columns[0]];
        Fr[] first = new Fr[Benchmark.Built.InputCells.Count];
        batch.Inputs(0, first);
        new[] { key.X, key.Y, message, x, y, Element(scalar) }.CopyTo(first, 0);
        first.AsSpan(0, 3).CopyTo(words.AsSpan(1));
        forge(first, words);
        Trace trace = WitnessGenerator.Generate(Benchmark.Built, target.Slots, (slot, inputs) =>
        {
            if (slot == 0)
            {
                first.CopyTo(inputs);
            }
            else
            {
                batch.Inputs(slot, inputs);
            }
        });
        return new(Benchmark.Built, trace, new([], [words]));
    }

    private static Fr Element(ReadOnlySpan<ulong> limbs)
    {
        Assert.True(Fr.TryFromCanonicalLimbs(limbs, out Fr value));
        return value;
    }
}
