using System.CommandLine;
using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>prove</c>: proves a generated statement and writes proof and statement to a file.</summary>
internal static class ProveCommand
{
    private static readonly Option<string> Circuit = SampleCircuits.Option();
    private static readonly Option<DirectoryInfo> Keys = Options.Keys();
    private static readonly Option<int> Slots = new("--slots")
    {
        Description = "number of slots T, a power of two that the key allows",
        Required = true,
    };

    private static readonly Option<FileInfo> Output = new("--out") { Description = "the file to write", Required = true };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "seed of the generated statement",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        ContextOptions context = new();
        Command command = new("prove", "prove a generated statement of a circuit") { Circuit, Keys, Slots, Output, Seed };
        context.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, context, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, ContextOptions contextOptions, CancellationToken cancellation)
    {
        SampleCircuit sample = SampleCircuits.Find(arguments.GetRequiredValue(Circuit));
        int slots = arguments.GetValue(Slots);
        ProofContext context = contextOptions.Read(arguments, new(LocalChain.Anvil, default));
        KeyFolder folder = new(arguments.GetRequiredValue(Keys).FullName);
        VerifyingKey key = KeyFolder.ReadKey(folder.KeyFile(sample.Name));
        LocalChain.Require(key, context);
        if (!key.Shape.Allows(slots))
        {
            throw new ExpectedFailure(
                $"--slots {slots}: the key allows powers of two from {key.Shape.SlotsMin} to {key.Shape.SlotsMax}");
        }

        IBenchmarkCircuit circuit = sample.Build();
        BuiltCircuit built = circuit.Built;
        ProofFile file = StageProgress.Show(progress =>
        {
            ProvingKey provingKey = folder.OpenProvingKey(key, built.Circuit, progress, cancellation);
            BenchmarkBatch batch = circuit.Prepare(slots, arguments.GetValue(Seed));
            progress.Report("witness", 0);
            Trace trace = WitnessGenerator.Generate(built, slots, batch.Inputs, cancellation: cancellation);
            using CpuBackend backend = new(new() { CacheFolder = folder.Path });
            using PlonkProver prover = new(backend);
            byte[] proof = SampleProof.Make(prover, provingKey, context, batch.PublicInputs, trace, progress, cancellation).Proof!;
            VerificationResult verdict = new PlonkVerifier(key).Verify(context, slots, batch.PublicInputs, proof);
            return verdict.IsValid
                ? new ProofFile(key.Digest, slots, context, batch.PublicInputs, proof)
                : throw new InvalidOperationException($"The proof just made is not valid: {verdict}");
        });
        AtomicFile.Write(arguments.GetRequiredValue(Output).FullName, file.ToBytes());
        Console.WriteLine($"{arguments.GetRequiredValue(Output).FullName}: {slots * circuit.ItemsPerSlot} {sample.Name}, proof of {file.Proof.Length} bytes");
        return ExitCode.Success;
    }
}
