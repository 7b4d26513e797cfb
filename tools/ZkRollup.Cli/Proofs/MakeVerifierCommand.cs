using System.CommandLine;
using System.Text;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Solidity;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>make-verifier</c>: writes the contracts that verify the proofs of a key.</summary>
internal static class MakeVerifierCommand
{
    private static readonly Option<FileInfo> Key = new("--key")
    {
        Description = "the verifying key, NAME.vk of the folder of keys",
        Required = true,
    };

    private static readonly Option<DirectoryInfo> Output = new("--out")
    {
        Description = "the folder for the contracts",
        DefaultValueFactory = _ => new(Path.Combine("contracts", "src", "verifier", "generated")),
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "what the names of contracts begin with",
        DefaultValueFactory = _ => "Rollup",
    };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Command command = new("make-verifier", "write the contracts that verify the proofs of a key") { Key, Output, Name };
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(_ => Run(arguments), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        VerifyingKey key = KeyFolder.ReadKey(arguments.GetRequiredValue(Key).FullName);
        DirectoryInfo folder = arguments.GetRequiredValue(Output);
        folder.Create();
        foreach (SolidityFile file in VerifierGenerator.Generate(key, new(arguments.GetRequiredValue(Name))))
        {
            string path = Path.Combine(folder.FullName, file.Name);
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(file.Text));
            Console.WriteLine(path);
        }

        Console.WriteLine($"key {Convert.ToHexStringLower(key.Digest)}, slots {key.Shape.SlotsMin} to {key.Shape.SlotsMax}");
        if (key.IsInsecure)
        {
            Console.WriteLine("development setup: the contract says so, and the rollup refuses it on every chain that is not local");
        }

        return ExitCode.Success;
    }
}
