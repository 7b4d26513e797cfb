using System.CommandLine;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Cli.Proofs;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Worker;

namespace ZkRollup.Cli.Batches;

/// <summary>The command <c>prove-batch</c>: proves a batch file.</summary>
internal static class ProveBatchCommand
{
    private static readonly Argument<FileInfo> Batch = new("file") { Description = "the batch file" };
    private static readonly Option<DirectoryInfo> Keys = Options.Keys();
    private static readonly Option<FileInfo> Output = new("--out") { Description = "the proof file to write", Required = true };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Command command = new("prove-batch", "prove a batch file of the sequencer") { Batch, Keys, Output };
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        BatchInput batch = Read(arguments.GetRequiredValue(Batch).FullName);
        KeyFolder folder = new(arguments.GetRequiredValue(Keys).FullName);
        VerifyingKey key = KeyFolder.ReadKey(folder.KeyFile(RollupCircuit.Name));
        LocalChain.Require(key, new(batch.Domain.Chain.Value, batch.Domain.Contract, default));
        BatchProof proof = StageProgress.Show(progress =>
        {
            progress.Report("circuit", 0);
            RollupCircuit circuit = new(RollupSizes.Standard);
            ProvingKey provingKey = folder.OpenProvingKey(key, circuit.Built.Circuit, progress, cancellation);
            using CpuBackend backend = new(new() { CacheFolder = folder.Path });
            using BatchProver prover = new(circuit, provingKey, backend);
            return prover.Prove(batch, new View(progress), cancellation);
        });
        string output = arguments.GetRequiredValue(Output).FullName;
        AtomicFile.Write(output, proof.File.ToBytes());
        Console.WriteLine(
            $"{output}: batch {batch.Number}, {batch.Transactions.Count} transactions in {proof.Steps} of {proof.File.Slots} slots, "
            + $"proof of {proof.File.Proof.Length} bytes");
        Console.WriteLine(proof.Timings);
        return ExitCode.Success;
    }

    private static BatchInput Read(string path)
    {
        BatchFileStatus status = BatchFile.TryRead(File.ReadAllBytes(path), out BatchInput? batch, out string error);
        return batch ?? throw new ExpectedFailure($"{path} is no batch file that can be proven ({status}): {error}");
    }

    private sealed class View(StageProgress progress) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => progress.Report(value.Stage, value.Fraction);
    }
}
