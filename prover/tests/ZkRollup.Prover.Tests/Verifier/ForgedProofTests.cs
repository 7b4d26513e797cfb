using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>Provers that learn a challenge before they commit to what it should bind.</summary>
/// <remarks>
/// Each forged proof is accepted under the challenges that its prover used, so the attack is real, and refused under those that follow
/// from its bytes, so the transcript stops it.
/// </remarks>
public sealed class ForgedProofTests
{
    private const int Seed = 11;

    /// <summary>"late commitment of multiplicities": a false lookup, paid for by a multiplicity that is no integer.</summary>
    [Fact]
    public void Verify_MultiplicitiesAfterBetaAndGamma_PairingsDiffer()
    {
        Statement statement = FalseLookup();
        AssertStoppedByTranscript(statement, new LateMultiplicities(statement.Key(2), statement));
    }

    /// <summary>What "sharing one power of the combining challenge" leads to, had y been known: one constraint pays for another.</summary>
    [Fact]
    public void Verify_HelpersAfterY_PairingsDiffer()
    {
        Statement statement = FalseLookup();
        AssertStoppedByTranscript(statement, new LateHelpers(statement.Key(2), statement));
    }

    [Fact]
    public void Verify_QuotientAfterZeta_PairingsDiffer()
    {
        Statement statement = FalseEnd();
        AssertStoppedByTranscript(statement, new LateQuotient(statement.Key(1), statement));
    }

    /// <summary>"a statement … not absorbed before challenges": a public input that makes any quotient right.</summary>
    [Fact]
    public void Verify_PublicScalarAfterZeta_PairingsDiffer()
    {
        Statement statement = FalseEnd();
        LatePublicScalar forger = new(statement.Key(2), statement);
        AssertStoppedByTranscript(statement, forger);
        Assert.NotEqual(statement.Inputs.Scalars[1], forger.ForgedInputs.Scalars[1]);
    }

    /// <summary>"last challenge not bound to all evaluations": two wrong evaluations cancel in the combined opening.</summary>
    [Fact]
    public void Verify_EvaluationsAfterV_PairingsDiffer()
    {
        Statement statement = FalseEnd();
        AssertStoppedByTranscript(statement, new LateEvaluations(statement.Key(1), statement));
    }

    /// <summary>"last challenge not bound to … the first opening point": with z known, any W and W' = 0 will do.</summary>
    [Fact]
    public void Verify_OpeningAfterZ_PairingsDiffer()
    {
        Statement statement = FalseEnd();
        AssertStoppedByTranscript(statement, new LateOpening(statement.Key(2), statement));
    }

    /// <summary>"forge the cancelling pair": W + (z − τ)·D and W' + D balance for one z only.</summary>
    [Fact]
    public void Verify_CancellingPair_PairingsDiffer()
    {
        Statement statement = SampleCircuits.Squares(slots: 4, Seed);
        AssertStoppedByTranscript(statement, new CancellingPair(statement.Key(2), statement));
    }

    private static Statement FalseLookup() =>
        SampleCircuits.Everything(slots: 2, limbBits: 3, Seed).With(trace => trace[3, SampleCircuits.LimbColumn] = Fr.FromUInt64(1000));

    private static Statement FalseEnd()
    {
        Statement statement = SampleCircuits.Squares(slots: 4, Seed);
        return statement with { Inputs = new([statement.Inputs.Scalars[0], statement.Inputs.Scalars[1] + Fr.One], []) };
    }

    private static void AssertStoppedByTranscript(Statement statement, Forger forger)
    {
        byte[] proof = forger.Prove().ToBytes(forger.ForgedKey.Layout);
        PlonkVerifier verifier = new(forger.ForgedKey);
        int slots = statement.Trace.Slots;
        PublicInputs inputs = forger.ForgedInputs;
        Assert.True(ProofReader.TryRead(forger.ForgedKey.Layout, proof, out ProofReader? parts).IsValid);
        Assert.Equal(new(VerificationStatus.Valid), verifier.Check(slots, inputs, parts!, forger.Challenges));
        Assert.Equal(new(VerificationStatus.PairingsDiffer), verifier.Verify(Statement.Context, slots, inputs, proof));
    }

    private abstract class Forger(VerifyingKey key, Statement statement) : ReferenceProver(key, statement, Statement.Context, Seed)
    {
        internal VerifyingKey ForgedKey => Key;

        internal PublicInputs ForgedInputs => Inputs;
    }

    private sealed class LateMultiplicities(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterBetaGamma()
        {
            MultiplicityColumn offer = Circuit.Multiplicities[0];
            Fr denominator = Gamma + Compress(offer.Term.Bus, offer.Term.Tuple, RowValues(row: 0));
            WitnessValues[offer.Column][0] += BusExcess * denominator;
            CommitWitness();
        }
    }

    private sealed class LateHelpers(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterY()
        {
            // On the last row bus.sum is off by −excess·e, where e is the product of its denominators; η in the first helper column, whose
            // denominators have the product d, adds y^a·η·d − y^b·η·e.
            Fr helper = Power("bus.helper[0]") * Denominators(0);
            Fr sum = Power("bus.sum") * Denominators(Circuit.SumColumn);
            HelperValues[0][Rows - 1] += sum * BusExcess * NaivePolynomial.Inverse(helper - sum);
            CommitHelpers();
        }

        /// <summary>The product of the denominators of a group on the last row.</summary>
        private Fr Denominators(int group)
        {
            Fr product = Fr.One;
            foreach (BusFraction fraction in Circuit.HelperGroups[group])
            {
                product *= Fraction(fraction, RowValues(Rows - 1), Rows - 1).Denominator;
            }

            return product;
        }

        private Fr Power(string label)
        {
            int index = Circuit.Constraints.ToList().FindIndex(constraint => constraint.Label == label);
            return Fr.PowVarTime(Y, [(ulong)(Circuit.Constraints.Count - 1 - index)]);
        }
    }

    private sealed class LateQuotient(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterZeta()
        {
            Evaluations = ComputeEvaluations();
            CommitQuotient([ClaimedQuotient()]);
        }
    }

    private sealed class LatePublicScalar(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterZeta()
        {
            // The combined constraint is linear in the scalar, so two values tell the one that fits.
            Fr start = Inputs.Scalars[0];
            Evaluations = ComputeEvaluations();
            Inputs = new([start, Fr.Zero], []);
            Fr atZero = ClaimedQuotient();
            Inputs = new([start, Fr.One], []);
            Fr slope = ClaimedQuotient() - atZero;
            Fr committed = NaivePolynomial.Evaluate(CombinedQuotient(), Zeta);
            Inputs = new([start, (committed - atZero) * NaivePolynomial.Inverse(slope)], []);
        }
    }

    private sealed class LateEvaluations(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterV()
        {
            const int Unused = 1;
            int pack = Key.Plan.Packs.ToList().FindIndex(p => p.Kind == ColumnKind.Witness && p.Columns.Contains(Unused));
            Fr error = NaivePolynomial.Evaluate(CombinedQuotient(), Zeta) - ClaimedQuotient();
            Evaluations = [.. Evaluations];
            Evaluations[Key.Layout.Evaluation(ColumnKind.Witness, Unused, 0)] +=
                error * Fr.PowVarTime(V, [(ulong)(Key.Plan.Packs.Count - pack)]);
        }
    }

    private sealed class LateOpening(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterZ()
        {
            Opening = Commit(CombinedAtPoint());
            OpeningAtPoint = G1Affine.Infinity;
        }
    }

    private sealed class CancellingPair(VerifyingKey key, Statement statement) : Forger(key, statement)
    {
        protected override void AfterZ()
        {
            Fr factor = Random();
            Opening = Sum(Opening, Commit([Z * factor, -factor]));
            OpeningAtPoint = Sum(OpeningAtPoint, Commit([factor]));
        }

        private static G1Affine Sum(in G1Affine a, in G1Affine b) => (G1Jacobian.FromAffine(a) + G1Jacobian.FromAffine(b)).ToAffine();
    }
}
