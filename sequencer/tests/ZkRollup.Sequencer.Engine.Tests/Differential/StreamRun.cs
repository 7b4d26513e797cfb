using System.Text;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>A stream from a seed through both implementations; if they differ, the smallest part of it that shows it.</summary>
internal sealed class StreamRun(ulong seed, TrafficProfile profile, int commands, CheckIntervals intervals)
{
    internal Coverage Coverage { get; } = new();

    /// <summary>Runs the stream.</summary>
    /// <returns>Null, or a report with the seed and a stream to repeat.</returns>
    internal string? Run()
    {
        ExchangePair pair = new(intervals);
        TrafficGenerator generator = new(pair.View, seed, profile);
        List<Command> stream = new(commands);
        for (int i = 0; i < commands; i++)
        {
            Command command = generator.Next();
            stream.Add(command);
            Mismatch? mismatch = pair.Step(command) ?? (i == commands - 1 ? pair.CompareAll(i) : null);
            if (mismatch is not null)
            {
                return Report(stream, mismatch);
            }

            Coverage.Count(command, pair.Result, pair.Events);
            generator.Observe(command, pair.Result, pair.Events);
        }

        return null;
    }

    /// <summary>The first difference of a stream that is given.</summary>
    internal static Mismatch? Replay(IEnumerable<Command> stream, CheckIntervals intervals)
    {
        ExchangePair pair = new(intervals);
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
        // Differences that only the whole state shows are looked for after every command once the stream is short.
        IReadOnlyList<Command> shrunk = StreamShrinker.Shrink(stream, part =>
        {
            bool isWhole = mismatch.Kind is MismatchKind.Root or MismatchKind.Conservation;
            CheckIntervals often = isWhole && part.Count < 2_000 ? CheckIntervals.Always : intervals;
            return Replay(part, often)?.Kind == mismatch.Kind;
        });
        Mismatch? last = Replay(shrunk, CheckIntervals.Always) ?? mismatch;
        StringBuilder text = new();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"seed {seed}, {profile.Name}: {mismatch.Kind} #{mismatch.Index}");
        text.AppendLine(mismatch.Text);
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"smallest part, {shrunk.Count} commands: {last.Text}");
        foreach (Command command in shrunk)
        {
            text.AppendLine(command.ToString());
        }

        return text.ToString();
    }
}
