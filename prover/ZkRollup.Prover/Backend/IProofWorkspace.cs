using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Backend;

/// <summary>The polynomials of one proof, resident on a device from the upload of the witness to the last opening.</summary>
/// <remarks>
/// <para>
/// n = R·T rows. A witness, helper or instance column is held as n values on the subgroup until <see cref="Interpolate"/> turns it into
/// coefficients; then its values are gone. Calls come in the order in which they stand here; a call out of order throws
/// <see cref="InvalidOperationException"/>, an index or length out of range <see cref="ArgumentException"/>, and a cancelled operation
/// <see cref="OperationCanceledException"/>, after which only disposal is allowed. Spans are read or filled before a call returns and
/// never kept. Not for concurrent use. Disposal gives the memory back to the prepared key, for its next proof.
/// </para>
/// <para>Time depends on the values: run proofs where only the prover can measure.</para>
/// </remarks>
public interface IProofWorkspace : IDisposable
{
    /// <summary>Takes a witness column. Columns that are never uploaded are zero.</summary>
    /// <param name="column">Its index.</param>
    /// <param name="values">n values; value i belongs to row i.</param>
    void UploadWitness(int column, ReadOnlySpan<Fr> values);

    /// <summary>Takes the public scalars and the words of the instance columns, which fit the circuit.</summary>
    void UploadPublic(PublicInputs inputs);

    /// <summary>Reads back the values of a witness or helper column before its interpolation: for diagnosis and tests.</summary>
    /// <param name="kind">Witness or Helper.</param>
    /// <param name="column">Its index.</param>
    /// <param name="values">Receives n values.</param>
    void ReadColumn(ColumnKind kind, int column, Span<Fr> values);

    /// <summary>Replaces the values of a witness or helper column before its interpolation: how tests lie.</summary>
    /// <param name="kind">Witness or Helper.</param>
    /// <param name="column">Its index.</param>
    /// <param name="values">n values.</param>
    void WriteColumn(ColumnKind kind, int column, ReadOnlySpan<Fr> values);

    /// <summary>Commits to Σ X^j·c_j(X^F) for columns blinded as c(X) + b(X)·(X^n − 1). The blinding stays with each column.</summary>
    /// <param name="kind">Witness or Helper.</param>
    /// <param name="columns">At most F columns, whose values are set.</param>
    /// <param name="blinding">The coefficients of all b, column after column, lowest first; the same number for each column.</param>
    G1Affine CommitPack(ColumnKind kind, IReadOnlyList<int> columns, ReadOnlySpan<Fr> blinding);

    /// <summary>Sets helper column k to the sum of the fractions of group k on every row; the last one becomes the running sum.</summary>
    /// <param name="challenges">β and γ count.</param>
    /// <returns>Null, or the first zero denominator; the columns are then worthless.</returns>
    ZeroDenominator? ComputeFractions(ConstraintChallenges challenges);

    /// <summary>Puts the running sum Φ in the place of the last h_k: zero on row 0, then Φ(next) = Φ + Σ h_k − C/n.</summary>
    /// <param name="challenges">The balance counts.</param>
    /// <returns>What the step after the last row gives: zero if and only if the buses close.</returns>
    Fr ComputeRunningSum(ConstraintChallenges challenges);

    /// <summary>Sets the copy products: Z_0 is one on row 0, Z_(k+1) = Z_k·num_k/den_k, the last on a row being Z_0 of the next.</summary>
    /// <param name="challenges">β and γ count.</param>
    /// <param name="last">What the step after the last row gives: one if and only if the copies hold, but for chance in γ.</param>
    /// <returns>Null, or the first zero denominator; the columns are then worthless.</returns>
    ZeroDenominator? ComputeProducts(ConstraintChallenges challenges, out Fr last);

    /// <summary>Turns all columns of a kind from values into coefficients, blinding included.</summary>
    /// <param name="kind">Witness, Instance or Helper.</param>
    void Interpolate(ColumnKind kind);

    /// <summary>Divides the combined constraints by X^n − 1 and keeps the quotient as pieces of F·n coefficients.</summary>
    /// <remarks>
    /// All columns are interpolated. If the constraints do not vanish on the subgroup, the result is some polynomial that fails the
    /// identity at almost every point.
    /// </remarks>
    /// <param name="challenges">All of them.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <returns>The part of the time that went into transforms to and from the cosets.</returns>
    TimeSpan ComputeQuotient(ConstraintChallenges challenges, IProgress<double>? progress = null);

    /// <summary>Adds b_j·X^(F·n) to piece j and −b_j to piece j + 1: their combination stays as it is.</summary>
    /// <param name="blinding">One b for each piece but the last.</param>
    void BlindQuotient(ReadOnlySpan<Fr> blinding);

    /// <summary>Coefficients of a piece.</summary>
    int PieceLength(int piece);

    /// <summary>Reads back a piece: for diagnosis and tests.</summary>
    void ReadPiece(int piece, Span<Fr> coefficients);

    /// <summary>Replaces a piece: how tests lie.</summary>
    void WritePiece(int piece, ReadOnlySpan<Fr> coefficients);

    /// <summary>Commits to a piece over the powers of the reference string.</summary>
    G1Affine CommitPiece(int piece);

    /// <summary>Replaces the pieces by Σ power^j·Q_j and returns its value.</summary>
    /// <param name="power">ζ^(F·n).</param>
    /// <param name="point">ζ.</param>
    Fr CombinePieces(in Fr power, in Fr point);

    /// <summary>Evaluates columns, all at one point.</summary>
    /// <param name="kind">Any kind but Instance; the point of a fixed or table column is that of its generator g_i, ζ^T or ζ^(n/P).</param>
    /// <param name="columns">Indices.</param>
    /// <param name="point">The point.</param>
    /// <param name="values">Receives one value for each column.</param>
    void Evaluate(ColumnKind kind, IReadOnlyList<int> columns, in Fr point, Span<Fr> values);

    /// <summary>Commits to W(X) = Σ weight·(f(X) − r(X))/D(X) over all packs; keeps W and the sums over each group.</summary>
    /// <remarks>The remainders r need not be given: a quotient does not depend on them.</remarks>
    G1Affine CommitOpening(IReadOnlyList<OpeningGroup> groups);

    /// <summary>Commits to the quotient by X − z of Σ_g factor_g·Σ weight·f(X) − W(X).</summary>
    /// <param name="factors">1/D_g(z), one for each group of <see cref="CommitOpening"/>.</param>
    /// <param name="point">z.</param>
    G1Affine CommitLastQuotient(ReadOnlySpan<Fr> factors, in Fr point);
}
