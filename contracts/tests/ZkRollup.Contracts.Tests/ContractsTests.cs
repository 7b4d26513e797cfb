using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;
using ZkRollup.WorkingTree;

namespace ZkRollup.Contracts.Tests;

/// <summary>Everything that must hold for the contracts, as their own script checks it.</summary>
public sealed partial class ContractsTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [ForgeFact]
    public async Task Contracts_FormatLintSizesTestsAndGas_Pass()
    {
        ProcessStartInfo start = new("bash", ["test.sh"])
        {
            WorkingDirectory = SourceTree.PathOf("contracts"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(Limit);
        limit.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(text);
        output.WriteLine(await errors);
        Assert.False(limit.IsCancellationRequested, $"The contracts took more than {Limit}.");
        Match last = Outcome().Match(text);
        Assert.True(process.ExitCode == 0 && last.Success, text);
        Assert.True(int.Parse(last.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > 0, "No test of the contracts ran.");
        Assert.Equal("0", last.Groups[2].Value);
    }

    [GeneratedRegex(@"(\d+) passed, (\d+) failed\s*$")]
    private static partial Regex Outcome();
}
