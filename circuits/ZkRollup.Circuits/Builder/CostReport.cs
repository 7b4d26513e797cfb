using System.Globalization;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>What a circuit costs, in the numbers that decide the time of a prover: to compare one version with the next.</summary>
public sealed record CostReport
{
    /// <summary>Rows of a slot.</summary>
    public required int Rows { get; init; }

    /// <summary>Witness columns, multiplicities included.</summary>
    public required int WitnessColumns { get; init; }

    /// <summary>Columns whose cells may be copied; zero if nothing is copied.</summary>
    public required int CopiedColumns { get; init; }

    /// <summary>Columns computed after the first challenges: groups of fractions but the last, running sum, copy products.</summary>
    public required int HelperColumns { get; init; }

    /// <summary>Fixed columns with a period of one slot.</summary>
    public required int FixedColumns { get; init; }

    /// <summary>Table columns with a longer period.</summary>
    public required int TableColumns { get; init; }

    /// <summary>Fractions of the buses.</summary>
    public required int Fractions { get; init; }

    /// <summary>The largest degree of a constraint.</summary>
    public required int Degree { get; init; }

    /// <summary>Products that evaluating all constraints takes on each row.</summary>
    public required int Products { get; init; }

    /// <summary>What each kind of region occupies, a line for each size.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Regions { get; init; }

    /// <summary>Degree, with selector, and rows of each gate; gates of one label in the order of their selectors.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Gates { get; init; }

    /// <summary>Bus and rows of each bus term; terms of one label in the order of their fractions.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> BusTerms { get; init; }

    /// <summary>The costs of a circuit.</summary>
    public static CostReport Of(BuiltCircuit built)
    {
        ArgumentNullException.ThrowIfNull(built);
        Circuit circuit = built.Circuit;
        List<BusFraction> fractions = [.. circuit.HelperGroups.SelectMany(group => group)];
        return new()
        {
            Rows = circuit.RowsPerSlot,
            WitnessColumns = circuit.Witness.Count,
            CopiedColumns = circuit.Copies.Columns.Count,
            HelperColumns = circuit.HelperColumnCount,
            FixedColumns = circuit.Fixed.Count,
            TableColumns = circuit.Tables.Count,
            Fractions = fractions.Count,
            Degree = circuit.Degree,
            Products = ExpressionProgram.Compile(circuit.Combined).ProductCount,
            Regions = RegionsOf(built),
            Gates = ByLabel(
                circuit.Gates, gate => gate.Label, gate => Text($"degree {(gate.Factor * gate.Formula).Degree}, {RowsOf(gate)}")),
            BusTerms = ByLabel(
                fractions.SelectMany(fraction => fraction.Terms),
                term => term.Label,
                term => Text($"{term.Bus.Name}, {(term.Selector < 0 ? "every row" : RowCount(term.Rows.Count))}")),
        };
    }

    private static SortedDictionary<string, IReadOnlyList<string>> RegionsOf(BuiltCircuit built)
    {
        HashSet<Cell> written = [.. built.InputCells, .. built.Steps.SelectMany(step => step.Outputs)];
        return ByLabel(built.Regions.GroupBy(region => (region.Kind, region.Size)), same => same.Key.Kind, same =>
        {
            RegionSize size = same.Key.Size;
            int cells = same.Sum(region => region.Cells.Count());
            int used = same.SelectMany(region => region.Cells).Count(written.Contains);
            string copied = Text($"{size.Copied} copied{On(size.RowsOfCopied, size)}");
            string local = Text($"{size.Local} local{On(size.RowsOfLocal, size)}");
            string limbs = Text($"{size.Limbs} limb{On(size.RowsOfLimbs, size)}");
            string extent = Text($"{RowCount(size.Rows)} × ({copied}, {local}, {limbs})");
            return Text($"{same.Count()} × {extent}: {used} of {cells} cells written");
        });
    }

    private static SortedDictionary<string, IReadOnlyList<string>> ByLabel<T>(
        IEnumerable<T> items, Func<T, string> label, Func<T, string> describe)
    {
        SortedDictionary<string, IReadOnlyList<string>> described = new(StringComparer.Ordinal);
        foreach (IGrouping<string, T> same in items.GroupBy(label))
        {
            described.Add(same.Key, [.. same.Select(describe)]);
        }

        return described;
    }

    /// <summary>Nothing for all rows of a region.</summary>
    private static string On(int rows, RegionSize size) => rows == size.Rows ? "" : Text($" on {RowCount(rows)}");

    private static string RowsOf(Gate gate) => gate.Scope switch
    {
        GateScope.EveryRow => "every row",
        GateScope.FirstRow => "first row",
        GateScope.LastRow => "last row",
        GateScope.SlotBoundary => "slot boundary",
        _ => RowCount(gate.Rows.Count),
    };

    private static string RowCount(int count) => Text($"{count} {(count == 1 ? "row" : "rows")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
