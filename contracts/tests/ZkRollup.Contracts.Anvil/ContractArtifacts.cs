using System.Diagnostics;
using System.Text.Json;

namespace ZkRollup.Contracts.Anvil;

/// <summary>The contracts and the stand-ins of their tests, compiled with the settings of foundry.toml.</summary>
/// <remarks>
/// They are built beside what contracts/test.sh builds: both may run at once, and forge must not write where another reads. A file lock
/// keeps processes side by side from building at once. Without a change of a source it takes less than a second.
/// </remarks>
public static class ContractArtifacts
{
    private const string Program = "node_modules/@foundry-rs/forge-linux-amd64/bin/forge";
    private const string Output = "cache/deploy/out";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly Lazy<string> Built = new(Build);

    /// <summary>Reads a contract.</summary>
    /// <param name="name">Name of the contract.</param>
    /// <param name="file">Name of its file; the contract's by default.</param>
    /// <exception cref="InvalidOperationException">It does not compile; the compiler's words are in the message.</exception>
    public static ContractArtifact Read(string name, string? file = null)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name, file ?? name)));
        string code = document.RootElement.GetProperty("bytecode").GetProperty("object").GetString()!;
        return new ContractArtifact(name, document.RootElement.GetProperty("abi").Clone(), Convert.FromHexString(code.AsSpan(2)));
    }

    /// <summary>The selectors of a contract's functions by the compiler, in hexadecimal, by canonical signature.</summary>
    /// <param name="name">Name of the contract and of its file.</param>
    public static IReadOnlyDictionary<string, string> Selectors(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name, name)));
        return document.RootElement.GetProperty("methodIdentifiers").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    private static string PathOf(string name, string file) => Path.Combine(Built.Value, $"{file}.sol", $"{name}.json");

    private static string Build()
    {
        ContractPackages.Node.EnsureInstalled();
        string cache = Path.Combine(ContractPackages.Folder, "cache", "deploy");
        _ = Directory.CreateDirectory(cache);
        using FileStream guard = AcquireLock(Path.Combine(cache, ".build.lock"));
        string[] arguments =
        [
            "build", "--out", Output, "--cache-path", "cache/deploy/cache", "src", "test/TestToken.sol", "test/TestVerifier.sol",
        ];
        ProcessStartInfo start = new(Path.Combine(ContractPackages.Folder, Program), arguments)
        {
            WorkingDirectory = ContractPackages.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FOUNDRY_DISABLE_NIGHTLY_WARNING"] = "1";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("forge did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"forge took more than {Limit}.");
        }

        return process.ExitCode == 0
            ? Path.Combine(ContractPackages.Folder, Output)
            : throw new InvalidOperationException($"forge build failed: {output.Result}{errors.Result}");
    }

    private static FileStream AcquireLock(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < Limit)
            {
                Thread.Sleep(100);
            }
        }
    }
}
