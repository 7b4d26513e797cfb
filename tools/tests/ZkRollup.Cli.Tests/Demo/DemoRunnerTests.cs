using ZkRollup.Cli.Demo;

namespace ZkRollup.Cli.Tests.Demo;

public class DemoRunnerTests
{
    public static TheoryData<string> Names => [.. SelfChecks.All().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_EachCheckOfTheDemo_HoldsAndCountsItsWork(string name)
    {
        SelfCheck check = Assert.Single(SelfChecks.All(), c => c.Name == name);
        check.Prepare(isQuick: true);
        CheckResult result = check.Run(CancellationToken.None);
        Assert.Null(result.Failure);
        Assert.True(result.Operations > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_EachCheckOfTheDemo_StopsWhenCancelled(string name)
    {
        SelfCheck check = Assert.Single(SelfChecks.All(), c => c.Name == name);
        check.Prepare(isQuick: true);
        Assert.Throws<OperationCanceledException>(() => check.Run(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task RunAsync_AllHold_ReturnsZeroAndShowsBeginAndEnd()
    {
        (int code, string[] lines) = await RunAsync([new Check("one", () => null), new Check("two", () => null)], CancellationToken.None);
        Assert.Equal(DemoRunner.Success, code);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("running   one", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ok        one: 1,234 things in ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("each", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneFails_ReturnsOneAndRunsTheRest()
    {
        (int code, string[] lines) =
            await RunAsync([new Check("bad", () => "they differ"), new Check("good", () => null)], CancellationToken.None);
        Assert.Equal(DemoRunner.Failure, code);
        Assert.Contains("FAILED    bad: they differ", lines);
        Assert.Contains(lines, l => l.StartsWith("ok        good", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_OneThrows_ReturnsOneAndSaysWhat()
    {
        Check thrower = new("bad", () => throw new InvalidOperationException("broken"));
        (int code, string[] lines) = await RunAsync([thrower], CancellationToken.None);
        Assert.Equal(DemoRunner.Failure, code);
        Assert.Contains("FAILED    bad: InvalidOperationException: broken", lines);
    }

    [Fact]
    public async Task RunAsync_NoChecks_IsNoSuccess() =>
        Assert.Equal(DemoRunner.Failure, (await RunAsync([], CancellationToken.None)).Code);

    [Fact]
    public async Task RunAsync_CancelledMidway_Returns130AndSkipsTheRest()
    {
        using CancellationTokenSource source = new();
        Check stopper = new("stop", () =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return null;
        });
        (int code, string[] lines) = await RunAsync([stopper, new Check("never", () => null)], source.Token);
        Assert.Equal(DemoRunner.Cancelled, code);
        Assert.Contains(lines, l => l.StartsWith("cancelled stop", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("never", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string[] Lines)> RunAsync(IReadOnlyList<SelfCheck> checks, CancellationToken cancellation)
    {
        StringWriter text = new();
        int code = await DemoRunner.RunAsync(checks, isQuick: true, new PlainView(text), cancellation);
        return (code, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Check(string name, Func<string?> run) : SelfCheck
    {
        internal override string Name => name;

        internal override CheckResult Run(CancellationToken cancellation) => new(run(), 1234, "things");
    }
}
