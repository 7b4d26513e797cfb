using System.Globalization;

namespace ZkRollup.Bench.Harness;

/// <summary>What receives commands at given times.</summary>
/// <param name="Commands">How many, in one round.</param>
/// <param name="BeforeEach">Called before each round.</param>
/// <param name="Apply">Applies a command; returns when its effects are known.</param>
internal sealed record LatencySubject(int Commands, Action BeforeEach, Action<int> Apply);

/// <summary>Time from when a command was to be sent until its effects are known, under a load that does not wait.</summary>
/// <remarks>
/// Commands are due at times that are fixed beforehand; one that is due while another is at work waits, and the waiting counts. So a
/// pause hits all commands that were due in it. The contenders of the result are percentiles; each round gives each of them one value.
/// Only stretches in which the system gave the processor to no other thread count, and the result says how many these were; a round in
/// which they are fewer than one in twenty gives no value.
/// </remarks>
/// <param name="Name">Dotted.</param>
/// <param name="Operation">What one command is.</param>
/// <param name="Prepare">Makes the subject; called once, if the group is measured.</param>
internal sealed record LatencyGroup(string Name, string Operation, Func<LatencySubject> Prepare) : IMeasured
{
    /// <summary>Rounds before, so that the code is compiled to the end.</summary>
    private const int WarmUpRounds = 2;

    private const double LeastShare = 0.05;

    /// <summary>Commands a second.</summary>
    internal required double Load { get; init; }

    /// <summary>True if commands come at random, as from many independent senders; false if at equal distances.</summary>
    internal bool IsRandom { get; init; }

    /// <summary>What else is to be said of a command, once the subject is made; null if nothing.</summary>
    internal Func<string>? Detail { get; init; }

    /// <summary>What the percentiles have to reach.</summary>
    internal IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <inheritdoc/>
    public GroupResult Measure(Effort effort)
    {
        LatencySubject subject = Prepare();
        double[] due = OpenLoop.Schedule(subject.Commands, 1e9 / Load, IsRandom, BenchmarkContext.Seed);
        double[] latencies = new double[subject.Commands];
        List<double[]> rounds = [];
        long counted = 0;
        for (int round = effort.IsQuick ? 0 : -WarmUpRounds; round < effort.Rounds; round++)
        {
            subject.BeforeEach();
            int count = OpenLoop.Run(due, latencies, subject.Apply, Interruptions.Count);
            if (round >= 0 && count > 0 && count >= LeastShare * subject.Commands)
            {
                counted += count;
                rounds.Add(OpenLoop.Percentiles(latencies.AsSpan(0, count)));
            }
        }

        double share = (double)counted / ((long)effort.Rounds * subject.Commands);
        string operation = string.Create(
            CultureInfo.InvariantCulture,
            $"{Operation}; {Load:0} a second {(IsRandom ? "at random" : "at equal distances")}, {share:0.0%} without interruption count");
        return Result(operation, rounds, effort);
    }

    private GroupResult Result(string operation, List<double[]> rounds, Effort effort)
    {
        ContenderResult[] results = rounds.Count == 0
            ? []
            :
            [
                .. OpenLoop.PercentileNames.Select((name, i) =>
                    new ContenderResult(name, IsReference: false, Spread.Of(rounds.Select(round => round[i])), null)),
            ];
        GoalResult[] goals = [.. Goals.Select(goal => goal.Judge(results, effort.IsQuick))];
        string all = Detail is null ? operation : $"{operation}: {Detail()}";
        return new GroupResult(Name, all, ClockKind.Wall, rounds.Count, "ns", results, goals);
    }
}
