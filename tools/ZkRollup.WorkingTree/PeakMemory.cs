using System.Globalization;

namespace ZkRollup.WorkingTree;

/// <summary>The largest resident set of this process since the last reset, where the system keeps it.</summary>
public static class PeakMemory
{
    private const string ResetFile = "/proc/self/clear_refs";
    private const string StatusFile = "/proc/self/status";

    /// <summary>Forgets the maximum so far.</summary>
    public static void Reset()
    {
        GC.Collect();
        if (File.Exists(ResetFile))
        {
            File.WriteAllText(ResetFile, "5");
        }
    }

    /// <summary>Bytes, or null where the system does not say.</summary>
    public static long? Read()
    {
        string? line = File.Exists(StatusFile)
            ? File.ReadLines(StatusFile).FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length >= 2 ? long.Parse(words[1], CultureInfo.InvariantCulture) << 10 : null;
    }
}
