namespace ZkRollup.Cli.Tests.Demo;

/// <summary>The program as a user starts it.</summary>
public class DemoProcessTests
{
    [Fact]
    public async Task Demo_QuickWithRedirectedOutput_ExitsWithZeroAndPlainLines()
    {
        (int code, string output) = await CliProcess.RunAsync("demo", "--quick");
        Assert.Equal(0, code);
        Assert.Contains("checks hold", output, StringComparison.Ordinal);
        Assert.Contains("ok        Keccak-256", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Demo_UnknownOption_ExitsWithFailure()
    {
        (int code, _) = await CliProcess.RunAsync("demo", "--slow");
        Assert.NotEqual(0, code);
    }
}
