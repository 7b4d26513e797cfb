using ZkRollup.Bench.Harness;

namespace ZkRollup.Bench.Exchange;

/// <summary>What a margin check costs: it grows with the account's own positions, and with nothing of other accounts.</summary>
internal sealed class MarginBenchmarks : IBenchmarkSource
{
    private static readonly int[] Positions = [1, 2, 4, 8];
    private static readonly int[] Crowds = [10, 100, 1_000, 10_000];

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int rounds = context.Size(full: 10_000, quick: 10);
        int others = context.Size(full: 1_000, quick: 20);
        yield return new BenchmarkGroup(
            "engine.margin.own",
            $"order placed and cancelled by an account with so many positions, among {others} accounts with eight",
            () => [.. Positions.Select(count => MakeContender(others, count, rounds, $"{count} positions", count == Positions[0]))]);
        IEnumerable<int> crowds = Crowds.Take(context.Size(full: Crowds.Length, quick: 2));
        yield return new BenchmarkGroup(
            "engine.margin.others",
            "order placed and cancelled by an account with four positions, among so many accounts with eight",
            () => [.. crowds.Select(crowd => MakeContender(crowd, 4, rounds, $"{crowd} accounts", crowd == Crowds[0]))]);
    }

    private static Contender MakeContender(int others, int positions, int rounds, string name, bool isReference)
    {
        MarginProbe probe = new(others, positions);
        return new Contender(name, rounds, () => probe.Run(rounds), isReference);
    }
}
