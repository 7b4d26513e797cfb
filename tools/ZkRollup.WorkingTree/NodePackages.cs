using System.Diagnostics;

namespace ZkRollup.WorkingTree;

/// <summary>A folder with pinned npm packages and the JavaScript programs that use them.</summary>
/// <remarks>
/// Packages are installed on first use and after each change of the lock file, without running their scripts. A file lock keeps
/// processes side by side from installing at once.
/// </remarks>
/// <param name="folder">Absolute path; holds package.json and package-lock.json.</param>
public sealed class NodePackages(string folder)
{
    private static readonly string? Node = FindProgram("node");
    private static readonly string? Npm = FindProgram("npm");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private bool _isInstalled;

    /// <summary>Why nothing can run, or null.</summary>
    public static string? MissingReason => Node is null ? "no program node on PATH" : Npm is null ? "no program npm on PATH" : null;

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Installs the packages if they are absent or older than the lock file.</summary>
    /// <exception cref="InvalidOperationException">The lock file or npm is missing, or npm failed; the message says which.</exception>
    /// <exception cref="TimeoutException">npm, or another process that installs, took more than ten minutes.</exception>
    public void EnsureInstalled()
    {
        lock (_gate)
        {
            if (_isInstalled)
            {
                return;
            }

            string lockFile = Path.Combine(Folder, "package-lock.json");
            if (!File.Exists(lockFile))
            {
                throw new InvalidOperationException($"no {lockFile}");
            }

            using FileStream guard = AcquireLock(Path.Combine(Folder, ".install.lock"));
            string installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
            DateTime wanted = File.GetLastWriteTimeUtc(lockFile);
            if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < wanted)
            {
                Process install = StartProgram(Npm, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
                _ = Finish(install, "npm ci", string.Empty, InstallLimit);
                File.SetLastWriteTimeUtc(installed, DateTime.UtcNow);
            }

            _isInstalled = true;
        }
    }

    /// <summary>Starts a script of the folder with its standard streams redirected; the caller ends and disposes it.</summary>
    /// <exception cref="InvalidOperationException">Node is missing, or the packages cannot be installed.</exception>
    public Process Start(params IReadOnlyList<string> arguments)
    {
        EnsureInstalled();
        return StartProgram(Node, "node", arguments);
    }

    /// <summary>Runs a script of the folder to its end.</summary>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="arguments">The script and its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; its words are in the message.</exception>
    /// <exception cref="TimeoutException">It took more than three minutes.</exception>
    public string Run(string input, params IReadOnlyList<string> arguments) =>
        Finish(Start(arguments), string.Join(' ', arguments), input, Limit);

    private static string Finish(Process process, string name, string input, TimeSpan limit)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{name} took more than {limit}.");
            }

            return process.ExitCode == 0
                ? output.Result
                : throw new InvalidOperationException($"{name} failed: {output.Result}{errors.Result}");
        }
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
            catch (IOException)
            {
                throw new TimeoutException($"Another process held {path} for more than {InstallLimit}.");
            }
        }
    }

    private static string? FindProgram(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }

    private Process StartProgram(string? path, string name, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(path ?? throw new InvalidOperationException($"no program {name} on PATH"), arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
    }
}
