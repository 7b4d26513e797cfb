using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Baselines;

/// <summary>Builds blst, once, from the C and assembly sources inside the npm package c-kzg.</summary>
/// <remarks>The flags are those of blst's own build.sh. The library lies in an ignored folder, named by what went into it.</remarks>
internal static class BlstLibrary
{
    private static readonly string[] Flags = ["-O2", "-fno-builtin", "-fPIC", "-shared", "-Wl,-Bsymbolic"];

    /// <summary>Builds the library if it is not there yet.</summary>
    /// <param name="repository">Root of the repository.</param>
    /// <param name="path">Of the shared library.</param>
    /// <param name="description">What was built and how, or why it was not.</param>
    internal static bool TryBuild(string repository, out string path, out string description)
    {
        path = string.Empty;
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            description = "the baseline is built on 64-bit Linux only";
            return false;
        }

        string bench = Path.Combine(repository, "bench");
        string sources = Path.Combine(bench, "node_modules", "c-kzg", "deps", "blst");
        if (!TryInstallSources(bench, sources, out description))
        {
            return false;
        }

        CommandResult compiler = ExternalCommand.Run("cc", ["--version"], bench);
        if (!compiler.Succeeded)
        {
            description = $"no C compiler: {FirstLine(compiler.Error)}";
            return false;
        }

        string loops = Path.Combine(bench, "baselines", "loops.c");
        string[] flags = UsesAdx() ? [.. Flags, "-D__ADX__"] : Flags;
        string key = string.Join('\n', [.. flags, compiler.Output, File.ReadAllText(loops), File.ReadAllText(PackageFile(sources))]);
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        string folder = Path.Combine(bench, ".cache", "blst-" + digest[..16]);
        path = Path.Combine(folder, "libblst.so");
        description = $"blst of {Path.GetFileName(Path.GetDirectoryName(PackageFile(sources)))} {PackageVersion(sources)}, "
            + $"{FirstLine(compiler.Output)}, {string.Join(' ', flags)}";
        return File.Exists(path) || TryCompile(sources, loops, flags, path, ref description);
    }

    private static bool TryInstallSources(string bench, string sources, out string description)
    {
        description = NodePackages.MissingReason ?? string.Empty;
        if (description.Length > 0)
        {
            return false;
        }

        try
        {
            new NodePackages(bench).EnsureInstalled();
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            description = $"the sources of blst are absent: {FirstLine(failure.Message)}";
            return false;
        }

        description = File.Exists(Path.Combine(sources, "src", "server.c")) ? string.Empty : $"no sources of blst in {sources}";
        return description.Length == 0;
    }

    private static bool TryCompile(string sources, string loops, string[] flags, string path, ref string description)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string unfinished = $"{path}.{Environment.ProcessId}";
        string[] arguments =
        [
            .. flags, "-I" + Path.Combine(sources, "bindings"), "-o", unfinished, loops,
            Path.Combine(sources, "src", "server.c"), Path.Combine(sources, "build", "assembly.S"),
        ];
        CommandResult compilation = ExternalCommand.Run("cc", arguments, sources);
        if (!compilation.Succeeded)
        {
            description = $"blst does not compile: {FirstLine(compilation.Error)}";
            return false;
        }

        File.Move(unfinished, path, overwrite: true);
        return true;
    }

    private static string PackageFile(string sources) => Path.GetFullPath(Path.Combine(sources, "..", "..", "package.json"));

    private static string PackageVersion(string sources)
    {
        using System.Text.Json.JsonDocument package = System.Text.Json.JsonDocument.Parse(File.ReadAllText(PackageFile(sources)));
        return package.RootElement.GetProperty("version").GetString() ?? "unknown";
    }

    private static bool UsesAdx() =>
        File.ReadLines("/proc/cpuinfo").Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Split(' ').Contains("adx"));

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];
}
