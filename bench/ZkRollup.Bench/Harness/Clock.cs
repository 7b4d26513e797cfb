using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ZkRollup.Bench.Harness;

/// <summary>Nanoseconds of processor time of the calling thread, or of the wall clock.</summary>
/// <remarks>Time in which another process had the core is not charged to the thread; disturbance of caches still is.</remarks>
internal static partial class Clock
{
    private const int ThreadCpuTime = 3;

    /// <summary>True where the processor time of a thread can be read.</summary>
    internal static bool HasThreadTime { get; } = OperatingSystem.IsLinux() && ReadThreadClock(ThreadCpuTime, out _) == 0;

    /// <summary>Processor time of this thread since it began; the wall clock where that cannot be read.</summary>
    internal static double ThreadNanoseconds()
    {
        if (!HasThreadTime)
        {
            return WallNanoseconds();
        }

        _ = ReadThreadClock(ThreadCpuTime, out TimeSpecification time);
        return (time.Seconds * 1e9) + time.Nanoseconds;
    }

    /// <summary>A wall clock that never goes back.</summary>
    internal static double WallNanoseconds() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadThreadClock(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
