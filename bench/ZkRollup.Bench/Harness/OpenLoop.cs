using System.Diagnostics;

namespace ZkRollup.Bench.Harness;

/// <summary>Sends commands at times that do not depend on when earlier ones were done.</summary>
internal static class OpenLoop
{
    /// <summary>Commands of a stretch.</summary>
    internal const int StretchLength = 200;

    private static readonly (string Name, double Share)[] Points = [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1)];

    /// <summary>Names of the percentiles.</summary>
    internal static IReadOnlyList<string> PercentileNames { get; } = [.. Points.Select(point => point.Name)];

    /// <summary>Nanoseconds from the start at which commands are due.</summary>
    /// <param name="count">How many.</param>
    /// <param name="distance">Mean distance of two.</param>
    /// <param name="isRandom">True for distances of a Poisson process, false for equal ones.</param>
    /// <param name="seed">Of the random distances.</param>
    internal static double[] Schedule(int count, double distance, bool isRandom, int seed)
    {
        Random random = new(seed);
        double[] due = new double[count];
        double time = 0;
        for (int i = 0; i < count; i++)
        {
            time += isRandom ? -Math.Log(1 - random.NextDouble()) * distance : distance;
            due[i] = time;
        }

        return due;
    }

    /// <summary>Applies each command when it is due or, if later, the one before is done; each stretch begins without a backlog.</summary>
    /// <param name="due">Nanoseconds from the start.</param>
    /// <param name="latencies">Receives the nanoseconds from when each was due until it was done, of the commands that count.</param>
    /// <param name="apply">Applies a command.</param>
    /// <param name="interruptions">Counts interruptions of the thread by others.</param>
    /// <returns>How many count: those of stretches without interruption, after one without interruption.</returns>
    /// <remarks>
    /// An interruption says how busy the machine is with other things. What the subject itself stops for, collections above all, is none
    /// and counts.
    /// </remarks>
    internal static int Run(ReadOnlySpan<double> due, Span<double> latencies, Action<int> apply, Func<long> interruptions)
    {
        int counted = 0;
        long before = interruptions();
        bool wasQuiet = false;
        for (int from = 0; from < due.Length; from += StretchLength)
        {
            int length = Math.Min(StretchLength, due.Length - from);
            RunStretch(due, from, latencies.Slice(counted, length), apply);
            long after = interruptions();
            bool isQuiet = after == before;
            counted += isQuiet && wasQuiet ? length : 0;
            (before, wasQuiet) = (after, isQuiet);
        }

        return counted;
    }

    /// <summary>The percentiles of at least one latency, in the order of their names; the span is sorted.</summary>
    internal static double[] Percentiles(Span<double> latencies)
    {
        latencies.Sort();
        double[] values = new double[Points.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // The least value that at most the rest exceeds.
            values[i] = latencies[Math.Max((int)Math.Ceiling(Points[i].Share * latencies.Length) - 1, 0)];
        }

        return values;
    }

    private static void RunStretch(ReadOnlySpan<double> due, int from, Span<double> latencies, Action<int> apply)
    {
        double period = 1e9 / Stopwatch.Frequency;
        double begin = from == 0 ? 0 : due[from - 1];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < latencies.Length; i++)
        {
            double time = due[from + i] - begin;
            while ((Stopwatch.GetTimestamp() - start) * period < time)
            {
                // A sleep would be too coarse, and a thread that waits for a signal would measure the system's scheduler.
            }

            apply(from + i);
            latencies[i] = ((Stopwatch.GetTimestamp() - start) * period) - time;
        }
    }
}
