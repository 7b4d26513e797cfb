using System.CommandLine;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Cli.Proofs;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Cli.Batches;

/// <summary>The command <c>verify-batch</c>: checks the proof of a batch and says what the batch makes public.</summary>
internal static class VerifyBatchCommand
{
    private static readonly Argument<FileInfo> Proof = new("file") { Description = "the proof file of a batch" };
    private static readonly Option<FileInfo> Key = new("--key")
    {
        Description = "the verifying key, rollup.vk of the folder of keys",
        Required = true,
    };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        ContextOptions context = new();
        Command command = new("verify-batch", "verify the proof of a batch; exit code 0 if it is valid, 1 if it is not") { Proof, Key };
        context.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(_ => Run(arguments, context), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, ContextOptions contextOptions)
    {
        VerifyingKey key = KeyFolder.ReadKey(arguments.GetRequiredValue(Key).FullName);
        ProofFile file = VerifyCommand.Read(arguments.GetRequiredValue(Proof).FullName);
        ProofContext context = contextOptions.Read(arguments, file.Context);
        LocalChain.Require(key, context);
        if (!file.KeyDigest.SequenceEqual(key.Digest))
        {
            return Refuse($"the proof is for the key {Convert.ToHexStringLower(file.KeyDigest)}, not {Convert.ToHexStringLower(key.Digest)}");
        }

        if (!BatchStatement.TryRead(file.Inputs, new(new(context.ChainId), context.Contract), out BatchPublicData? data, out string error))
        {
            return Refuse(error);
        }

        VerificationResult verdict = new PlonkVerifier(key).Verify(context, file.Slots, file.Inputs, file.Proof);
        if (!verdict.IsValid)
        {
            return Refuse(verdict.ToString());
        }

        BatchHeader header = data.Header;
        Console.WriteLine(
            $"valid: batch {header.Number}, transactions {header.FirstSequence} to {header.LastSequence}, {data.Operations.Length} queue "
            + $"operations from {header.FirstQueueIndex}, {data.Withdrawals.Length} withdrawals, {data.Records.Length} records changed");
        Console.WriteLine($"state root {header.Before.ComputeStateRoot()} before");
        Console.WriteLine($"state root {header.After.ComputeStateRoot()} after");
        return ExitCode.Success;
    }

    private static int Refuse(string cause)
    {
        Console.WriteLine($"INVALID: {cause}");
        return ExitCode.Invalid;
    }
}
