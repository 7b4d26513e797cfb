using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Harness;

/// <summary>Everything a run found, as it is stored.</summary>
/// <param name="Kind">Which benchmarks.</param>
/// <param name="Date">UTC, at the start.</param>
/// <param name="IsQuick">True if the figures mean nothing.</param>
/// <param name="Machine">Where.</param>
/// <param name="LoadBefore">Load average before.</param>
/// <param name="LoadAfter">Load average after.</param>
/// <param name="Baseline">What the reference is, or why it is absent.</param>
/// <param name="Groups">The figures.</param>
internal sealed record Report(
    string Kind,
    DateTime Date,
    bool IsQuick,
    Machine Machine,
    double? LoadBefore,
    double? LoadAfter,
    string Baseline,
    IReadOnlyList<GroupResult> Groups)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The stored form.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>One line for each contender of a group.</summary>
    internal static string Format(GroupResult group)
    {
        IEnumerable<string> lines = group.Contenders.Select(contender =>
        {
            Spread time = contender.Time;
            string ratio = contender.RatioToReference is Spread r && !contender.IsReference
                ? string.Create(CultureInfo.InvariantCulture, $"  ratio {r.Median:0.000} ({r.Min:0.000}–{r.Max:0.000})")
                : string.Empty;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name,-14} {Duration(time.Median),10} ({Duration(time.Min)}–{Duration(time.Max)}){ratio}");
        });
        string all = group.Contenders.Count == 0 ? "  nothing could be measured" : string.Join('\n', lines);
        return $"{group.Name}: {group.Operation} [{ClockName(group.Clock)}]\n{all}";
    }

    /// <summary>One line for each goal of the groups; empty if they have none.</summary>
    internal static string FormatGoals(IEnumerable<GroupResult> groups)
    {
        IEnumerable<string[]> rows = groups.SelectMany(group => group.Goals.Select(goal => Row(group, goal)));
        string[][] table = [["goal", "reached", "spread", "bound", string.Empty], .. rows];
        if (table.Length == 1)
        {
            return string.Empty;
        }

        int[] widths = [.. Enumerable.Range(0, table[0].Length).Select(column => table.Max(row => row[column].Length))];
        return string.Join('\n', table.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    /// <summary>A time with three significant digits and its unit.</summary>
    internal static string Duration(double nanoseconds)
    {
        (double value, string unit) = nanoseconds switch
        {
            < 1e3 => (nanoseconds, "ns"),
            < 1e6 => (nanoseconds / 1e3, "µs"),
            < 1e9 => (nanoseconds / 1e6, "ms"),
            _ => (nanoseconds / 1e9, "s"),
        };
        string format = value < 10 ? "0.00" : value < 100 ? "0.0" : "0";
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
    }

    private static string[] Row(GroupResult group, GoalResult goal)
    {
        string sign = goal.Relation == "at most" ? "≤" : "≥";
        string stretch = goal.Stretch is double further ? $", reach for {Number(further)}" : string.Empty;
        string outcome = (goal.IsReached, goal.Reached) switch
        {
            (true, _) => goal.IsStretchReached == true ? "ok, and further" : "ok",
            (false, _) => "MISSED",
            (null, null) => "not measured",
            _ => "not judged: quick",
        };
        return
        [
            $"{group.Name}: {goal.Contender}",
            goal.Reached is Spread reached ? Number(reached.Median) : "–",
            goal.Reached is Spread all ? $"{Number(all.Min)}–{Number(all.Max)}" : "–",
            $"{sign} {Number(goal.Bound)} {goal.Unit}{stretch}",
            outcome,
        ];
    }

    private static string ClockName(ClockKind clock) => clock switch
    {
        ClockKind.Thread => "processor time of the thread",
        ClockKind.Process => "processor time of the process",
        _ => "wall clock",
    };

    private static string Number(double value) =>
        value.ToString(value < 0.1 ? "G3" : value < 10 ? "0.0##" : "0.0", CultureInfo.InvariantCulture);
}
