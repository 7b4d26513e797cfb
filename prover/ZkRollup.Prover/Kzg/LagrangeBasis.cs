using System.Buffers.Binary;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>The points [L_i(τ)]G1 of the Lagrange polynomials of a subgroup of order n, to commit to values.</summary>
/// <remarks>
/// L_i is 1 at ω^i and 0 at the other n-th roots of unity. A basis exists only once it has been checked against its string: a random
/// polynomial has the same commitment from coefficients and from values. Immutable.
/// </remarks>
public sealed class LagrangeBasis
{
    private readonly G1Affine[] _points;

    private LagrangeBasis(ReferenceString source, int log2Size, G1Affine[] points)
    {
        Source = source;
        Log2Size = log2Size;
        _points = points;
    }

    /// <summary>The string that the basis belongs to.</summary>
    public ReferenceString Source { get; }

    /// <summary>Binary logarithm of the size of the subgroup.</summary>
    public int Log2Size { get; }

    /// <summary>n.</summary>
    public int Size => 1 << Log2Size;

    /// <summary>[L_i(τ)]G1 for i below n.</summary>
    public ReadOnlySpan<G1Affine> Points => _points;

    /// <summary>Derives a basis: by a transform over the powers, or, for the development string, from its secret.</summary>
    /// <param name="source">At least n powers.</param>
    /// <param name="log2Size">0 to <see cref="EvaluationDomain.Log2SizeMax"/>.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    /// <exception cref="ArgumentException">The string has fewer powers.</exception>
    public static LagrangeBasis Create(
        ReferenceString source, int log2Size, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        RequireSize(source, log2Size);
        G1Affine[] points = source.IsInsecure
            ? FromDevelopmentSecret(log2Size, progress, cancellation)
            : FromPowers(source, log2Size, progress, cancellation);
        return Matches(source, log2Size, points, cancellation)
            ? new(source, log2Size, points)
            : throw new InvalidOperationException("The derived Lagrange points do not match their string.");
    }

    /// <summary>Reads the basis of a string from a folder, or derives it and keeps it there.</summary>
    /// <param name="folder">The folder, as trustworthy as the program; created if need be.</param>
    /// <param name="source">At least n powers; its digest is part of the name of the file.</param>
    /// <param name="log2Size">0 to <see cref="EvaluationDomain.Log2SizeMax"/>.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between slices of some milliseconds.</param>
    /// <exception cref="ArgumentException">The string has fewer powers.</exception>
    /// <exception cref="InvalidDataException">The folder holds a file for this basis that is damaged or another basis.</exception>
    public static LagrangeBasis Open(
        string folder,
        ReferenceString source,
        int log2Size,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        RequireSize(source, log2Size);
        byte[] key = Key(source, log2Size);
        string path = Path.Combine(folder, $"lagrange-{log2Size}-{Convert.ToHexStringLower(key.AsSpan(0, 8))}.points");
        if (!File.Exists(path))
        {
            LagrangeBasis made = Create(source, log2Size, progress, cancellation);
            PointFile.Write(path, PointFile.Content.Lagrange, key, made.Points, []);
            return made;
        }

        using FileStream stream = File.OpenRead(path);
        ReferenceStringReadResult verdict =
            PointFile.TryRead(stream, PointFile.Content.Lagrange, key, 0, out G1Affine[] points, checkSubgroup: true, cancellation);
        if (verdict.IsSuccess && (points.Length != 1 << log2Size || !Matches(source, log2Size, points, cancellation)))
        {
            verdict = new(ReferenceStringStatus.PowersInconsistent, Detail: "the points do not match the reference string");
        }

        progress?.Report(1);
        return verdict.IsSuccess
            ? new(source, log2Size, points)
            : throw new InvalidDataException($"{path}: {verdict}. Delete it to have it made anew.");
    }

    /// <summary>The points by a transform over the powers, which works for every string.</summary>
    internal static G1Affine[] FromPowers(
        ReferenceString source, int log2Size, IProgress<double>? progress, CancellationToken cancellation) =>
        GroupTransform.Inverse(source.Powers[..(1 << log2Size)], progress, cancellation);

    /// <summary>The points as multiples of the generator.</summary>
    internal static G1Affine[] FromDevelopmentSecret(int log2Size, IProgress<double>? progress, CancellationToken cancellation)
    {
        using FixedBaseTable table = new(G1Affine.Generator);
        return table.MultiplyAll(DevelopmentSecret.LagrangeValues(log2Size), progress, cancellation);
    }

    /// <summary>A random polynomial of degree below n has the same commitment in both bases.</summary>
    /// <remarks>For points of the subgroup: a wrong basis passes with probability 1/r.</remarks>
    internal static bool Matches(ReferenceString source, int log2Size, ReadOnlySpan<G1Affine> points, CancellationToken cancellation)
    {
        Fr[] values = RandomScalars.Create(1 << log2Size);
        using G1Msm msm = new();
        using G1Bases lagrange = new(points);
        G1Jacobian fromValues = msm.ComputeVarTime(lagrange, values, cancellation);
        using EvaluationDomain domain = new(log2Size);
        domain.Inverse(values, cancellation);
        using G1Bases powers = new(source.Powers[..values.Length]);
        return fromValues == msm.ComputeVarTime(powers, values, cancellation);
    }

    private static void RequireSize(ReferenceString source, int log2Size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(log2Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2Size, EvaluationDomain.Log2SizeMax);
        if (1 << log2Size > source.Count)
        {
            throw new ArgumentException($"Expected a string of at least {1 << log2Size} powers, got {source.Count}.", nameof(source));
        }
    }

    private static byte[] Key(ReferenceString source, int log2Size)
    {
        Span<byte> text = stackalloc byte[ReferenceString.DigestLength + sizeof(int)];
        source.Digest.CopyTo(text);
        BinaryPrimitives.WriteInt32BigEndian(text[ReferenceString.DigestLength..], log2Size);
        return Keccak256.Hash(text);
    }
}
