using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ZkRollup.WorkingTree;

/// <summary>Where and on what the figures were taken; figures of different machines are never compared.</summary>
/// <param name="Processor">Model name as the system gives it.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Avx512">True if the runtime uses AVX-512.</param>
/// <param name="Commit">Of the working tree.</param>
/// <param name="IsTreeDirty">True if files differ from the commit; null when git cannot say.</param>
public sealed record Machine(
    string Processor,
    int Cores,
    string System,
    string Runtime,
    bool Avx512,
    string Commit,
    bool? IsTreeDirty)
{
    /// <summary>This machine and this working tree.</summary>
    public static Machine Read(string repository)
    {
        CommandResult commit = ExternalCommand.Run("git", ["rev-parse", "HEAD"], repository);
        CommandResult status = ExternalCommand.Run("git", ["status", "--porcelain"], repository);
        return new Machine(
            ReadProcessor(),
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            Avx512DQ.IsSupported,
            commit.Succeeded ? commit.Output.Trim() : "unknown",
            status.Succeeded ? status.Output.Trim().Length > 0 : null);
    }

    /// <summary>Average number of runnable processes in the last minute, or null where the system does not say.</summary>
    public static double? ReadLoad()
    {
        const string path = "/proc/loadavg";
        return File.Exists(path) ? double.Parse(File.ReadAllText(path).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    private static string ReadProcessor()
    {
        const string path = "/proc/cpuinfo";
        IEnumerable<string> lines = File.Exists(path) ? File.ReadLines(path) : [];
        string? model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model is null ? RuntimeInformation.ProcessArchitecture.ToString() : model.Split(':', 2)[1].Trim();
    }
}
