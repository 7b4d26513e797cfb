using System.Globalization;
using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Exchange;

/// <summary>Matching alone: the flow of one book.</summary>
internal sealed class MatchingBenchmarks : IBenchmarkSource
{
    private const double GoalMillions = 3;

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int orders = context.Size(full: 100_000, quick: 500);
        int accounts = context.Size(full: 500, quick: 10);
        if (FlowSource.TryReadFile(context.Size(full: int.MaxValue, quick: 1_000)) is IReadOnlyList<FlowMessage> file)
        {
            yield return Group("engine.match.file", $"the published flow {FlowSource.FileFlow}", file, accounts);
        }

        IReadOnlyList<FlowMessage> generated = FlowSource.Generate(orders, BenchmarkContext.Seed);
        string name = string.Create(CultureInfo.InvariantCulture, $"the built-in flow of {orders} orders, seed {BenchmarkContext.Seed}");
        yield return Group("engine.match.generated", name, generated, accounts);
    }

    private static BenchmarkGroup Group(string name, string input, IReadOnlyList<FlowMessage> messages, int accounts) =>
        new(name, $"message of {input}: {messages.Count} messages, {2 * accounts} accounts, one book, no log", () =>
        {
            FlowPlayer player = new(messages, accounts);
            return [new Contender("engine", player.Messages, player.Play) { BeforeEach = player.Prepare }];
        })
        {
            Goals = [Goal.MillionsAtLeast("engine", GoalMillions, "messages")],
        };
}
