using System.Globalization;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Changes cells of whole slots one at a time, and compares what is noticed with what the rules say.</summary>
internal sealed class CellSweep
{
    private readonly WholeBatch _batch;
    private readonly DontCareRules _rules;
    private readonly SeededElements _random;
    private readonly List<int> _columns;

    internal CellSweep(WholeBatch batch, ulong seed)
    {
        _batch = batch;
        _rules = new(batch);
        _random = new(seed);
        Circuit circuit = WholeBatch.Rollup.Built.Circuit;
        HashSet<int> counted = [.. circuit.Multiplicities.Select(offer => offer.Column)];
        _columns = [.. Enumerable.Range(0, circuit.Witness.Count).Where(column => !counted.Contains(column))];
    }

    /// <summary>Changes that were tried.</summary>
    internal int Tried { get; private set; }

    /// <summary>Where the rules and the checker differ.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>For each label how many changes it noticed.</summary>
    internal SortedDictionary<string, int> Noticed { get; } = new(StringComparer.Ordinal);

    /// <summary>How many cells of a slot are free, by reason.</summary>
    internal SortedDictionary<string, int> Count(int slot)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (Cell cell in Cells())
        {
            if (_rules.Of(slot, cell) is { } free)
            {
                counts[free.Reason] = counts.GetValueOrDefault(free.Reason) + 1;
            }
        }

        return counts;
    }

    /// <summary>Changes the cells of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="oneIn">Of so many cells one, by chance.</param>
    internal void Run(int slot, int oneIn)
    {
        foreach (Cell cell in Cells())
        {
            if (_random.NextBelow(oneIn) == 0)
            {
                Change(slot, cell);
            }
        }
    }

    private IEnumerable<Cell> Cells() =>
        from column in _columns
        from row in Enumerable.Range(0, _batch.Honest.RowsPerSlot)
        select new Cell(row, column);

    private void Change(int slot, Cell cell)
    {
        Cell place = cell with { Row = (slot * _batch.Honest.RowsPerSlot) + cell.Row };
        Fr honest = _batch.Honest[place.Row, place.Column];
        DontCare? free = _rules.Of(slot, cell);
        foreach (Fr value in (Fr[])[honest + Fr.One, honest - Fr.One, _random.Next()])
        {
            IReadOnlyList<Finding> findings = _batch.Checker.Check(new("", new Dictionary<Cell, Fr> { [place] = value }));
            Tried++;
            foreach (string label in findings.Select(finding => finding.Label).Distinct())
            {
                Noticed[label] = Noticed.GetValueOrDefault(label) + 1;
            }

            bool isFree = free is not null && free.Allows(value);
            if (isFree != (findings.Count == 0))
            {
                string claim = isFree ? $"should be free ({free!.Reason}), but {findings[0].Label} notices" : "is noticed by nothing";
                Problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_batch.Name}, slot {slot}, {_batch.Witness.Steps[slot].Program.Name}: {_batch.Places.Describe(cell)}: "
                    + $"{CentredLift.Of(value)} for {CentredLift.Of(honest)} {claim}"));
            }
        }
    }
}
