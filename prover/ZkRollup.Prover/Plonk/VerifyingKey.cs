using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>All that a verifier knows of a circuit and its setup. It serves every allowed T.</summary>
/// <remarks>
/// A value exists only if its parts fit each other: every column that a program reads exists, the columns marked as rotated are those
/// that it reads on the next row, its degree is the declared one. Whether the commitments are those of a circuit's columns is found out
/// by making the key again. Immutable.
/// </remarks>
public sealed class VerifyingKey
{
    private readonly byte[] _bytes;
    private readonly byte[] _digest;
    private readonly byte[] _referenceStringDigest;

    /// <summary>A key from its parts.</summary>
    /// <param name="shape">The counts.</param>
    /// <param name="combined">One output: the combined constraint.</param>
    /// <param name="publicTerms">Two outputs for each term of the public inputs: numerator and denominator.</param>
    /// <param name="commitments">One for each of <see cref="PackPlan.KeyPacks"/>.</param>
    /// <param name="counters">Commitments to the row counter, one for each allowed T, ascending; none if it is not read.</param>
    /// <param name="tauG2">[τ]G2.</param>
    /// <param name="referenceStringDigest">The digest of the reference string.</param>
    /// <exception cref="ArgumentException">A part does not fit the others.</exception>
    public VerifyingKey(
        CircuitShape shape,
        ExpressionProgram combined,
        ExpressionProgram publicTerms,
        IReadOnlyList<G1Affine> commitments,
        IReadOnlyList<G1Affine> counters,
        in G2Affine tauG2,
        ReadOnlySpan<byte> referenceStringDigest)
        : this(
            shape,
            combined,
            publicTerms,
            [.. commitments ?? throw new ArgumentNullException(nameof(commitments))],
            [.. counters ?? throw new ArgumentNullException(nameof(counters))],
            tauG2)
    {
        if (FindFault(shape, combined, publicTerms, commitments.Count, counters.Count) is { } fault)
        {
            throw new ArgumentException($"Not a verifying key: {fault}.");
        }

        if (referenceStringDigest.Length != ReferenceString.DigestLength)
        {
            throw new ArgumentException($"Expected a digest of {ReferenceString.DigestLength} bytes, got {referenceStringDigest.Length}.");
        }

        if (tauG2.IsInfinity || !tauG2.IsInSubgroup || commitments.Concat(counters).Any(point => !point.IsInSubgroup))
        {
            throw new ArgumentException("A point of the key is outside its subgroup, or [τ]G2 is infinity.");
        }

        _referenceStringDigest = referenceStringDigest.ToArray();
        _bytes = VerifyingKeyCodec.ToBytes(this);
        _digest = Keccak256.Hash(_bytes);
    }

    /// <summary>Takes parts that <see cref="VerifyingKeyCodec"/> has checked, and the bytes that they came from.</summary>
    internal VerifyingKey(
        CircuitShape shape,
        ExpressionProgram combined,
        ExpressionProgram publicTerms,
        G1Affine[] commitments,
        G1Affine[] counters,
        in G2Affine tauG2,
        ReadOnlySpan<byte> referenceStringDigest,
        byte[] bytes)
        : this(shape, combined, publicTerms, commitments, counters, tauG2)
    {
        _referenceStringDigest = referenceStringDigest.ToArray();
        _bytes = bytes;
        _digest = Keccak256.Hash(bytes);
    }

    private VerifyingKey(
        CircuitShape shape,
        ExpressionProgram combined,
        ExpressionProgram publicTerms,
        G1Affine[] commitments,
        G1Affine[] counters,
        in G2Affine tauG2)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(combined);
        ArgumentNullException.ThrowIfNull(publicTerms);
        Shape = shape;
        Plan = new(shape);
        Layout = new(Plan);
        Combined = combined;
        PublicTerms = publicTerms;
        Commitments = commitments;
        CounterCommitments = counters;
        TauG2 = tauG2;
        _bytes = _digest = _referenceStringDigest = [];
    }

    /// <summary>The counts.</summary>
    public CircuitShape Shape { get; }

    /// <summary>How columns are packed.</summary>
    public PackPlan Plan { get; }

    /// <summary>Where the parts of a proof lie.</summary>
    public ProofLayout Layout { get; }

    /// <summary>One output: all constraints, combined with powers of y.</summary>
    public ExpressionProgram Combined { get; }

    /// <summary>Two outputs for each term of the public inputs: numerator and denominator.</summary>
    public ExpressionProgram PublicTerms { get; }

    /// <summary>Terms of the public inputs.</summary>
    public int PublicTermCount => PublicTerms.Outputs.Count / 2;

    /// <summary>One commitment for each of <see cref="PackPlan.KeyPacks"/>.</summary>
    public IReadOnlyList<G1Affine> Commitments { get; }

    /// <summary>Commitments to the row counter, one for each allowed T, ascending; none if the circuit does not read it.</summary>
    public IReadOnlyList<G1Affine> CounterCommitments { get; }

    /// <summary>[τ]G2.</summary>
    public G2Affine TauG2 { get; }

    /// <summary>The digest of the reference string.</summary>
    public ReadOnlySpan<byte> ReferenceStringDigest => _referenceStringDigest;

    /// <summary>True if the secret of the reference string is public: anyone can prove anything.</summary>
    public bool IsInsecure => TauG2 == DevelopmentSecret.TauG2;

    /// <summary>Keccak-256 of <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The key as bytes: see docs/proof-format.md.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key of a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="shape">Its shape, which says how columns are packed and which T are allowed.</param>
    /// <param name="commitments">One for each of <see cref="PackPlan.KeyPacks"/>.</param>
    /// <param name="counters">Commitments to the row counter, one for each allowed T, ascending; none if it is not read.</param>
    /// <param name="source">The reference string.</param>
    /// <exception cref="ArgumentException">A part does not fit the others.</exception>
    public static VerifyingKey Of(
        Circuit circuit,
        CircuitShape shape,
        IReadOnlyList<G1Affine> commitments,
        IReadOnlyList<G1Affine> counters,
        ReferenceString source)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(source);
        ExpressionProgram publicTerms =
            ExpressionProgram.Compile([.. circuit.PublicTerms.SelectMany(term => new[] { term.Numerator, term.Denominator })]);
        return new(shape, ExpressionProgram.Compile(circuit.Combined), publicTerms, commitments, counters, source.TauG2, source.Digest);
    }

    /// <summary>Reads a key. Never throws.</summary>
    /// <param name="bytes">Untrusted.</param>
    /// <param name="key">The key, or null unless Success.</param>
    /// <returns>Success, or the first cause of rejection.</returns>
    public static VerifyingKeyReadResult TryRead(ReadOnlySpan<byte> bytes, out VerifyingKey? key) =>
        VerifyingKeyCodec.TryRead(bytes, out key);

    /// <summary>The commitments of the key that a proof with T slots is about: those of the packs, then that of its row counter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">T is not allowed.</exception>
    internal IEnumerable<G1Affine> CommitmentsFor(int slots) =>
        Shape.CounterCount == 0 ? Commitments : Commitments.Append(CounterCommitments[Shape.SlotsIndex(slots)]);

    /// <summary>What does not fit in a shape that has no fault itself, or null.</summary>
    internal static string? FindFault(
        CircuitShape shape, ExpressionProgram combined, ExpressionProgram publicTerms, int commitmentCount, int counterCount)
    {
        int expected = new PackPlan(shape).KeyPacks.Count;
        return commitmentCount != expected ? $"expected {expected} commitments, got {commitmentCount}"
            : counterCount != shape.CounterCommitmentCount
                ? $"expected {shape.CounterCommitmentCount} commitments to row counters, got {counterCount}"
            : ProgramFit.FindFault(shape, combined, publicTerms);
    }
}
