using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>The folder in which setup leaves keys and in which proving finds them.</summary>
/// <remarks>
/// It holds NAME.vk, the verifying key of each circuit; the reference string, cut to what the keys need; and what is derived from both.
/// </remarks>
internal sealed class KeyFolder(string path)
{
    /// <summary>The folder itself, also for what a backend derives.</summary>
    internal string Path { get; } = path;

    /// <summary>The file of a verifying key.</summary>
    internal string KeyFile(string circuit) => System.IO.Path.Combine(Path, $"{circuit}.vk");

    /// <summary>The file of a reference string that setup took from elsewhere.</summary>
    internal string ReferenceStringFile(ReadOnlySpan<byte> digest) =>
        System.IO.Path.Combine(Path, $"reference-{Convert.ToHexStringLower(digest[..8])}.points");

    /// <summary>Powers of a reference string that the keys of a shape need.</summary>
    /// <exception cref="OverflowException">They are more than a string can have.</exception>
    internal static int PowersOf(CircuitShape shape) => checked((int)new PackPlan(shape).PowersNeeded(shape.Rows(shape.SlotsMax)));

    /// <summary>Keeps a reference string for later proofs.</summary>
    internal void Keep(ReferenceString source)
    {
        if (!source.IsInsecure)
        {
            Prover.Kzg.ReferenceStringFile.Write(ReferenceStringFile(source.Digest), source);
        }
    }

    /// <summary>Reads a verifying key.</summary>
    /// <exception cref="ExpectedFailure">There is none, or its file is damaged.</exception>
    internal static VerifyingKey ReadKey(string file)
    {
        if (!File.Exists(file))
        {
            throw new ExpectedFailure($"{file} does not exist: make it with 'zkr setup'");
        }

        VerifyingKeyReadResult result = VerifyingKey.TryRead(File.ReadAllBytes(file), out VerifyingKey? key);
        return key ?? throw new ExpectedFailure($"{file} is not a verifying key: {result}");
    }

    /// <summary>The proving key that belongs to a verifying key of this folder.</summary>
    /// <exception cref="ExpectedFailure">Something is missing, damaged, or of another circuit or version.</exception>
    internal ProvingKey OpenProvingKey(VerifyingKey key, Circuit circuit, StageProgress progress, CancellationToken cancellation)
    {
        CircuitShape shape = key.Shape;
        ReferenceString source = OpenReferenceString(key, progress, cancellation);
        KeySetupOptions options = new(shape.PackingFactor, shape.SlotsMin, shape.SlotsMax);
        progress.Report("keys", 0);
        ProvingKey provingKey = KeyCache.Open(Path, circuit, source, options, cancellation);
        return provingKey.VerifyingKey.Digest.SequenceEqual(key.Digest)
            ? provingKey
            : throw new ExpectedFailure(
                $"{KeyFile(shape.Name)} has the digest {Convert.ToHexStringLower(key.Digest)}, but the key of this circuit has "
                + $"{Convert.ToHexStringLower(provingKey.VerifyingKey.Digest)}: run 'zkr setup' again");
    }

    private ReferenceString OpenReferenceString(VerifyingKey key, StageProgress progress, CancellationToken cancellation)
    {
        IProgress<double> stage = progress.Stage("reference string");
        if (key.IsInsecure)
        {
            return Prover.Kzg.ReferenceStringFile.OpenDevelopment(Path, PowersOf(key.Shape), stage, cancellation);
        }

        string file = ReferenceStringFile(key.ReferenceStringDigest);
        if (!File.Exists(file))
        {
            throw new ExpectedFailure($"{file} does not exist: make it with 'zkr setup'");
        }

        using FileStream stream = File.OpenRead(file);
        ReferenceStringReadResult result =
            Prover.Kzg.ReferenceStringFile.TryRead(stream, key.ReferenceStringDigest, out ReferenceString? source, cancellation);
        return source ?? throw new ExpectedFailure($"{file} is not the reference string of the key: {result}");
    }
}
