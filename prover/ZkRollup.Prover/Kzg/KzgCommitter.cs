using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Commits to polynomials over Fr as points of G1 and opens the commitments.</summary>
/// <remarks>
/// Kate, Zaverucha and Goldberg, "Constant-size commitments to polynomials and their applications", ASIACRYPT 2010. The commitment to p is
/// [p(τ)]G1, from coefficients over the powers of the string, or from values over its Lagrange basis, where small values cost little.
/// Time depends on the polynomials: run it where only the prover can measure. Holds scratch memory; not for concurrent use.
/// </remarks>
public sealed class KzgCommitter : IDisposable
{
    private readonly G1Bases _powers;
    private readonly G1Bases? _lagrange;
    private readonly G1Bases? _blinding;
    private readonly G1Msm _msm;
    private Fr[]? _values;

    /// <summary>A committer for coefficients.</summary>
    /// <param name="source">The reference string.</param>
    /// <param name="threads">Threads to use at most; all cores if 0.</param>
    /// <param name="powers">Powers to keep at most, since each takes 128 bytes; all of the string if 0.</param>
    public KzgCommitter(ReferenceString source, int threads = 0, int powers = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(powers);
        Source = source;
        _msm = new(threads);
        _powers = new(powers == 0 ? source.Powers : source.Powers[..Math.Min(powers, source.Count)]);
    }

    /// <summary>A committer for coefficients and for values on a subgroup.</summary>
    /// <param name="basis">The basis for the values; blinding reaches as far as its string has more than F·n powers.</param>
    /// <param name="threads">Threads to use at most; all cores if 0.</param>
    /// <param name="powers">Powers to keep at most for coefficients; all of the string if 0.</param>
    public KzgCommitter(LagrangeBasis basis, int threads = 0, int powers = 0)
        : this((basis ?? throw new ArgumentNullException(nameof(basis))).Source, threads, powers)
    {
        Size = basis.Size;
        Packing = basis.Packing;
        BlindingMax = Math.Min(ReferenceString.BlindingPowers, (basis.Source.Count / Packing) - Size);
        _lagrange = new(basis.Points);
        _blinding = new(BlindingPoints(basis.Source.Powers, Packing * Size, Packing * BlindingMax));
    }

    /// <summary>The reference string.</summary>
    public ReferenceString Source { get; }

    /// <summary>Order n of the subgroup of values; 0 without a basis.</summary>
    public int Size { get; }

    /// <summary>F, the columns of a pack; 0 without a basis.</summary>
    public int Packing { get; }

    /// <summary>Largest number of blinding coefficients of a column; 0 without a basis.</summary>
    public int BlindingMax { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _msm.Dispose();
        _powers.Dispose();
        _lagrange?.Dispose();
        _blinding?.Dispose();
    }

    /// <summary>Commits to a polynomial given by its coefficients.</summary>
    /// <param name="coefficients">At most as many as there are powers, lowest degree first; none for the polynomial 0.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There are more coefficients.</exception>
    public G1Affine Commit(ReadOnlySpan<Fr> coefficients, CancellationToken cancellation = default)
    {
        RequireDegree(coefficients.Length);
        return _msm.ComputeVarTime(_powers, coefficients, cancellation).ToAffineVarTime();
    }

    /// <summary>Commits to p(X) + b(X)·(X^n − 1), for the polynomial p of degree below n with the given values and a random b.</summary>
    /// <remarks>The only column of its pack: with F above 1 the commitment is to p(X^F) + b(X^F)·(X^(F·n) − 1).</remarks>
    /// <param name="values">Value i belongs to ω^i; exactly n, or none for the polynomial 0.</param>
    /// <param name="blinding">Coefficients of b, at most <see cref="BlindingMax"/>: one more than openings are made.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There are not n values, or too many coefficients.</exception>
    /// <exception cref="InvalidOperationException">There is no basis.</exception>
    public G1Affine CommitValues(
        ReadOnlyMemory<Fr> values, ReadOnlyMemory<Fr> blinding = default, CancellationToken cancellation = default) =>
        CommitValues([values], [blinding], cancellation);

    /// <summary>Commits to the pack Σ X^i·c_i(X^F) of columns c_i(X) = p_i(X) + b_i(X)·(X^n − 1).</summary>
    /// <param name="columns">The values of each p_i, n or none; at most F columns. Columns left out, or without values, are 0.</param>
    /// <param name="blindings">The coefficients of each b_i, at most <see cref="BlindingMax"/>. Those left out are 0.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There are too many columns or blindings, or one has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">There is no basis.</exception>
    public G1Affine CommitValues(
        IReadOnlyList<ReadOnlyMemory<Fr>> columns,
        IReadOnlyList<ReadOnlyMemory<Fr>> blindings,
        CancellationToken cancellation = default)
    {
        if (_lagrange is null || _blinding is null)
        {
            throw new InvalidOperationException("This committer was made without a Lagrange basis.");
        }

        RequireColumns(columns);
        RequireBlindings(blindings);
        G1Jacobian sum = _msm.ComputeVarTime(_lagrange, Join(columns), cancellation);
        return (sum + _msm.ComputeVarTime(_blinding, Polynomial.Pack(blindings, Packing), cancellation)).ToAffineVarTime();
    }

    /// <summary>Returns the coefficients of p(X) + b(X)·(X^n − 1), to open a commitment to blinded values.</summary>
    /// <param name="coefficients">n coefficients of p.</param>
    /// <param name="blinding">Coefficients of b, no more than p has.</param>
    /// <exception cref="ArgumentException">b has more coefficients than p.</exception>
    public static Fr[] Blind(ReadOnlySpan<Fr> coefficients, ReadOnlySpan<Fr> blinding)
    {
        if (blinding.Length > coefficients.Length)
        {
            string message = $"Expected at most {coefficients.Length} blinding coefficients, got {blinding.Length}.";
            throw new ArgumentException(message, nameof(blinding));
        }

        Fr[] blinded = new Fr[coefficients.Length + blinding.Length];
        coefficients.CopyTo(blinded);
        blinding.CopyTo(blinded.AsSpan(coefficients.Length));
        for (int i = 0; i < blinding.Length; i++)
        {
            blinded[i] -= blinding[i];
        }

        return blinded;
    }

    /// <summary>Opens the commitment to a polynomial at a point.</summary>
    /// <param name="coefficients">At most as many as the string has powers.</param>
    /// <param name="point">z; any element.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There are more coefficients.</exception>
    public KzgOpening Open(ReadOnlySpan<Fr> coefficients, in Fr point, CancellationToken cancellation = default)
    {
        RequireDegree(coefficients.Length);
        Fr[] quotient = new Fr[Math.Max(0, coefficients.Length - 1)];
        Fr value = Polynomial.DivideByLinear(coefficients, point, quotient);
        return new(value, Commit(quotient, cancellation));
    }

    /// <summary>Opens the commitments to several polynomials at one point with one proof.</summary>
    /// <param name="polynomials">Coefficients, at most as many each as the string has powers; at least one polynomial.</param>
    /// <param name="point">z; any element.</param>
    /// <param name="challenge">γ, drawn after all commitments, the point and all values: see <see cref="KzgBatch"/>.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There is no polynomial, or one with more coefficients.</exception>
    public KzgBatchOpening OpenBatch(
        IReadOnlyList<ReadOnlyMemory<Fr>> polynomials, in Fr point, in Fr challenge, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(polynomials);
        if (polynomials.Count == 0)
        {
            throw new ArgumentException("Expected at least one polynomial.", nameof(polynomials));
        }

        Fr at = point;
        int length = polynomials.Max(polynomial => polynomial.Length);
        RequireDegree(length);
        Fr[] combination = new Fr[length];
        Fr power = Fr.One;
        foreach (ReadOnlyMemory<Fr> polynomial in polynomials)
        {
            Polynomial.AddScaled(combination, polynomial.Span, power);
            power *= challenge;
        }

        Fr[] values = [.. polynomials.Select(polynomial => Polynomial.Evaluate(polynomial.Span, at))];
        return new(values, Open(combination, at, cancellation).Proof);
    }

    /// <summary>[τ^(s+i)]G1 − [τ^i]G1, the commitments to X^i·(X^s − 1).</summary>
    /// <remarks>With s = F·n, point k + F·m serves coefficient m of column k, the order of <see cref="Polynomial.Pack"/>.</remarks>
    private static G1Affine[] BlindingPoints(ReadOnlySpan<G1Affine> powers, int size, int count)
    {
        G1Jacobian[] differences = new G1Jacobian[count];
        for (int i = 0; i < count; i++)
        {
            G1Jacobian.AddMixed(G1Jacobian.FromAffine(powers[size + i]), -powers[i], out differences[i]);
        }

        G1Affine[] result = new G1Affine[count];
        G1Jacobian.BatchToAffine(differences, result);
        return result;
    }

    private void RequireDegree(int coefficients)
    {
        if (coefficients > _powers.Count)
        {
            throw new ArgumentException(
                $"Degree bound exceeded: expected at most {_powers.Count} coefficients, got {coefficients}.", nameof(coefficients));
        }
    }

    private void RequireColumns(IReadOnlyList<ReadOnlyMemory<Fr>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count > Packing)
        {
            throw new ArgumentException($"Expected at most {Packing} columns, got {columns.Count}.", nameof(columns));
        }

        for (int i = 0; i < columns.Count; i++)
        {
            if (!columns[i].IsEmpty && columns[i].Length != Size)
            {
                throw new ArgumentException($"Column {i}: expected {Size} values or none, got {columns[i].Length}.", nameof(columns));
            }
        }
    }

    private void RequireBlindings(IReadOnlyList<ReadOnlyMemory<Fr>> blindings)
    {
        ArgumentNullException.ThrowIfNull(blindings);
        if (blindings.Count > Packing)
        {
            throw new ArgumentException($"Expected at most {Packing} blindings, got {blindings.Count}.", nameof(blindings));
        }

        for (int i = 0; i < blindings.Count; i++)
        {
            int length = blindings[i].Length;
            if (length > BlindingMax)
            {
                string message = $"Column {i}: expected at most {BlindingMax} blinding coefficients, got {length}; {length} "
                    + $"need {Packing * ((long)Size + length)} powers, the string has {Source.Count}.";
                throw new ArgumentException(message, nameof(blindings));
            }
        }
    }

    /// <summary>The values of all columns up to the last that has any, zeros for a column that has none.</summary>
    private ReadOnlySpan<Fr> Join(IReadOnlyList<ReadOnlyMemory<Fr>> columns)
    {
        int count = columns.Count;
        while (count > 0 && columns[count - 1].IsEmpty)
        {
            count--;
        }

        if (count <= 1)
        {
            return count == 0 ? [] : columns[0].Span;
        }

        _values ??= new Fr[Packing * Size];
        for (int i = 0; i < count; i++)
        {
            Span<Fr> target = _values.AsSpan(i * Size, Size);
            if (columns[i].IsEmpty)
            {
                target.Clear();
            }
            else
            {
                columns[i].Span.CopyTo(target);
            }
        }

        return _values.AsSpan(0, count * Size);
    }
}
