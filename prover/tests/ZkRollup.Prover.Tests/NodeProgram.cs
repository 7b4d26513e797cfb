using System.Diagnostics;

namespace ZkRollup.Prover.Tests;

/// <summary>Runs programs of prover/tests/node-oracle: independent implementations in JavaScript, their packages pinned.</summary>
/// <remarks>
/// The packages are installed on first use and after each change of the lock file. A file lock keeps test runs side by side from
/// installing at once.
/// </remarks>
internal static class NodeProgram
{
    private static readonly string Folder = RepositoryRoot.PathOf("prover", "tests", "node-oracle");
    private static readonly string? Node = FindProgram("node");
    private static readonly string? Npm = FindProgram("npm");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly Lazy<bool> Installed = new(InstallPackages);

    /// <summary>Why tests that need the programs must be skipped, or null.</summary>
    internal static string? MissingReason => Node is null ? "no program node on PATH" : Npm is null ? "no program npm on PATH" : null;

    /// <summary>Runs a script of the folder to its end.</summary>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="arguments">The script and its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; its words are in the message.</exception>
    internal static string Run(string input, params string[] arguments)
    {
        Assert.True(Installed.Value);
        return Finish(Node!, input, arguments);
    }

    /// <summary>Runs a command of snarkjs.</summary>
    internal static void RunSnarkJs(params string[] arguments) => Run("", ["node_modules/snarkjs/build/cli.cjs", .. arguments]);

    private static bool InstallPackages()
    {
        using FileStream guard = AcquireLock(Path.Combine(Folder, ".install.lock"));
        string installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        DateTime wanted = File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < wanted)
        {
            _ = Finish(Npm!, "", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            File.SetLastWriteTimeUtc(installed, DateTime.UtcNow);
        }

        return true;
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

    private static string Finish(string program, string input, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than {Limit}.");
        }

        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output.Result}{errors.Result}");
    }

    private static string? FindProgram(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}

/// <summary>A fact that is skipped, with the reason, where the programs cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeProgram.MissingReason;
}
