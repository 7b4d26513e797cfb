using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Opening;

namespace ZkRollup.Prover.Cpu;

/// <summary>The quotient: computed, blinded, committed, combined.</summary>
internal sealed unsafe partial class CpuWorkspace
{
    private NativeBuffer<Fr>[] _pieces = [];
    private NativeBuffer<Fr>? _quotient;
    private int _quotientLength;

    private int PieceRows => checked((int)Key.Plan.QuotientPieceLength(Rows));

    /// <inheritdoc/>
    public TimeSpan ComputeQuotient(ConstraintChallenges challenges, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        foreach (ColumnKind kind in _columns.Keys)
        {
            _ = CoefficientsOf(kind);
        }

        if (_pieces.Length > 0)
        {
            throw new InvalidOperationException("The quotient is computed already.");
        }

        int degree = Key.Plan.Shape.Degree;
        NativeBuffer<Fr> whole = Key.Pool.Rent(Key.Quotient.Length);
        TimeSpan transforms = Key.Quotient.Compute(this, challenges, whole.Pointer, progress);
        int count = Key.Plan.QuotientPieceCount;
        int last = ((degree - 1) * Rows) + OverflowMax(degree) - ((count - 1) * PieceRows);
        _pieces = new NativeBuffer<Fr>[count];
        for (int piece = 0; piece < count; piece++)
        {
            // One place more than m for the blinding: the top of the last piece is the overflow.
            int length = piece + 1 < count ? PieceRows + 1 : last;
            _pieces[piece] = Key.Pool.Rent(length);
            int copied = piece + 1 < count ? PieceRows : last;
            new ReadOnlySpan<Fr>(whole.Pointer + ((long)piece * PieceRows), copied).CopyTo(Piece(piece));
            Piece(piece)[copied..].Clear();
        }

        Key.Pool.Return(whole);
        return transforms;
    }

    /// <inheritdoc/>
    public void BlindQuotient(ReadOnlySpan<Fr> blinding)
    {
        RequirePieces();
        if (blinding.Length != _pieces.Length - 1)
        {
            throw new ArgumentException($"Expected {_pieces.Length - 1} coefficients, got {blinding.Length}.", nameof(blinding));
        }

        for (int i = 0; i < blinding.Length; i++)
        {
            Piece(i)[PieceRows] += blinding[i];
            Piece(i + 1)[0] -= blinding[i];
        }
    }

    /// <inheritdoc/>
    public int PieceLength(int piece) => Piece(piece).Length;

    /// <inheritdoc/>
    public void ReadPiece(int piece, Span<Fr> coefficients) => Piece(piece).CopyTo(coefficients);

    /// <inheritdoc/>
    public void WritePiece(int piece, ReadOnlySpan<Fr> coefficients)
    {
        if (coefficients.Length != Piece(piece).Length)
        {
            throw new ArgumentException($"Expected {Piece(piece).Length} coefficients, got {coefficients.Length}.", nameof(coefficients));
        }

        coefficients.CopyTo(Piece(piece));
    }

    /// <inheritdoc/>
    public G1Affine CommitPiece(int piece) => Key.Committer.Commit(Piece(piece), Cancellation);

    /// <inheritdoc/>
    public Fr CombinePieces(in Fr power, in Fr point)
    {
        const int BlockLength = 1 << 11;
        RequirePieces();
        _quotientLength = _pieces.Max(piece => (int)piece.Count);
        _quotient = Key.Pool.Rent(_quotientLength);
        Fr* target = _quotient.Pointer;
        Fr factor = power;
        Workers.ForBlocks(_quotientLength, BlockLength, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                Fr sum = Fr.Zero;
                for (int piece = _pieces.Length - 1; piece >= 0; piece--)
                {
                    Fr.Multiply(sum, factor, out sum);
                    if (i < _pieces[piece].Count)
                    {
                        Fr.Add(sum, _pieces[piece].Pointer[i], out sum);
                    }
                }

                target[i] = sum;
            }
        });
        ReturnPieces();
        return FrLanes.Evaluate(target, _quotientLength, point);
    }

    /// <summary>The most coefficients of the quotient above (D − 1)·n.</summary>
    private static int OverflowMax(int degree) => (2 * degree) + 2;

    /// <summary>Inputs of programs that run on the subgroup, before the interpolation.</summary>
    private ProgramInputs ValueInputs(ConstraintChallenges challenges)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        ProgramInputs inputs = NewInputs(challenges);
        foreach (ColumnKind kind in _columns.Keys)
        {
            RequireValues(kind);
            inputs[kind] = [.. _columns[kind].Select(column => column.Values)];
        }

        inputs[ColumnKind.Fixed] = Key.Columns.Fixed;
        inputs[ColumnKind.Table] = Key.Columns.Tables;
        inputs[ColumnKind.Counter] = Key.Columns.Counter;
        inputs.FirstRow = Key.Columns.FirstRow;
        inputs.LastRow = Key.Columns.LastRow;
        inputs.ExceptLastRow = Key.Columns.ExceptLastRow;
        return inputs;
    }

    private Span<Fr> Piece(int piece)
    {
        RequirePieces();
        ArgumentOutOfRangeException.ThrowIfNegative(piece);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(piece, _pieces.Length);
        return new(_pieces[piece].Pointer, (int)_pieces[piece].Count);
    }

    private void RequirePieces()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_pieces.Length == 0)
        {
            throw new InvalidOperationException("There are no pieces: the quotient is not computed yet, or combined already.");
        }
    }

    private void ReturnPieces()
    {
        foreach (NativeBuffer<Fr> piece in _pieces)
        {
            Key.Pool.Return(piece);
        }

        _pieces = [];
    }

    private void DisposeQuotient()
    {
        ReturnPieces();
        Key.Pool.Return(_quotient);
        _quotient = null;
    }
}
