namespace ZkRollup.Bench.Harness;

/// <summary>What one contender took.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReference">True if ratios are taken against it.</param>
/// <param name="Time">Of one operation, over the rounds, in the unit of the group.</param>
/// <param name="RatioToReference">Of each round's time to the reference's time in the same round; null without a reference.</param>
internal sealed record ContenderResult(string Name, bool IsReference, Spread Time, Spread? RatioToReference);

/// <summary>The outcome of a group.</summary>
/// <param name="Name">Of the group.</param>
/// <param name="Operation">What one operation is.</param>
/// <param name="Clock">The clock that was read.</param>
/// <param name="Rounds">Rounds, each of which measured every contender once.</param>
/// <param name="Unit">Of the contenders' times.</param>
/// <param name="Contenders">In the order of the group.</param>
/// <param name="Goals">In the order of the group.</param>
internal sealed record GroupResult(
    string Name,
    string Operation,
    ClockKind Clock,
    int Rounds,
    string Unit,
    IReadOnlyList<ContenderResult> Contenders,
    IReadOnlyList<GoalResult> Goals);

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds a group.</param>
/// <param name="RoundNanoseconds">Least time of one contender in one round; it is called often enough to reach it.</param>
/// <param name="WarmUpNanoseconds">Least time each contender runs before, so that its code is compiled to the end.</param>
/// <param name="WarmUpCalls">Least calls before, for contenders whose one call takes longer than that.</param>
/// <param name="IsQuick">True if the figures mean nothing.</param>
internal readonly record struct Effort(
    int Rounds,
    double RoundNanoseconds,
    double WarmUpNanoseconds,
    int WarmUpCalls = 1,
    bool IsQuick = false)
{
    /// <summary>For figures worth keeping.</summary>
    internal static Effort Full => new(15, 30e6, 1e9, 5);

    /// <summary>To see that everything runs.</summary>
    internal static Effort Quick => new(3, 0, 0, IsQuick: true);
}

/// <summary>Measures a group: warm-up, then rounds in which the contenders take turns.</summary>
internal static class Measurement
{
    /// <summary>Measures all contenders of a group; none where the group has none on this machine.</summary>
    internal static GroupResult Run(BenchmarkGroup group, Effort effort)
    {
        IReadOnlyList<Contender> contenders = group.Prepare();
        int count = contenders.Count;
        int[] calls = [.. contenders.Select(c => WarmUp(c, group.Clock, effort))];
        double[][] times = [.. contenders.Select(_ => new double[effort.Rounds])];
        for (int round = 0; round < effort.Rounds; round++)
        {
            // A different one begins each round, so that none always runs after the same neighbour.
            for (int turn = 0; turn < count; turn++)
            {
                int index = (turn + round) % count;
                Contender contender = contenders[index];
                times[index][round] = Time(contender, group.Clock, calls[index]) / calls[index] / contender.Operations;
            }
        }

        int reference = Enumerable.Range(0, count).FirstOrDefault(i => contenders[i].IsReference, -1);
        ContenderResult[] results =
        [
            .. contenders.Select((contender, i) => new ContenderResult(
                contender.Name,
                contender.IsReference,
                Spread.Of(times[i]),
                reference < 0 ? null : Spread.Of(times[i].Zip(times[reference], (own, other) => own / other)))),
        ];
        GoalResult[] goals = [.. group.Goals.Select(goal => goal.Judge(results, effort.IsQuick))];
        string operation = group.Detail is null ? group.Operation : $"{group.Operation}: {group.Detail()}";
        return new GroupResult(group.Name, operation, Clock.Available(group.Clock), effort.Rounds, "ns", results, goals);
    }

    /// <summary>Returns how many calls fill a round.</summary>
    private static int WarmUp(Contender contender, ClockKind clock, Effort effort)
    {
        double once = 0;
        double spent = 0;
        for (int calls = 0; calls < effort.WarmUpCalls || spent < effort.WarmUpNanoseconds; calls++)
        {
            once = Time(contender, clock, 1);
            spent += once;
        }

        return (int)Math.Clamp(Math.Ceiling(effort.RoundNanoseconds / Math.Max(once, 1)), 1, 1_000_000);
    }

    private static double Time(Contender contender, ClockKind clock, int calls)
    {
        if (contender.BeforeEach is Action prepare)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                prepare();
                double begin = Clock.Nanoseconds(clock);
                contender.Run();
                sum += Clock.Nanoseconds(clock) - begin;
            }

            return sum;
        }

        double start = Clock.Nanoseconds(clock);
        for (int i = 0; i < calls; i++)
        {
            contender.Run();
        }

        return Clock.Nanoseconds(clock) - start;
    }
}
