using System.CommandLine;
using ZkRollup.Circuits.Builder;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>setup</c>: makes the keys of a circuit from a reference string.</summary>
internal static class SetupCommand
{
    private static readonly Option<string> Circuit = KnownCircuit.Option();
    private static readonly Option<DirectoryInfo> Keys = Options.Keys();
    private static readonly Option<int> SlotsMin = new("--slots-min")
    {
        Description = "the smallest number of slots to allow; as small as possible if absent",
    };

    private static readonly Option<int> SlotsMax = new("--slots-max")
    {
        Description = "the largest number of slots to allow; enough for bench-proof if absent",
    };

    private static readonly Option<FileInfo?> Source = new("--reference-string")
    {
        Description = "a .ptau file, or the raw layout of a public ceremony",
    };

    private static readonly Option<bool> Development = new("--development")
    {
        Description = "use the development string: its secret is public, local chains only",
    };

    private static readonly Option<int> Packing = Options.Packing();

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Command command = new("setup", "make the keys of a circuit") { Circuit, Keys, SlotsMin, SlotsMax, Source, Development, Packing };
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        KnownCircuit known = KnownCircuit.Find(arguments.GetRequiredValue(Circuit));
        FileInfo? file = arguments.GetValue(Source);
        if (file is null == !arguments.GetValue(Development))
        {
            throw new ExpectedFailure("say either --reference-string FILE or --development");
        }

        KeyFolder folder = new(arguments.GetRequiredValue(Keys).FullName);
        BuiltCircuit built = known.Build();
        int slotsMax = arguments.GetValue(SlotsMax) is var given and not 0 ? given : known.DefaultSlots;
        CircuitShape shape = KeySetup.Shape(
            built.Circuit, new(Options.Packing(arguments.GetValue(Packing), known.PackingFactor), arguments.GetValue(SlotsMin), slotsMax));
        int powers = KeyFolder.PowersOf(shape);
        VerifyingKey key = StageProgress.Show(progress =>
        {
            ReferenceString source = file is null
                ? ReferenceStringFile.OpenDevelopment(folder.Path, powers, progress.Stage("reference string"), cancellation)
                : Read(file, powers, progress.Stage("reference string"), cancellation);
            folder.Keep(source);
            progress.Report("keys", 0);
            KeySetupOptions options = new(shape.PackingFactor, shape.SlotsMin, shape.SlotsMax);
            return KeyCache.Open(folder.Path, built.Circuit, source, options, cancellation).VerifyingKey;
        });
        AtomicFile.Write(folder.KeyFile(known.Name), key.Bytes);
        Console.WriteLine($"{folder.KeyFile(known.Name)}: digest {Convert.ToHexStringLower(key.Digest)}, slots {shape.SlotsMin} to {shape.SlotsMax}");
        if (key.IsInsecure)
        {
            Console.WriteLine("development setup: anyone can forge proofs for this key; it is refused on every chain that is not local");
        }

        return ExitCode.Success;
    }

    private static ReferenceString Read(FileInfo file, int powers, IProgress<double> progress, CancellationToken cancellation)
    {
        using FileStream stream = file.OpenRead();
        bool isPtau = string.Equals(file.Extension, ".ptau", StringComparison.OrdinalIgnoreCase);
        ReferenceStringReadResult result = isPtau
            ? ReferenceStringReader.TryReadPtau(stream, powers, out ReferenceString? source, progress, cancellation)
            : ReferenceStringReader.TryReadCeremony(stream, powers, out source, progress, cancellation);
        return source ?? throw new ExpectedFailure($"{file.FullName}: {result}");
    }
}
