using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;

namespace ZkRollup.Cli.Demo;

/// <summary>The command <c>demo</c>: exercises the cryptography and shows how long it takes.</summary>
internal static class DemoCommand
{
    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "do as little as shows that everything works" };
        Command command = new("demo", "check the cryptography on this machine, with timings") { quick };
        command.SetAction((arguments, cancellation) => RunAsync(SelfChecks.All(), arguments.GetValue(quick), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<SelfCheck> checks, bool isQuick, CancellationToken cancellation)
    {
        string avx512 = Avx512DQ.IsSupported ? "on" : "off";
        Console.WriteLine($"ZkRollup self-check: {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, AVX-512 {avx512}");
        bool isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        IDemoView view = isTerminal ? new LiveTableView(AnsiConsole.Console) : new PlainView(Console.Out);
        int code = await DemoRunner.RunAsync(checks, isQuick, view, cancellation);
        Console.WriteLine(code switch
        {
            DemoRunner.Success => $"all {checks.Count} checks hold",
            DemoRunner.Cancelled => "cancelled",
            _ => "a check FAILED",
        });
        return code;
    }
}
