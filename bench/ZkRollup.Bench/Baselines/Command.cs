using System.ComponentModel;
using System.Diagnostics;

namespace ZkRollup.Bench.Baselines;

/// <summary>How a program ended.</summary>
/// <param name="Succeeded">True for exit code 0.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error, or why the program did not start.</param>
internal readonly record struct CommandResult(bool Succeeded, string Output, string Error);

/// <summary>Runs other programs.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end, without input.</summary>
    internal static CommandResult Run(string program, IReadOnlyList<string> arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            return new CommandResult(process.ExitCode == 0, output.Result, error.Result);
        }
        catch (Win32Exception failure)
        {
            return new CommandResult(false, string.Empty, $"{program} does not start: {failure.Message}");
        }
    }
}
