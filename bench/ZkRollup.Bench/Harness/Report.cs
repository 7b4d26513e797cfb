using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

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
    };

    /// <summary>The stored form.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>One line for each contender of a group.</summary>
    internal static string Format(GroupResult group)
    {
        IEnumerable<string> lines = group.Contenders.Select(contender =>
        {
            Spread time = contender.NanosecondsPerOperation;
            string ratio = contender.RatioToReference is Spread r && r != new Spread(1, 1, 1)
                ? string.Create(CultureInfo.InvariantCulture, $"  ratio {r.Median:0.000} ({r.Min:0.000}–{r.Max:0.000})")
                : string.Empty;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name,-14} {Duration(time.Median),10} ({Duration(time.Min)}–{Duration(time.Max)}){ratio}");
        });
        string all = group.Contenders.Count == 0 ? "  nothing to measure without the baseline" : string.Join('\n', lines);
        return $"{group.Name}: {group.Operation}\n{all}";
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
}
