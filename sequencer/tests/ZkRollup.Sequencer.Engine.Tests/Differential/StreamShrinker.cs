using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>Makes a failing stream small by leaving commands out: delta debugging (Zeller, Hildebrandt, TSE 28(2), 2002, ddmin).</summary>
internal static class StreamShrinker
{
    /// <summary>A part of a failing stream that still fails, and that fails no more if any one command is left out.</summary>
    /// <param name="stream">A stream that fails.</param>
    /// <param name="fails">Whether a stream fails in the same way.</param>
    /// <param name="attemptsMax">Gives up here with what it has: replays cost time.</param>
    internal static IReadOnlyList<Command> Shrink(
        IReadOnlyList<Command> stream, Func<IReadOnlyList<Command>, bool> fails, int attemptsMax = 4_000)
    {
        List<Command> current = [.. stream];
        int attempts = 0;
        int chunk = Math.Max(1, current.Count / 2);
        while (attempts < attemptsMax)
        {
            bool isSmaller = false;
            for (int start = current.Count - chunk; start > -chunk && attempts < attemptsMax; start -= chunk)
            {
                int first = Math.Max(0, start);
                int count = Math.Min(chunk, start + chunk - first);
                List<Command> candidate = [.. current.Take(first), .. current.Skip(first + count)];
                attempts++;
                if (count > 0 && fails(candidate))
                {
                    current = candidate;
                    isSmaller = true;
                }
            }

            if (chunk == 1 && !isSmaller)
            {
                break;
            }

            chunk = isSmaller && chunk == 1 ? 1 : Math.Max(1, chunk / 2);
        }

        return current;
    }
}
