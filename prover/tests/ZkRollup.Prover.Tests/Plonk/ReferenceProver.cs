using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>A prover that follows docs/proof-format.md by the definitions: polynomials as coefficients, and the secret known.</summary>
/// <remarks>
/// An independent oracle: it reads <see cref="Circuit.Constraints"/> instead of compiled programs, divides by long division and commits by
/// evaluating at τ. Cheaters derive from it and override a stage, or change what was committed once a challenge is known: the hooks
/// After… run when the transcript has absorbed what was there before. <see cref="FailedLabels"/> names the constraints that do not hold.
/// </remarks>
internal partial class ReferenceProver
{
    private readonly SeededScalars _random;

    internal ReferenceProver(VerifyingKey key, Statement statement, ProofContext context, int seed)
    {
        Key = key;
        Circuit = statement.Circuit;
        Trace = statement.Trace;
        Inputs = statement.Inputs;
        Context = context;
        Rows = statement.Trace.Rows;
        Slots = statement.Trace.Slots;
        Omega = Fr.RootOfUnity(BitOperations.Log2((uint)Rows));
        _random = new(seed);
    }

    /// <summary>Labels of the constraints that do not vanish on every row.</summary>
    internal List<string> FailedLabels { get; } = [];

    /// <summary>True if every long division of the openings came out even.</summary>
    internal bool AreOpeningsEven { get; private set; } = true;

    /// <summary>The challenges that this prover used, which a cheater did not draw from its final messages.</summary>
    internal Challenges Challenges => new(Beta, Gamma, Y, Zeta, V, Z);

    protected VerifyingKey Key { get; }

    protected Circuit Circuit { get; }

    protected Trace Trace { get; }

    protected PublicInputs Inputs { get; set; }

    protected ProofContext Context { get; }

    protected int Rows { get; }

    protected int Slots { get; }

    protected Fr Omega { get; }

    protected Fr Beta { get; set; }

    protected Fr Gamma { get; set; }

    protected Fr Y { get; set; }

    protected Fr Zeta { get; set; }

    protected Fr V { get; set; }

    protected Fr Z { get; set; }

    /// <summary>Values of the row counter, which are those of the key.</summary>
    protected virtual Fr[] CounterValues => Statement.CounterValues(Rows);

    /// <summary>Values of the witness columns, row by row.</summary>
    protected Fr[][] WitnessValues { get; private set; } = [];

    /// <summary>Values of the helper columns, row by row.</summary>
    protected Fr[][] HelperValues { get; private set; } = [];

    /// <summary>Blinded witness columns.</summary>
    protected Fr[][] Witness { get; private set; } = [];

    /// <summary>Blinded helper columns.</summary>
    protected Fr[][] Helpers { get; private set; } = [];

    /// <summary>Blinded pieces of the quotient.</summary>
    protected Fr[][] Quotient { get; private set; } = [];

    protected G1Affine[] WitnessPoints { get; set; } = [];

    protected G1Affine[] HelperPoints { get; set; } = [];

    protected G1Affine[] QuotientPoints { get; set; } = [];

    protected Fr[] Evaluations { get; set; } = [];

    protected G1Affine Opening { get; set; }

    protected G1Affine OpeningAtPoint { get; set; }

    /// <summary>A random element that follows from the seed.</summary>
    protected Fr Random() => _random.Next();

    /// <summary>[p(τ)]G1.</summary>
    protected static G1Affine Commit(Fr[] p) => Commit(NaivePolynomial.Evaluate(p, DevelopmentSecret.Tau));

    /// <summary>[value]G1.</summary>
    protected static G1Affine Commit(Fr value) => G1Jacobian.Generator.MultiplyVarTime(value).ToAffine();

    /// <summary>Runs the protocol once.</summary>
    internal Proof Prove()
    {
        ProofTranscript transcript = new(Key, Context, Slots, Inputs);
        WitnessValues = ComputeWitness();
        CommitWitness();
        (Beta, Gamma) = transcript.AbsorbWitness(WitnessPoints);
        AfterBetaGamma();
        HelperValues = ComputeHelpers();
        CommitHelpers();
        Y = transcript.AbsorbHelpers(HelperPoints);
        AfterY();
        CommitQuotient(ComputeQuotient());
        Zeta = transcript.AbsorbQuotient(QuotientPoints);
        AfterZeta();
        Evaluations = ComputeEvaluations();
        V = transcript.AbsorbEvaluations(Evaluations);
        AfterV();
        Fr[] opening = ComputeOpening();
        Opening = Commit(opening);
        Z = transcript.AbsorbOpening(Opening);
        OpeningAtPoint = Commit(ComputeOpeningAtPoint(opening));
        AfterZ();
        return new()
        {
            Witness = WitnessPoints,
            Helpers = HelperPoints,
            Quotient = QuotientPoints,
            Evaluations = Evaluations,
            Opening = Opening,
            OpeningAtPoint = OpeningAtPoint,
        };
    }

    /// <summary>Runs when β and γ are known; may change <see cref="WitnessValues"/> and commit again.</summary>
    protected virtual void AfterBetaGamma()
    {
    }

    /// <summary>Runs when y is known.</summary>
    protected virtual void AfterY()
    {
    }

    /// <summary>Runs when ζ is known.</summary>
    protected virtual void AfterZeta()
    {
    }

    /// <summary>Runs when v is known; may change <see cref="Evaluations"/>.</summary>
    protected virtual void AfterV()
    {
    }

    /// <summary>Runs when everything is known.</summary>
    protected virtual void AfterZ()
    {
    }

    /// <summary>Values of the witness columns.</summary>
    protected virtual Fr[][] ComputeWitness() =>
        [.. Enumerable.Range(0, Circuit.Witness.Count).Select(index => Trace.Column(index).ToArray())];

    /// <summary>Blinds the witness columns, packs and commits them.</summary>
    protected void CommitWitness()
    {
        Witness = Blind(WitnessValues, ColumnKind.Witness);
        WitnessPoints = [.. Key.Plan.WitnessPacks.Select(pack => Commit(Packed(pack)))];
    }

    /// <summary>Blinds the helper columns, packs and commits them.</summary>
    protected void CommitHelpers()
    {
        Helpers = Blind(HelperValues, ColumnKind.Helper);
        HelperPoints = [.. Key.Plan.HelperPacks.Select(pack => Commit(Packed(pack)))];
    }

    /// <summary>Cuts the quotient into pieces of m coefficients, blinds each against the next, and commits them.</summary>
    protected void CommitQuotient(Fr[] quotient)
    {
        int count = Key.Plan.QuotientPieceCount;
        int length = (int)Key.Plan.QuotientPieceLength(Rows);
        Fr[][] pieces = new Fr[count][];
        Fr carried = Fr.Zero;
        for (int j = 0; j < count; j++)
        {
            int end = j == count - 1 ? Math.Max(quotient.Length, j * length) : Math.Min(quotient.Length, (j + 1) * length);
            Fr[] piece = j * length >= end ? [Fr.Zero] : quotient[(j * length)..end];
            piece = NaivePolynomial.AddScaled(piece, [Fr.One], -carried);
            if (j < count - 1)
            {
                carried = Random();
                piece = NaivePolynomial.AddScaled(piece, NaivePolynomial.Spread([Fr.One], 1, length), carried);
            }

            Assert.InRange(piece.Length, 1, Key.Plan.PowersNeeded(Rows));
            pieces[j] = piece;
        }

        Quotient = pieces;
        QuotientPoints = [.. pieces.Select(Commit)];
    }

    /// <summary>The coefficients of a pack.</summary>
    protected Fr[] Packed(Pack pack)
    {
        Fr[] sum = [Fr.Zero];
        for (int i = 0; i < pack.Columns.Count; i++)
        {
            int index = pack.Columns[i];
            Fr[] column = pack.Kind switch
            {
                ColumnKind.Fixed => NaivePolynomial.Interpolate([.. Circuit.Fixed[index].Values]),
                ColumnKind.Table => NaivePolynomial.Interpolate([.. Circuit.Tables[index].Values]),
                ColumnKind.Counter => NaivePolynomial.Interpolate(CounterValues),
                ColumnKind.Witness => Witness[index],
                _ => Helpers[index],
            };
            sum = NaivePolynomial.AddScaled(sum, NaivePolynomial.Spread(column, pack.Factor, i), Fr.One);
        }

        Assert.InRange(sum.Length, 1, Key.Plan.PowersNeeded(Rows));
        return sum;
    }

    private Fr[][] Blind(Fr[][] columns, ColumnKind kind)
    {
        Fr[][] blinded = new Fr[columns.Length][];
        for (int index = 0; index < columns.Length; index++)
        {
            Fr[] b = [.. Enumerable.Range(0, Circuit.IsRotated(kind, index) ? 3 : 2).Select(_ => Random())];
            Fr[] vanishing = NaivePolynomial.Binomial(Rows, Fr.One);
            blinded[index] =
                NaivePolynomial.AddScaled(NaivePolynomial.Interpolate(columns[index]), NaivePolynomial.Multiply(b, vanishing), Fr.One);
        }

        return blinded;
    }
}
