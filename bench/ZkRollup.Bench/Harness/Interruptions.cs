using System.Runtime.InteropServices;

namespace ZkRollup.Bench.Harness;

/// <summary>How often the system took the processor from the calling thread to give it to another.</summary>
internal static partial class Interruptions
{
    private const int OfThread = 1;

    /// <summary>Index of the involuntary switches among the counters that follow two times.</summary>
    private const int Involuntary = 13;

    /// <summary>True where they can be counted.</summary>
    internal static bool AreCounted { get; } = OperatingSystem.IsLinux() && ReadUsage(OfThread, out _) == 0;

    /// <summary>Since the thread began; 0 where they cannot be counted.</summary>
    internal static long Count() => AreCounted && ReadUsage(OfThread, out Usage usage) == 0 ? usage.Counters[Involuntary] : 0;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ReadUsage(int who, out Usage usage);

    [System.Runtime.CompilerServices.InlineArray(Involuntary + 1)]
    private struct CounterArray
    {
        private long _first;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        internal long UserSeconds;
        internal long UserMicroseconds;
        internal long SystemSeconds;
        internal long SystemMicroseconds;
        internal CounterArray Counters;
    }
}
