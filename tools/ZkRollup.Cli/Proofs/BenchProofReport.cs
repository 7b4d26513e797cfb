using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using ZkRollup.Prover.Plonk;
using ZkRollup.WorkingTree;

namespace ZkRollup.Cli.Proofs;

/// <summary>All that a run of <c>bench-proof</c> found, as it is stored.</summary>
/// <param name="Kind">Which benchmark.</param>
/// <param name="Date">UTC, at the start.</param>
/// <param name="IsQuick">True if the figures mean nothing.</param>
/// <param name="Machine">Where.</param>
/// <param name="Threads">Threads of the prover.</param>
/// <param name="LoadBefore">Load average before.</param>
/// <param name="LoadAfter">Load average after.</param>
/// <param name="Circuits">The figures.</param>
internal sealed record BenchProofReport(
    string Kind,
    DateTime Date,
    bool IsQuick,
    Machine Machine,
    int Threads,
    double? LoadBefore,
    double? LoadAfter,
    IReadOnlyList<BenchProofRow> Circuits)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The stored form.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>The figures for people; a column a circuit.</summary>
    internal Table ToTable()
    {
        Table table = new() { Border = TableBorder.Rounded };
        _ = table.AddColumn("");
        foreach (BenchProofRow row in Circuits)
        {
            _ = table.AddColumn(new TableColumn(Markup.Escape(row.Circuit)).RightAligned());
        }

        Add(table, "items", row => $"{row.Items}");
        Add(table, "rows × columns", row => $"{row.Rows} × {row.WitnessColumns + row.HelperColumns}");
        Add(table, "cells per item", row => Number(row.CellsPerItem, "F0"));
        Add(table, "products a row", row => Number(row.Products, "F0"));
        Add(table, "total", row => Seconds(row.Seconds));
        Add(table, "  witness", row => Seconds(row.WitnessSeconds));
        Add(table, "  commitment", row => Seconds(row.Of(
            ProvingStage.WitnessCommitment, ProvingStage.HelperCommitment, ProvingStage.QuotientCommitment)));
        Add(table, "  helper columns", row => Seconds(row.Of(ProvingStage.Upload, ProvingStage.Helpers)));
        Add(table, "  FFT", row => Seconds(row.Of(ProvingStage.Interpolation, ProvingStage.Extension)));
        Add(table, "  quotient", row => Seconds(row.Of(ProvingStage.Quotient)));
        Add(table, "  opening", row => Seconds(row.Of(ProvingStage.Evaluation, ProvingStage.Opening)));
        Add(table, "items a second", row => Number(row.Items / row.Seconds, "F0"));
        Add(table, "bases, once", row => Seconds(row.PreparationSeconds));
        Add(table, "peak memory", row => row.PeakMemoryBytes is { } bytes ? $"{bytes >> 20} MiB" : "unknown");
        Add(table, "verification", row => Number(row.VerifySeconds * 1e3, "F2") + " ms");
        Add(table, "proof", row => $"{row.ProofBytes} bytes");
        return table;
    }

    private void Add(Table table, string name, Func<BenchProofRow, string> value) =>
        table.AddRow([name, .. Circuits.Select(row => Markup.Escape(value(row)))]);

    private static string Seconds(double value) => Number(value, "F3") + " s";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
