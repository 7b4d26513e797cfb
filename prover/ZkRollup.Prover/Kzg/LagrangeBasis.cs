using System.Buffers.Binary;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>The points [τ^i·L_j(τ^F)]G1, i below F, to commit to packs of F columns of values on a subgroup of order n.</summary>
/// <remarks>
/// L_j is 1 at ω^j and 0 at the other n-th roots of unity. A pack of columns c_i is the polynomial Σ X^i·c_i(X^F), so the commitment to
/// values is their sum over these points, and small values stay small scalars; with F = 1 the points are [L_j(τ)]G1. A basis exists only
/// once it has been checked against its string: a random polynomial has the same commitment from coefficients and from values. Immutable.
/// </remarks>
public sealed class LagrangeBasis
{
    private readonly G1Affine[] _points;

    private LagrangeBasis(ReferenceString source, int log2Size, int packing, G1Affine[] points)
    {
        Source = source;
        Log2Size = log2Size;
        Packing = packing;
        _points = points;
    }

    /// <summary>The string that the basis belongs to.</summary>
    public ReferenceString Source { get; }

    /// <summary>Binary logarithm of the size of the subgroup.</summary>
    public int Log2Size { get; }

    /// <summary>n.</summary>
    public int Size => 1 << Log2Size;

    /// <summary>F: the columns of a pack.</summary>
    public int Packing { get; }

    /// <summary>[τ^i·L_j(τ^F)]G1 at index i·n + j.</summary>
    public ReadOnlySpan<G1Affine> Points => _points;

    /// <summary>Derives a basis: by a transform over the powers, or, for the development string, from its secret.</summary>
    /// <param name="source">At least F·n powers.</param>
    /// <param name="log2Size">0 to <see cref="EvaluationDomain.Log2SizeMax"/>.</param>
    /// <param name="packing">F, at least 1.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    /// <exception cref="ArgumentException">The string has fewer powers.</exception>
    public static LagrangeBasis Create(
        ReferenceString source,
        int log2Size,
        int packing = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        RequireSize(source, log2Size, packing);
        G1Affine[] points = source.IsInsecure
            ? FromDevelopmentSecret(log2Size, packing, progress, cancellation)
            : FromPowers(source, log2Size, packing, progress, cancellation);
        return Matches(source, log2Size, packing, points, cancellation)
            ? new(source, log2Size, packing, points)
            : throw new InvalidOperationException("The derived Lagrange points do not match their string.");
    }

    /// <summary>Reads the basis of a string from a folder, or derives it and keeps it there.</summary>
    /// <param name="folder">The folder, as trustworthy as the program; created if need be.</param>
    /// <param name="source">At least F·n powers; its digest is part of the name of the file.</param>
    /// <param name="log2Size">0 to <see cref="EvaluationDomain.Log2SizeMax"/>.</param>
    /// <param name="packing">F, at least 1.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    /// <exception cref="ArgumentException">The string has fewer powers.</exception>
    /// <exception cref="InvalidDataException">The folder holds a file for this basis that is damaged or another basis.</exception>
    public static LagrangeBasis Open(
        string folder,
        ReferenceString source,
        int log2Size,
        int packing = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        RequireSize(source, log2Size, packing);
        byte[] key = Key(source, log2Size, packing);
        string path = Path.Combine(folder, $"lagrange-{log2Size}-{packing}-{Convert.ToHexStringLower(key.AsSpan(0, 8))}.points");
        if (!File.Exists(path))
        {
            LagrangeBasis made = Create(source, log2Size, packing, progress, cancellation);
            PointFile.Write(path, PointFile.Content.Lagrange, key, made.Points, []);
            return made;
        }

        using FileStream stream = File.OpenRead(path);
        ReferenceStringReadResult verdict =
            PointFile.TryRead(stream, PointFile.Content.Lagrange, key, 0, out G1Affine[] points, checkSubgroup: true, cancellation);
        if (verdict.IsSuccess && (points.Length != packing << log2Size || !Matches(source, log2Size, packing, points, cancellation)))
        {
            verdict = new(ReferenceStringStatus.PowersInconsistent, Detail: "the points do not match the reference string");
        }

        progress?.Report(1);
        return verdict.IsSuccess
            ? new(source, log2Size, packing, points)
            : throw new InvalidDataException($"{path}: {verdict}. Delete it to have it made anew.");
    }

    /// <summary>The points by transforms over the powers, which works for every string.</summary>
    /// <remarks>The transform of [τ^(i + F·j)]G1 over j is [τ^i·L_j(τ^F)]G1.</remarks>
    internal static G1Affine[] FromPowers(
        ReferenceString source, int log2Size, int packing, IProgress<double>? progress, CancellationToken cancellation)
    {
        G1Affine[] points = new G1Affine[packing << log2Size];
        G1Affine[] powers = new G1Affine[1 << log2Size];
        for (int i = 0; i < packing; i++)
        {
            for (int j = 0; j < powers.Length; j++)
            {
                powers[j] = source.Powers[i + (packing * j)];
            }

            PartialProgress? part = PartialProgress.Of(progress, (double)i / packing, (i + 1.0) / packing);
            GroupTransform.Inverse(powers, part, cancellation).CopyTo(points, i << log2Size);
        }

        return points;
    }

    /// <summary>The points as multiples of the generator.</summary>
    internal static G1Affine[] FromDevelopmentSecret(
        int log2Size, int packing, IProgress<double>? progress, CancellationToken cancellation)
    {
        using FixedBaseTable table = new(G1Affine.Generator);
        return table.MultiplyAll(DevelopmentSecret.LagrangeValues(log2Size, packing), progress, cancellation);
    }

    /// <summary>A pack of random columns of degree below n has the same commitment in both bases.</summary>
    /// <remarks>For points of the subgroup: a wrong basis passes with probability 1/r.</remarks>
    internal static bool Matches(
        ReferenceString source, int log2Size, int packing, ReadOnlySpan<G1Affine> points, CancellationToken cancellation)
    {
        Fr[] values = RandomScalars.Create(packing << log2Size);
        using G1Msm msm = new();
        using G1Bases lagrange = new(points);
        G1Jacobian fromValues = msm.ComputeVarTime(lagrange, values, cancellation);
        using EvaluationDomain domain = new(log2Size);
        ReadOnlyMemory<Fr>[] columns = new ReadOnlyMemory<Fr>[packing];
        for (int i = 0; i < packing; i++)
        {
            Memory<Fr> column = values.AsMemory(i << log2Size, 1 << log2Size);
            domain.Inverse(column.Span, cancellation);
            columns[i] = column;
        }

        using G1Bases powers = new(source.Powers[..values.Length]);
        return fromValues == msm.ComputeVarTime(powers, Polynomial.Pack(columns, packing), cancellation);
    }

    private static void RequireSize(ReferenceString source, int log2Size, int packing)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(log2Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2Size, EvaluationDomain.Log2SizeMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(packing, 1);
        if ((long)packing << log2Size > source.Count)
        {
            string message = $"Expected a string of at least {(long)packing << log2Size} powers "
                + $"for {packing} columns of {1 << log2Size} values, got {source.Count}.";
            throw new ArgumentException(message, nameof(source));
        }
    }

    private static byte[] Key(ReferenceString source, int log2Size, int packing)
    {
        Span<byte> text = stackalloc byte[ReferenceString.DigestLength + (2 * sizeof(int))];
        source.Digest.CopyTo(text);
        BinaryPrimitives.WriteInt32BigEndian(text[ReferenceString.DigestLength..], log2Size);
        BinaryPrimitives.WriteInt32BigEndian(text[(ReferenceString.DigestLength + sizeof(int))..], packing);
        return Keccak256.Hash(text);
    }
}
