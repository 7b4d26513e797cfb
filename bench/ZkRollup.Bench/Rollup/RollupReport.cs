using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Rollup;

/// <summary>All that a run found, as it is stored.</summary>
/// <param name="Kind">Which benchmarks.</param>
/// <param name="Date">UTC, at the start.</param>
/// <param name="IsQuick">True if the figures mean nothing.</param>
/// <param name="Machine">Where.</param>
/// <param name="Threads">Threads of the prover.</param>
/// <param name="LoadBefore">Load average before.</param>
/// <param name="LoadAfter">Load average after.</param>
/// <param name="Seed">Of the traffic.</param>
/// <param name="Traders">Accounts of the traffic.</param>
/// <param name="Circuit">What a slot costs.</param>
/// <param name="Kinds">Slots by kind of transaction, in the largest batch.</param>
/// <param name="Batches">The figures, by T.</param>
/// <param name="Goals">And whether they meet the goals.</param>
internal sealed record RollupReport(
    string Kind,
    DateTime Date,
    bool IsQuick,
    Machine Machine,
    int Threads,
    double? LoadBefore,
    double? LoadAfter,
    ulong Seed,
    int Traders,
    RollupCost Circuit,
    IReadOnlyList<KindUse> Kinds,
    IReadOnlyList<RollupRow> Batches,
    IReadOnlyList<RollupGoal> Goals)
{
    private const int NameWidth = 44;
    private const int FigureWidth = 12;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The stored form.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>The figures for people; a column a T.</summary>
    internal void WriteTo(TextWriter text)
    {
        text.WriteLine();
        Line(text, "slots", row => Number(row.Slots));
        Line(text, "  used", row => Number(row.SlotsUsed));
        Line(text, "transactions", row => Number(row.Transactions));
        Line(text, "records touched", row => Number(row.RecordsTouched));
        Line(text, "nodes touched", row => Number(row.NodesTouched));
        Line(text, "total, s", row => Seconds(row.Seconds));
        Line(text, "  planning", row => Seconds(row.PlanningSeconds));
        Line(text, "  witness", row => Seconds(row.WitnessSeconds));
        foreach (string stage in Batches[0].StageSeconds.Keys)
        {
            Line(text, $"  {stage}", row => Seconds(row.StageSeconds[stage]));
        }

        Line(text, "processor, all cores, s", row => Seconds(row.ProcessorSeconds));
        Line(text, "a slot, ms", row => Seconds(row.MillisecondsPerSlot));
        Line(text, "bases, once, s", row => Seconds(row.PreparationSeconds));
        Line(text, "verification, s", row => Seconds(row.VerifySeconds));
        Line(text, "peak memory, MB", row => row.PeakMemoryBytes is { } bytes ? Number(bytes / 1_000_000) : "unknown");
        Line(text, "proof, bytes", row => Number(row.ProofBytes));
        text.WriteLine("\nslots of a transaction, in the largest batch");
        foreach (KindUse kind in Kinds)
        {
            text.WriteLine($"  {kind.Kind,-NameWidth}{Seconds(kind.SlotsPerTransaction)}, at most {kind.Most}, of {kind.Transactions}");
        }

        text.WriteLine("\ncells of a slot, by gadget");
        foreach ((string gadget, int cells) in Circuit.CellsByGadget.OrderByDescending(pair => pair.Value))
        {
            text.WriteLine($"  {gadget,-NameWidth}{cells,FigureWidth}");
        }

        text.WriteLine("\ngoals");
        foreach (RollupGoal goal in Goals)
        {
            string outcome = goal.IsReached switch { true => "ok", false => "MISSED", null => "not judged" };
            string reached = goal.Reached is { } value ? Seconds(value) : "–";
            text.WriteLine($"  {goal.Name,-NameWidth}{reached,FigureWidth} ≤ {Seconds(goal.Bound)} {goal.Unit}: {outcome}");
        }
    }

    private static string Seconds(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void Line(TextWriter text, string name, Func<RollupRow, string> value) =>
        text.WriteLine($"{name,-NameWidth}{string.Concat(Batches.Select(row => $"{value(row),FigureWidth}"))}");
}
