using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Reference strings in files of our own: one that was checked once, or the development string, for the next run.</summary>
/// <remarks>The format is that of points between runs: header, uncompressed points, SHA-256. Files are replaced in one step.</remarks>
public static class ReferenceStringFile
{
    /// <summary>Writes a string.</summary>
    /// <param name="path">The file; its folder is created if need be.</param>
    /// <param name="value">The string.</param>
    public static void Write(string path, ReferenceString value)
    {
        ArgumentNullException.ThrowIfNull(value);
        PointFile.Write(path, PointFile.Content.Powers, value.Digest, value.Powers, [G2Affine.Generator, value.TauG2]);
    }

    /// <summary>Reads a string.</summary>
    /// <param name="stream">The file; can seek.</param>
    /// <param name="pinnedDigest">The digest of a string that was checked before; if empty, the string is checked as a foreign one.</param>
    /// <param name="result">The string, or null unless Success.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <returns>Success, or the first cause of rejection.</returns>
    public static ReferenceStringReadResult TryRead(
        Stream stream, ReadOnlySpan<byte> pinnedDigest, out ReferenceString? result, CancellationToken cancellation = default)
    {
        result = null;
        bool pinned = !pinnedDigest.IsEmpty;
        ReferenceStringReadResult verdict = TryReadPoints(stream, checkSubgroup: !pinned, out ReferenceString? candidate, cancellation);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        ReferenceString value = candidate!;
        if (!pinned)
        {
            verdict = ReferenceStringCheck.Ends(value.Powers, G2Affine.Generator, value.TauG2);
            verdict = verdict.IsSuccess
                ? ReferenceStringCheck.Consistency([.. value.Powers], value.TauG2, null, cancellation)
                : verdict;
        }
        else if (!value.Digest.SequenceEqual(pinnedDigest))
        {
            string detail = $"expected {Convert.ToHexString(pinnedDigest)}, got {Convert.ToHexString(value.Digest)}";
            verdict = new(ReferenceStringStatus.WrongDigest, Detail: detail);
        }

        result = verdict.IsSuccess ? value : null;
        return verdict;
    }

    /// <summary>Reads the development string from a folder, or makes it and keeps it there.</summary>
    /// <param name="folder">The folder; created if need be.</param>
    /// <param name="count">Number of powers, at least 2.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="InvalidDataException">The folder holds a file for this string that is damaged or another string.</exception>
    public static ReferenceString OpenDevelopment(
        string folder, int count, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        string path = Path.Combine(folder, $"development-{count}.points");
        if (!File.Exists(path))
        {
            ReferenceString made = ReferenceString.CreateDevelopment(count, progress, cancellation);
            Write(path, made);
            return made;
        }

        using FileStream stream = File.OpenRead(path);
        ReferenceStringReadResult verdict = TryReadPoints(stream, checkSubgroup: false, out ReferenceString? candidate, cancellation);
        if (verdict.IsSuccess && (candidate!.Count != count || !IsDevelopment(candidate, cancellation)))
        {
            verdict = new(ReferenceStringStatus.PowersInconsistent, Detail: $"expected the development string of {count} powers");
        }

        progress?.Report(1);
        return verdict.IsSuccess ? candidate! : throw new InvalidDataException($"{path}: {verdict}. Delete it to have it made anew.");
    }

    private static ReferenceStringReadResult TryReadPoints(
        Stream stream, bool checkSubgroup, out ReferenceString? result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        result = null;
        ReferenceStringReadResult verdict =
            PointFile.TryRead(stream, PointFile.Content.Powers, [], 2, out G1Affine[] powers, checkSubgroup, cancellation);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        if (powers.Length < 2)
        {
            return new(ReferenceStringStatus.TooFewPowers, Detail: $"expected at least 2, got {powers.Length}");
        }

        long offset = PointFile.G2Offset(powers.Length);
        verdict = ReferenceStringReader.TryReadG2(
            stream, offset, ReferenceStringReader.Encoding.Uncompressed, out G2Affine g2, out G2Affine tauG2);
        if (verdict.IsSuccess && g2 != G2Affine.Generator)
        {
            verdict = new(ReferenceStringStatus.FirstG2NotGenerator, offset, 0, "point of G2");
        }

        result = verdict.IsSuccess ? new(powers, tauG2) : null;
        return verdict;
    }

    /// <summary>A random combination of the powers is that combination of τ^i times the generator.</summary>
    private static bool IsDevelopment(ReferenceString value, CancellationToken cancellation)
    {
        Fr[] factors = RandomScalars.Create(value.Count);
        Fr expected = Polynomial.Evaluate(factors, DevelopmentSecret.Tau);
        using G1Bases bases = new(value.Powers);
        using G1Msm msm = new();
        return value.IsInsecure
            && msm.ComputeVarTime(bases, factors, cancellation) == G1Jacobian.Generator.MultiplyVarTime(expected);
    }
}
