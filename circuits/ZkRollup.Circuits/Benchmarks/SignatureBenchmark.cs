using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>Statement: for each public key and message hash the prover knows a signature.</summary>
/// <remarks>
/// Preconditions: whoever reads the public inputs has checked each key (<see cref="SchnorrPublicKey.TryCreate"/>), as the circuit of the
/// rollup does when a key is registered.
/// Constraints: those of <see cref="SchnorrVerification"/>, three times a slot; signatures.public, degree 2: A.x, A.y and m are words of
/// the instance column. Words of a slot: for each signature an unused zero, A.x, A.y and m; the last four are unused.
/// Cost: 128 rows for three signatures; circuits/baselines/signatures.json.
/// Soundness: docs/circuits/schnorr.md.
/// Negative tests: Signatures_OtherPublicWord_FailsItAlone, and those of SchnorrVerificationTests.
/// </remarks>
public sealed class SignatureBenchmark : IBenchmarkCircuit
{
    internal const string PublicLabel = "signatures.public";

    private const int Rows = 128;
    private const int PerSlot = 3;
    private const int WordStride = 8;
    private const int WordsPerSlot = Rows / WordStride;
    private const int WordsPerSignature = 4;
    private const int PublicValues = 3;
    private const int InputsPerSignature = 6;

    /// <summary>Signers whose keys the signatures of a batch use in turn.</summary>
    private const int Signers = 64;

    /// <summary>Builds the circuit.</summary>
    public SignatureBenchmark()
    {
        CircuitBuilder builder = new(Name, new(Rows, 5, 28), WordStride);
        Expression words = builder.AddInstanceColumn();
        SchnorrVerification verification = new(builder, new Poseidon2Layout(22, 5, 22) { SharesGates = false }, PerSlot);
        for (int signature = 0; signature < PerSlot; signature++)
        {
            Element[] values = new Element[PublicValues];
            for (int i = 0; i < PublicValues; i++)
            {
                Cell cell = builder.Allocate(PublicLabel, new(1, 1), WordStride * ((WordsPerSignature * signature) + 1 + i))[0, 0];
                values[i] = new(builder.Input(cell).Cell);
                builder.Constrain(PublicLabel, cell - words);
            }

            // The reader of the public inputs has checked the key.
            verification.Verify(RegisteredKey.FromUnchecked(values[0], values[1]), values[2]);
        }

        Built = builder.Build(sharesSelectors: true);
    }

    /// <inheritdoc/>
    public string Name => "signatures";

    /// <inheritdoc/>
    public BuiltCircuit Built { get; }

    /// <inheritdoc/>
    public int ItemsPerSlot => PerSlot;

    /// <inheritdoc/>
    public BenchmarkBatch Prepare(int slots, ulong seed)
    {
        Fr[] inputs = new Fr[slots * PerSlot * InputsPerSignature];
        Fr[] words = new Fr[slots * WordsPerSlot];
        SchnorrSecretKey[] signers = [.. Enumerable.Range(0, Signers).Select(i => Signer(seed, i))];
        for (int i = 0; i < slots * PerSlot; i++)
        {
            SchnorrSecretKey signer = signers[i % Signers];
            Fr message = BenchmarkSeed.Element(seed, (ulong)(Signers + i));
            Span<Fr> values = inputs.AsSpan(i * InputsPerSignature, InputsPerSignature);
            Write(signer.PublicKey, message, signer.Sign(message), values);
            (int slot, int signature) = Math.DivRem(i, PerSlot);
            values[..PublicValues].CopyTo(words.AsSpan((slot * WordsPerSlot) + (signature * WordsPerSignature) + 1));
        }

        foreach (SchnorrSecretKey signer in signers)
        {
            signer.Dispose();
        }

        int length = PerSlot * InputsPerSignature;
        return new((slot, target) => inputs.AsSpan(slot * length, length).CopyTo(target), new([], [words]));
    }

    /// <summary>The inputs of one signature: A.x, A.y, m, R.x, R.y, s.</summary>
    internal static void Write(SchnorrPublicKey key, in Fr message, SchnorrSignature signature, Span<Fr> inputs)
    {
        inputs[0] = key.X;
        inputs[1] = key.Y;
        inputs[2] = message;
        inputs[3] = signature.NonceX;
        inputs[4] = signature.NonceY;
        Span<ulong> scalar = stackalloc ulong[JubjubScalar.LimbCount];
        signature.Scalar.WriteCanonicalLimbs(scalar);

        // l is below r.
        Fr.TryFromCanonicalLimbs(scalar, out inputs[5]);
    }

    private static SchnorrSecretKey Signer(ulong seed, int number)
    {
        Span<byte> bytes = stackalloc byte[SchnorrSecretKey.SeedLength];
        BenchmarkSeed.WriteBytes(seed, (ulong)number, bytes);
        return SchnorrSecretKey.FromSeed(bytes);
    }
}
