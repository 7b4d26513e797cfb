using System.Diagnostics;

namespace ZkRollup.Cli.Tests.Demo;

/// <summary>The program as a user starts it.</summary>
public class DemoProcessTests
{
    [Fact]
    public async Task Demo_QuickWithRedirectedOutput_ExitsWithZeroAndPlainLines()
    {
        (int code, string output) = await RunAsync("demo", "--quick");
        Assert.Equal(0, code);
        Assert.Contains("checks hold", output, StringComparison.Ordinal);
        Assert.Contains("ok        Keccak-256", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Demo_UnknownOption_ExitsWithFailure()
    {
        (int code, _) = await RunAsync("demo", "--slow");
        Assert.NotEqual(0, code);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
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
