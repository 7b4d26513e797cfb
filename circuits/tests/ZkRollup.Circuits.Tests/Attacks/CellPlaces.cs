using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>What each cell of a slot is for: the region that owns it, and the step that writes it.</summary>
internal sealed class CellPlaces
{
    private readonly Dictionary<Cell, Region> _regions = [];
    private readonly Dictionary<Cell, int> _writers = [];
    private readonly BuiltCircuit _built;

    internal CellPlaces(BuiltCircuit built)
    {
        _built = built;
        foreach (Region region in built.Regions)
        {
            foreach (Cell cell in region.Cells)
            {
                _regions.Add(cell, region);
            }
        }

        for (int i = 0; i < built.Steps.Count; i++)
        {
            foreach (Cell cell in built.Steps[i].Outputs)
            {
                _writers.Add(cell, i);
            }
        }
    }

    /// <summary>The region; null for a cell that no region owns.</summary>
    internal Region? RegionOf(Cell cell) => _regions.GetValueOrDefault(cell);

    /// <summary>The number of the step that writes it; −1 for an input, and for a cell that nothing writes.</summary>
    internal int WriterOf(Cell cell) => _writers.TryGetValue(cell, out int step) ? step : -1;

    /// <summary>The steps with a label.</summary>
    internal IEnumerable<WitnessStep> Steps(string label) => _built.Steps.Where(step => step.Label == label);

    /// <summary>A cell in words.</summary>
    internal string Describe(Cell cell)
    {
        string place = RegionOf(cell) is { } region ? $"row {cell.Row - region.Row} of '{region.Kind}'" : "no region";
        string writer = WriterOf(cell) is >= 0 and int step ? $" by '{_built.Steps[step].Label}'" : "";
        return $"({cell.Row},{_built.Circuit.Witness[cell.Column]}), {place}{writer}";
    }
}
