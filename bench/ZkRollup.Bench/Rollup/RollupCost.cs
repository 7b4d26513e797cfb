using System.Globalization;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup;

namespace ZkRollup.Bench.Rollup;

/// <summary>What a slot of the circuit costs, whatever is in it.</summary>
/// <param name="Rows">Rows of a slot.</param>
/// <param name="WitnessColumns">Columns committed first.</param>
/// <param name="HelperColumns">Columns committed after the first challenges.</param>
/// <param name="CellsPerSlot">Cells of both.</param>
/// <param name="Products">Products of all constraints on a row.</param>
/// <param name="Degree">Largest degree.</param>
/// <param name="CellsByGadget">Cells of a slot that each kind of region occupies.</param>
internal sealed record RollupCost(
    int Rows,
    int WitnessColumns,
    int HelperColumns,
    int CellsPerSlot,
    int Products,
    int Degree,
    IReadOnlyDictionary<string, int> CellsByGadget)
{
    /// <summary>From the circuit's cost report.</summary>
    internal static RollupCost Of(RollupCircuit circuit)
    {
        CostReport report = CostReport.Of(circuit.Built);
        return new(
            report.Rows,
            report.WitnessColumns,
            report.HelperColumns,
            report.Rows * (report.WitnessColumns + report.HelperColumns),
            report.Products,
            report.Degree,
            CostReport.CellsByKind(circuit.Built));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"a slot: {Rows} rows × ({WitnessColumns} witness + {HelperColumns} helper columns) = {CellsPerSlot} cells, "
        + $"{Products} products a row, degree {Degree}");
}
