using System.Diagnostics;

namespace ZkRollup.Cli.Tests;

/// <summary>The program as a user starts it.</summary>
internal static class CliProcess
{
    /// <summary>Runs it to its end with redirected output.</summary>
    internal static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "zkr.dll");
        ProcessStartInfo start = new(Environment.ProcessPath!, ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
