using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Prover.Plonk;

/// <summary>The schedule of challenges for prover and verifier: every step absorbs one message and draws what depends on it.</summary>
/// <remarks>
/// The statement comes first, so every challenge depends on the key, T, the place of verification and all public inputs. A step out of
/// order or of the wrong size is an error of the caller. W' is absorbed nowhere: no challenge comes after it, since there is one
/// pairing check.
/// </remarks>
public sealed class ProofTranscript
{
    private readonly KeccakTranscript _transcript = new("zkrollup.plonk.v1"u8);
    private readonly ProofLayout _layout;
    private Step _next = Step.Witness;

    /// <summary>Absorbs the statement.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">Where the proof is verified.</param>
    /// <param name="slots">T.</param>
    /// <param name="inputs">The public inputs.</param>
    /// <exception cref="ArgumentException">T is not allowed or the inputs do not have the shape that the key demands.</exception>
    public ProofTranscript(VerifyingKey key, ProofContext context, int slots, PublicInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(inputs);
        if (InputShape.FindMismatch(key.Shape, slots, inputs) is { } mismatch)
        {
            throw new ArgumentException($"Not public inputs of '{key.Shape.Name}': {mismatch}.", nameof(inputs));
        }

        _layout = key.Layout;
        Span<byte> contract = stackalloc byte[EthereumAddress.Bytes];
        context.Contract.Write(contract);
        _transcript.AbsorbBytes("key"u8, key.Digest);
        _transcript.AbsorbInteger("slots"u8, slots);
        _transcript.AbsorbInteger("chain"u8, context.ChainId);
        _transcript.AbsorbInteger("contract"u8, new BigInteger(contract, isUnsigned: true, isBigEndian: true));
        _transcript.AbsorbScalars("public-scalars"u8, [.. inputs.Scalars]);
        _transcript.AbsorbInteger("instance-words"u8, inputs.Columns.Count == 0 ? 0 : inputs.Columns[0].Count);
        _transcript.AbsorbScalars("instance"u8, [.. inputs.Columns.SelectMany(column => column)]);
        _transcript.AbsorbBytes("blob-hashes"u8, context.BlobHashes);
    }

    private enum Step
    {
        Witness,
        Helpers,
        Quotient,
        Evaluations,
        Opening,
        Done,
    }

    /// <summary>Absorbs the commitments to the witness packs and draws β and γ.</summary>
    public (Fr Beta, Fr Gamma) AbsorbWitness(ReadOnlySpan<G1Affine> commitments)
    {
        Advance(Step.Witness, commitments.Length, _layout.WitnessPointCount);
        _transcript.AbsorbPoints("witness"u8, commitments);
        Fr beta = _transcript.Challenge("beta"u8);
        return (beta, _transcript.Challenge("gamma"u8));
    }

    /// <summary>Absorbs the commitments to the helper packs and draws y.</summary>
    public Fr AbsorbHelpers(ReadOnlySpan<G1Affine> commitments)
    {
        Advance(Step.Helpers, commitments.Length, _layout.HelperPointCount);
        _transcript.AbsorbPoints("helpers"u8, commitments);
        return _transcript.Challenge("y"u8);
    }

    /// <summary>Absorbs the commitments to the pieces of the quotient and draws ζ.</summary>
    public Fr AbsorbQuotient(ReadOnlySpan<G1Affine> commitments)
    {
        Advance(Step.Quotient, commitments.Length, _layout.QuotientPointCount);
        _transcript.AbsorbPoints("quotient"u8, commitments);
        return _transcript.Challenge("zeta"u8);
    }

    /// <summary>Absorbs all evaluations and draws v.</summary>
    public Fr AbsorbEvaluations(ReadOnlySpan<Fr> evaluations)
    {
        Advance(Step.Evaluations, evaluations.Length, _layout.EvaluationCount);
        _transcript.AbsorbScalars("evaluations"u8, evaluations);
        return _transcript.Challenge("v"u8);
    }

    /// <summary>Absorbs W and draws z.</summary>
    public Fr AbsorbOpening(in G1Affine opening)
    {
        Advance(Step.Opening, 1, 1);
        _transcript.AbsorbPoint("opening"u8, opening);
        return _transcript.Challenge("z"u8);
    }

    private void Advance(Step step, int count, int expected)
    {
        if (_next != step)
        {
            throw new InvalidOperationException($"The next step of the transcript is {_next}, not {step}.");
        }

        if (count != expected)
        {
            throw new ArgumentException($"Step {step} absorbs {expected} values, got {count}.");
        }

        _next = step + 1;
    }
}
