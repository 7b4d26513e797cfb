using System.Diagnostics;
using System.Text.Json;

namespace ZkRollup.Crypto.Tests;

/// <summary>Answers from an independent implementation: one Node process per test run that talks over its standard streams.</summary>
/// <remarks>
/// The program and its pinned packages are in crypto/tests/node-oracle; they are installed on first use and after each change of the
/// lock file. A file lock keeps test assemblies that run side by side from installing at once.
/// </remarks>
internal sealed class NodeOracle
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "crypto", "tests", "node-oracle");
    private static readonly string? Node = FindProgram("node");
    private static readonly string? Npm = FindProgram("npm");
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<NodeOracle> Instance = new(() => new NodeOracle());

    private readonly Lock _gate = new();
    private readonly Process _process;

    private NodeOracle()
    {
        InstallPackages();
        _process = Start(Node!, "oracle.mjs");
        _ = _process.StandardError.ReadToEndAsync();

        // The program ends with its input; killing it as well leaves nothing behind if it hangs.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _process.Kill();
    }

    /// <summary>Why tests that need the oracle must be skipped, or null.</summary>
    internal static string? MissingReason => Node is null ? "no program node on PATH" : Npm is null ? "no program npm on PATH" : null;

    /// <summary>Runs a command of oracle.mjs.</summary>
    /// <exception cref="InvalidOperationException">The oracle refused; its words are in the message.</exception>
    internal static JsonElement Ask(string command, params object[] arguments)
    {
        JsonElement answer = Instance.Value.Exchange(JsonSerializer.Serialize(new { command, arguments }));
        return answer.TryGetProperty("result", out JsonElement result)
            ? result
            : throw new InvalidOperationException($"{command}: {answer.GetProperty("error").GetString()}");
    }

    internal static string AskText(string command, params object[] arguments) => Ask(command, arguments).GetString()!;

    private JsonElement Exchange(string request)
    {
        lock (_gate)
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
            string? line = _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerLimit).GetAwaiter().GetResult();
            return line is null
                ? throw new InvalidOperationException($"node ended while it answered {request}")
                : JsonSerializer.Deserialize<JsonElement>(line);
        }
    }

    private static void InstallPackages()
    {
        using FileStream guard = AcquireLock(Path.Combine(Folder, ".install.lock"));
        string installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        DateTime wanted = File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= wanted)
        {
            return;
        }

        using Process npm = Start(Npm!, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        if (!npm.WaitForExit(InstallLimit))
        {
            npm.Kill(entireProcessTree: true);
            throw new TimeoutException($"npm ci in {Folder} took more than {InstallLimit}.");
        }

        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in {Folder} failed: {output.Result}{errors.Result}");
        }

        File.SetLastWriteTimeUtc(installed, DateTime.UtcNow);
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
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < InstallLimit)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private static string? FindProgram(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}

/// <summary>A fact that is skipped, with the reason, where the Node oracle cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeOracleFactAttribute : FactAttribute
{
    public NodeOracleFactAttribute() => Skip = NodeOracle.MissingReason;
}
