using System.CommandLine;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>verify</c>: checks a proof file against a key.</summary>
internal static class VerifyCommand
{
    private static readonly Option<FileInfo> Key = new("--key")
    {
        Description = "the verifying key, NAME.vk of the folder of keys",
        Required = true,
    };

    private static readonly Option<FileInfo> Proof = new("--proof") { Description = "the proof file", Required = true };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        ContextOptions context = new();
        Command command = new("verify", "verify a proof file; exit code 0 if it is valid, 1 if it is not") { Key, Proof };
        context.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(_ => Run(arguments, context), cancellation));
        return command;
    }

    /// <summary>Reads a proof file.</summary>
    /// <exception cref="ExpectedFailure">It is none.</exception>
    internal static ProofFile Read(string path)
    {
        ProofFileStatus status = ProofFile.TryRead(File.ReadAllBytes(path), out ProofFile? file);
        return file ?? throw new ExpectedFailure($"{path} is not a proof file: {status}");
    }

    private static int Run(ParseResult arguments, ContextOptions contextOptions)
    {
        VerifyingKey key = KeyFolder.ReadKey(arguments.GetRequiredValue(Key).FullName);
        ProofFile file = Read(arguments.GetRequiredValue(Proof).FullName);
        if (!file.KeyDigest.SequenceEqual(key.Digest))
        {
            Console.WriteLine(
                $"INVALID: the proof is for the key {Convert.ToHexStringLower(file.KeyDigest)}, not {Convert.ToHexStringLower(key.Digest)}");
            return ExitCode.Invalid;
        }

        ProofContext context = contextOptions.Read(arguments, file.Context);
        LocalChain.Require(key, context);
        VerificationResult verdict = new PlonkVerifier(key).Verify(context, file.Slots, file.Inputs, file.Proof);
        Console.WriteLine(verdict.IsValid
            ? $"valid: circuit '{key.Shape.Name}', {file.Slots} slots, chain {context.ChainId}, contract {context.Contract}"
            : $"INVALID: {verdict}");
        return verdict.IsValid ? ExitCode.Success : ExitCode.Invalid;
    }
}
