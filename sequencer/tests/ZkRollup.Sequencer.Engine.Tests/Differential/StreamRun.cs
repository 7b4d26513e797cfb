using System.Globalization;
using System.Text;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>A stream from a seed through both implementations; if they differ, the smallest part of it that shows it.</summary>
internal sealed class StreamRun(StreamPlan plan)
{
    /// <summary>Below so many commands a replay may compare the whole state after each of them.</summary>
    private const int ShortStream = 2_000;

    internal Coverage Coverage { get; } = new();

    /// <summary>Runs the stream.</summary>
    /// <returns>Null, or a report with the seed and a stream to repeat.</returns>
    internal string? Run()
    {
        ExchangePair pair = new(plan);
        TrafficGenerator generator = new(pair.View, plan.Seed, plan.Profile);
        List<Command> stream = new(plan.Commands);
        for (int i = 0; i < plan.Commands; i++)
        {
            Command command = generator.Next();
            stream.Add(command);
            if ((pair.Step(command) ?? (i == plan.Commands - 1 ? pair.CompareAll(i) : null)) is { } mismatch)
            {
                return Report(stream, mismatch);
            }

            Coverage.Count(command, pair.Result, pair.Events);
            generator.Observe(command, pair.Result, pair.Events);
        }

        return null;
    }

    /// <summary>The first difference of a stream that is given.</summary>
    internal static Mismatch? Replay(IEnumerable<Command> stream, StreamPlan plan)
    {
        ExchangePair pair = new(plan);
        foreach (Command command in stream)
        {
            if (pair.Step(command) is { } mismatch)
            {
                return mismatch;
            }
        }

        return null;
    }

    private string Report(List<Command> stream, Mismatch mismatch)
    {
        // A difference that only the whole state shows is looked for after every command once the stream is short.
        bool isWhole = mismatch.Kind is MismatchKind.Root or MismatchKind.Conservation or MismatchKind.Record;
        IReadOnlyList<Command> shrunk = StreamShrinker.Shrink(
            stream, part => Replay(part, isWhole && part.Count < ShortStream ? Careful : plan)?.Kind == mismatch.Kind);
        Mismatch last = Replay(shrunk, isWhole ? Careful : plan) ?? mismatch;
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{plan}: {mismatch.Kind} after command {mismatch.Index}");
        text.AppendLine(mismatch.Text);
        text.AppendLine(CultureInfo.InvariantCulture, $"smallest part, {shrunk.Count} commands: {last.Text}");
        foreach (Command command in shrunk)
        {
            text.AppendLine(command.ToString());
        }

        return text.ToString();
    }

    private StreamPlan Careful => plan with { Intervals = CheckIntervals.Always };
}
