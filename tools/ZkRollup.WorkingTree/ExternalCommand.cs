using System.ComponentModel;
using System.Diagnostics;

namespace ZkRollup.WorkingTree;

/// <summary>Runs other programs.</summary>
public static class ExternalCommand
{
    /// <summary>Runs a program to its end, without input.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder that it starts in.</param>
    public static CommandResult Run(string program, IReadOnlyList<string> arguments, string folder)
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
