using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ZkRollup.Bench.Harness;

/// <summary>What a time is the time of.</summary>
internal enum ClockKind
{
    /// <summary>Processor time of the calling thread: for work that never leaves it.</summary>
    Thread,

    /// <summary>Processor time of all threads of this process: for work of one core that may run on pool threads.</summary>
    Process,

    /// <summary>Time that passes, whoever has the cores: for work of many cores.</summary>
    Wall,
}

/// <summary>Nanoseconds of processor time, or of the wall clock.</summary>
/// <remarks>
/// Time in which another process had the core is charged to neither thread nor process; disturbance of caches still is. The process
/// clock includes compilation and garbage collection in the background, and it would hide that work was spread over cores.
/// </remarks>
internal static partial class Clock
{
    private const int ProcessCpuTime = 2;
    private const int ThreadCpuTime = 3;

    /// <summary>True where processor times can be read.</summary>
    internal static bool HasProcessorTime { get; } =
        OperatingSystem.IsLinux() && ReadClock(ThreadCpuTime, out _) == 0 && ReadClock(ProcessCpuTime, out _) == 0;

    /// <summary>The clock that stands in for <paramref name="kind"/> here: the wall clock where processor times cannot be read.</summary>
    internal static ClockKind Available(ClockKind kind) => HasProcessorTime ? kind : ClockKind.Wall;

    /// <summary>Nanoseconds of the clock, or of the one that stands in for it, from some start.</summary>
    internal static double Nanoseconds(ClockKind kind) => Available(kind) switch
    {
        ClockKind.Thread => ProcessorNanoseconds(ThreadCpuTime),
        ClockKind.Process => ProcessorNanoseconds(ProcessCpuTime),
        _ => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency),
    };

    private static double ProcessorNanoseconds(int clock)
    {
        _ = ReadClock(clock, out TimeSpecification time);
        return (time.Seconds * 1e9) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
