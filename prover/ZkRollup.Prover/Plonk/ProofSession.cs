using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Plonk;

/// <summary>One proof from the upload of the witness to its bytes.</summary>
internal sealed class ProofSession
{
    private const string Advice = "; the witness does not satisfy the circuit: run the mock checker to see where";

    private readonly ProvingKey _key;
    private readonly PackPlan _plan;
    private readonly ProofTranscript _transcript;
    private readonly IProofWorkspace _workspace;
    private readonly PublicInputs _inputs;
    private readonly Trace _trace;
    private readonly IBlindingSource _blinding;
    private readonly ProverHooks? _hooks;
    private readonly StageClock _clock;
    private ConstraintChallenges _challenges = new(Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero);
    private (ProvingStatus Status, string Detail)? _failure;

    internal ProofSession(
        ProvingKey key,
        ProofTranscript transcript,
        IProofWorkspace workspace,
        PublicInputs inputs,
        Trace trace,
        IBlindingSource blinding,
        ProverHooks? hooks,
        StageClock clock)
    {
        _key = key;
        _plan = key.VerifyingKey.Plan;
        _transcript = transcript;
        _workspace = workspace;
        _inputs = inputs;
        _trace = trace;
        _blinding = blinding;
        _hooks = hooks;
        _clock = clock;
    }

    /// <summary>Makes the proof; a prover with hooks goes on where an honest one would stop.</summary>
    internal ProvingResult Run()
    {
        G1Affine[] witness = CommitWitness();
        (Fr beta, Fr gamma) = _transcript.AbsorbWitness(witness);
        if (!TryComputeHelpers(beta, gamma))
        {
            return Failed();
        }

        G1Affine[] helpers = CommitPacks(_plan.HelperPacks, ProvingStage.HelperCommitment);
        _challenges = _challenges with { Y = _transcript.AbsorbHelpers(helpers) };
        G1Affine[] quotient = CommitQuotient();
        Fr zeta = _transcript.AbsorbQuotient(quotient);
        Fr[]? evaluations = Evaluate(zeta);
        if (evaluations is null)
        {
            return Failed();
        }

        Fr v = _transcript.AbsorbEvaluations(evaluations);
        if (!TryOpen(zeta, v, out G1Affine opening, out G1Affine openingAtPoint))
        {
            return Failed();
        }

        Proof proof = new()
        {
            Witness = witness,
            Helpers = helpers,
            Quotient = quotient,
            Evaluations = evaluations,
            Opening = opening,
            OpeningAtPoint = openingAtPoint,
        };
        return new(ProvingStatus.Success, proof.ToBytes(_key.VerifyingKey.Layout), _clock.Stop());
    }

    private bool ChecksItself => _hooks is null || _hooks.ChecksItself;

    private ProvingResult Failed() => new(_failure!.Value.Status, null, _clock.Stop(), _failure.Value.Detail);

    private bool Fail(ProvingStatus status, string detail)
    {
        _failure = (status, detail);
        return false;
    }

    private G1Affine[] CommitWitness()
    {
        _clock.Start(ProvingStage.Upload);
        _workspace.UploadPublic(_inputs);
        for (int column = 0; column < _key.Circuit.Witness.Count; column++)
        {
            _workspace.UploadWitness(column, _trace.Column(column).Span);
            _clock.Report((column + 1.0) / _key.Circuit.Witness.Count);
        }

        _hooks?.Witness?.Invoke(_workspace);
        return CommitPacks(_plan.WitnessPacks, ProvingStage.WitnessCommitment);
    }

    private G1Affine[] CommitPacks(IReadOnlyList<Pack> packs, ProvingStage stage)
    {
        _clock.Start(stage);
        Fr[][] blinding = DrawBlinding(packs);
        G1Affine[] commitments = new G1Affine[packs.Count];
        for (int i = 0; i < commitments.Length; i++)
        {
            Fr[] joined = [.. packs[i].Columns.SelectMany(column => blinding[column])];
            commitments[i] = _workspace.CommitPack(packs[i].Kind, packs[i].Columns, joined);
            _clock.Report((i + 1.0) / commitments.Length);
        }

        return commitments;
    }

    /// <summary>The blinding of the columns of some packs, by the index of the column.</summary>
    private Fr[][] DrawBlinding(IReadOnlyList<Pack> packs)
    {
        Fr[][] blinding = new Fr[packs.Sum(pack => pack.Columns.Count)][];
        foreach (Pack pack in packs)
        {
            foreach (int column in pack.Columns)
            {
                blinding[column] = new Fr[pack.BlindingCount];
            }
        }

        foreach (Fr[] coefficients in blinding)
        {
            _blinding.Fill(coefficients);
        }

        return blinding;
    }

    private bool TryComputeHelpers(Fr beta, Fr gamma)
    {
        _clock.Start(ProvingStage.Helpers);
        PublicFractions fractions = new(_key.VerifyingKey.PublicTerms, _inputs, beta, gamma);
        Fr publicSum = Fr.Zero;
        for (int i = 0; i < fractions.Count; i++)
        {
            if (!Fr.TryInvert(fractions.Denominator(i), out Fr inverse))
            {
                return Fail(ProvingStatus.ZeroDenominator, $"public term '{_key.Circuit.PublicTerms[i].Label}' has the denominator 0");
            }

            publicSum += fractions.Numerator(i) * inverse;
        }

        // All rows and the public inputs together must give zero, so the rows give minus what the public inputs add.
        _ = Fr.TryInvert(Fr.FromUInt64((ulong)_trace.Rows), out Fr scale);
        _challenges = new(beta, gamma, Fr.Zero, -publicSum * scale);
        if (_workspace.ComputeFractions(_challenges) is { } pole)
        {
            return Fail(ProvingStatus.ZeroDenominator, $"the fraction of '{pole.Term}' has the denominator 0 on row {pole.Row}; another attempt draws other challenges");
        }

        Fr rest = _workspace.ComputeRunningSum(_challenges);
        if (_workspace.ComputeProducts(_challenges, out Fr last) is { } zero)
        {
            return Fail(ProvingStatus.ZeroDenominator, $"'{zero.Term}' has the denominator 0 on row {zero.Row}; another attempt draws other challenges");
        }

        _hooks?.Helpers?.Invoke(_workspace, _challenges);
        if (!ChecksItself)
        {
            return true;
        }

        if (!rest.IsZero)
        {
            return Fail(ProvingStatus.BusesNotBalanced, $"the tuples on the buses do not add up to zero{Advice}");
        }

        return last == Fr.One || Fail(ProvingStatus.CopiesNotEqual, $"copied cells differ{Advice}");
    }

    private G1Affine[] CommitQuotient()
    {
        _clock.Start(ProvingStage.Interpolation);
        _workspace.Interpolate(ColumnKind.Witness);
        _workspace.Interpolate(ColumnKind.Instance);
        _workspace.Interpolate(ColumnKind.Helper);
        _clock.Start(ProvingStage.Quotient);
        _clock.Book(ProvingStage.Extension, _workspace.ComputeQuotient(_challenges, _clock));
        _clock.Start(ProvingStage.QuotientCommitment);
        G1Affine[] commitments = new G1Affine[_plan.QuotientPieceCount];
        Fr[] blinding = new Fr[commitments.Length - 1];
        _blinding.Fill(blinding);
        _workspace.BlindQuotient(blinding);
        _hooks?.Quotient?.Invoke(_workspace, _challenges);
        for (int piece = 0; piece < commitments.Length; piece++)
        {
            commitments[piece] = _workspace.CommitPiece(piece);
            _clock.Report((piece + 1.0) / commitments.Length);
        }

        return commitments;
    }

    /// <summary>All evaluations in the order of the proof, checked against the quotient; null for a failure.</summary>
    private Fr[]? Evaluate(Fr zeta)
    {
        _clock.Start(ProvingStage.Evaluation);
        int rows = _trace.Rows;
        if (zeta.IsZero || EvaluatedRow.Vanishing(zeta, rows).IsZero)
        {
            _ = Fail(ProvingStatus.ChallengeNotUsable, "ζ is 0 or a row");
            return null;
        }

        ProofLayout layout = _key.VerifyingKey.Layout;
        Fr[] evaluations = new Fr[layout.EvaluationCount];
        Fr omega = Fr.RootOfUnity(System.Numerics.BitOperations.Log2((uint)rows));
        foreach (Pack pack in _plan.Packs)
        {
            Fr point = Fr.PowVarTime(zeta, [(ulong)pack.Exponent(rows)]);
            for (int rotation = 0; rotation < pack.PointCount; rotation++)
            {
                Fr[] values = new Fr[pack.Columns.Count];
                _workspace.Evaluate(pack.Kind, pack.Columns, point, values);
                for (int i = 0; i < values.Length; i++)
                {
                    evaluations[layout.Evaluation(pack.Kind, pack.Columns[i], rotation)] = values[i];
                }

                point *= omega;
            }
        }

        Fr quotient = _workspace.CombinePieces(Fr.PowVarTime(zeta, [(ulong)_plan.QuotientPieceLength(rows)]), zeta);
        _hooks?.Evaluations?.Invoke(evaluations);
        return !ChecksItself || IsSatisfied(zeta, evaluations, quotient) ? evaluations : null;
    }

    /// <summary>The identity that the verifier will check: a false one means that some gate does not hold.</summary>
    private bool IsSatisfied(Fr zeta, Fr[] evaluations, Fr quotient)
    {
        Challenges challenges = new(_challenges.Beta, _challenges.Gamma, _challenges.Y, zeta, Fr.Zero, Fr.Zero);
        VerifyingKey key = _key.VerifyingKey;
        PublicFractions fractions = new(key.PublicTerms, _inputs, _challenges.Beta, _challenges.Gamma);
        EvaluatedRow row = new(key, _trace.Slots, _inputs, fractions, evaluations, challenges);
        Fr expected = key.Combined.Evaluate(row)[0];
        return expected == quotient * EvaluatedRow.Vanishing(zeta, _trace.Rows)
            || Fail(ProvingStatus.ConstraintsNotSatisfied, $"the combined constraints are not divisible by X^{_trace.Rows} − 1{Advice}");
    }

    private bool TryOpen(Fr zeta, Fr v, out G1Affine opening, out G1Affine openingAtPoint)
    {
        _clock.Start(ProvingStage.Opening);
        openingAtPoint = G1Affine.Infinity;
        Fr omega = Fr.RootOfUnity(System.Numerics.BitOperations.Log2((uint)_trace.Rows));
        List<OpeningGroup> groups = ProofOpenings.Groups(_plan, _trace.Rows, zeta, omega, v);
        opening = _workspace.CommitOpening(groups);
        Fr z = _transcript.AbsorbOpening(opening);
        _clock.Report(0.5);
        Fr[] factors = new Fr[groups.Count];
        for (int i = 0; i < factors.Length; i++)
        {
            if (!Fr.TryInvert(ProofOpenings.Divisor(groups[i], z), out factors[i]))
            {
                return Fail(ProvingStatus.ChallengeNotUsable, "z is one of the opening points");
            }
        }

        openingAtPoint = _workspace.CommitLastQuotient(factors, z);
        return true;
    }
}
