using Spectre.Console;
using ZkRollup.Cli.Demo;

namespace ZkRollup.Cli.Tests.Demo;

public class DemoViewTests
{
    [Fact]
    public async Task LiveTable_EveryState_ShowsEachRow()
    {
        StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 200;
        await new LiveTableView(console).ShowAsync(changed =>
        {
            changed(
            [
                new DemoRow("first [row]", CheckState.Held, TimeSpan.FromMilliseconds(12), new CheckResult(null, 1000, "sums")),
                new DemoRow("second", CheckState.Failed, TimeSpan.FromSeconds(2), new CheckResult("it [differs]", 1, "sums")),
                new DemoRow("third", CheckState.Running, TimeSpan.FromMicroseconds(3.25), null),
                new DemoRow("fourth", CheckState.Waiting, TimeSpan.Zero, null),
            ]);
            return Task.CompletedTask;
        });
        string[] expected =
        [
            "first [row]", "ok", "1,000 sums", "12.0 ms", "12.0 µs", "second", "FAILED", "it [differs]",
            "2.00 s", "running", "3.20 µs", "waiting",
        ];
        Assert.All(expected, word => Assert.Contains(word, text.ToString(), StringComparison.Ordinal));
    }
}
