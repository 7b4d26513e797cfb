namespace ZkRollup.Bench.Harness;

/// <summary>What one contender took.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clock">thread or wall.</param>
/// <param name="NanosecondsPerOperation">Over the rounds.</param>
/// <param name="RatioToReference">Of each round's time to the reference's time in the same round; null without a reference.</param>
internal sealed record ContenderResult(string Name, string Clock, Spread NanosecondsPerOperation, Spread? RatioToReference);

/// <summary>The outcome of a group.</summary>
/// <param name="Name">Of the group.</param>
/// <param name="Operation">What one operation is.</param>
/// <param name="Rounds">Rounds, each of which measured every contender once.</param>
/// <param name="Contenders">In the order of the group.</param>
internal sealed record GroupResult(string Name, string Operation, int Rounds, IReadOnlyList<ContenderResult> Contenders);

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds a group.</param>
/// <param name="RoundNanoseconds">Least time of one contender in one round; it is called often enough to reach it.</param>
/// <param name="WarmUpNanoseconds">Least time each contender runs before, so that its code is compiled to the end.</param>
internal readonly record struct Effort(int Rounds, double RoundNanoseconds, double WarmUpNanoseconds)
{
    /// <summary>For figures worth keeping.</summary>
    internal static Effort Full => new(15, 30e6, 500e6);

    /// <summary>To see that everything runs.</summary>
    internal static Effort Quick => new(3, 0, 0);
}

/// <summary>Measures a group: warm-up, then rounds in which the contenders take turns.</summary>
internal static class Measurement
{
    /// <summary>Measures all contenders of a group; none where the group has none on this machine.</summary>
    internal static GroupResult Run(BenchmarkGroup group, Effort effort)
    {
        IReadOnlyList<Contender> contenders = group.Prepare();
        int count = contenders.Count;
        int[] calls = [.. contenders.Select(c => WarmUp(c, effort))];
        double[][] times = [.. contenders.Select(_ => new double[effort.Rounds])];
        for (int round = 0; round < effort.Rounds; round++)
        {
            // A different one begins each round, so that none always runs after the same neighbour.
            for (int turn = 0; turn < count; turn++)
            {
                int index = (turn + round) % count;
                Contender contender = contenders[index];
                times[index][round] = Time(contender, calls[index]) / calls[index] / contender.Operations;
            }
        }

        int reference = Enumerable.Range(0, count).FirstOrDefault(i => contenders[i].IsReference, -1);
        ContenderResult[] results =
        [
            .. contenders.Select((contender, i) => new ContenderResult(
                contender.Name,
                contender.UsesManyThreads || !Clock.HasThreadTime ? "wall" : "thread",
                Spread.Of(times[i]),
                reference < 0 ? null : Spread.Of(times[i].Zip(times[reference], (own, other) => own / other)))),
        ];
        return new GroupResult(group.Name, group.Operation, effort.Rounds, results);
    }

    /// <summary>Returns how many calls fill a round.</summary>
    private static int WarmUp(Contender contender, Effort effort)
    {
        double once = Time(contender, 1);
        for (double spent = once; spent < effort.WarmUpNanoseconds;)
        {
            once = Time(contender, 1);
            spent += once;
        }

        return (int)Math.Clamp(Math.Ceiling(effort.RoundNanoseconds / Math.Max(once, 1)), 1, 1_000_000);
    }

    private static double Time(Contender contender, int calls)
    {
        double start = contender.UsesManyThreads ? Clock.WallNanoseconds() : Clock.ThreadNanoseconds();
        for (int i = 0; i < calls; i++)
        {
            contender.Run();
        }

        return (contender.UsesManyThreads ? Clock.WallNanoseconds() : Clock.ThreadNanoseconds()) - start;
    }
}
