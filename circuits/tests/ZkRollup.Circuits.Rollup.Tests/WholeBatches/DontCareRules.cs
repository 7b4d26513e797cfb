using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Which cells of a slot nothing notices, derived from the circuit and from what the honest batch says there.</summary>
/// <remarks>A rule that claims too much fails a test, and so does a cell that no rule claims and nothing notices.</remarks>
internal sealed class DontCareRules
{
    private const string NoRegion = "no region";

    private readonly WholeBatch _batch;
    private readonly BuiltCircuit _built = WholeBatch.Rollup.Built;
    private readonly HashSet<int> _limbs;
    private readonly Dictionary<int, HashSet<int>> _readResults = [];

    /// <summary>Numbers of the long and of the short side of a unit, with the bit that says which side counts.</summary>
    private readonly Dictionary<Cell, (Cell IsLong, bool CountsIfLong)> _sides = [];

    /// <summary>The bits of a unit with the limbs of the number whose sign they give.</summary>
    private readonly Dictionary<Cell, IReadOnlyList<Cell>> _signs = [];

    /// <summary>The status of a unit's instrument, with the bit that says whether its mark is young.</summary>
    private readonly Dictionary<Cell, Cell> _statuses;

    /// <summary>Inverses: 0 where there is none, and there the constraint multiplies them by 0.</summary>
    private readonly HashSet<Cell> _inverses;

    private readonly Cell _keyUsable;
    private readonly Cell _keyXInverse;

    internal DontCareRules(WholeBatch batch)
    {
        _batch = batch;
        IReadOnlyList<string> columns = _built.Circuit.Witness;
        _limbs = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].StartsWith("limb", StringComparison.Ordinal))];
        NoteSides("scan.maintenance", isLong: 2);
        NoteSides("scan.equity", isLong: 6);
        foreach (WitnessStep step in batch.Places.Steps("scan.size.limbs"))
        {
            _signs.Add(step.Inputs[^1], step.Outputs);
        }

        foreach (WitnessStep step in batch.Places.Steps("scan.initial"))
        {
            _signs.Add(step.Inputs[^1], [.. step.Outputs.Skip(1)]);
        }

        _statuses = batch.Places.Steps("scan.unusable").ToDictionary(step => step.Inputs[0], step => step.Inputs[1]);
        WitnessStep key = batch.Places.Steps("key.test").Single();
        (_keyUsable, _keyXInverse) = (key.Outputs[^4], key.Outputs[^1]);
        _inverses =
        [
            key.Outputs[^2],
            .. batch.Places.Steps("touched.inverse").Select(step => step.Outputs[0]),
            .. batch.Places.Steps("scan.epoch").Select(step => step.Outputs[0]),
            .. batch.Places.Steps("scan.usable").Select(step => step.Outputs[1]),
        ];
    }

    /// <summary>Why nothing notices another value in a cell of a slot; null if something does.</summary>
    internal DontCare? Of(int slot, Cell cell)
    {
        if (_batch.Copies.ClassOf(cell) >= 0)
        {
            return null;
        }

        Cell place = InBatch(slot, cell);
        HashSet<string> gates = [.. _batch.Checker.GatesReading(place).Select(gate => gate.Label)];
        List<(BusTerm Term, Fr Numerator)> terms = [.. _batch.Checker.TermsReading(place)];
        string kind = _batch.Places.RegionOf(cell)?.Kind ?? NoRegion;
        if (_limbs.Contains(cell.Column))
        {
            return OfLimb(slot, cell, gates, terms) ? new($"limb that counts for nothing: {kind}", FreeValues.OfALimb) : null;
        }

        bool isOff = terms.All(entry => entry.Numerator.IsZero);
        if (gates.Count == 0 && isOff)
        {
            string readers = string.Join(", ", terms.Select(entry => entry.Term.Label).Distinct().Order(StringComparer.Ordinal));
            return new(terms.Count == 0 ? $"read by nothing: {kind}" : $"read by terms that are off: {readers}", FreeValues.Any);
        }

        if (isOff && gates.Contains("touched.subtree"))
        {
            return new("subtree of a record that is not touched", FreeValues.OfABit);
        }

        return OfInverse(slot, cell) ?? OfScan(slot, cell, isOff) ?? OfResult(slot, cell);
    }

    private Cell InBatch(int slot, Cell cell) => cell with { Row = (slot * _batch.Honest.RowsPerSlot) + cell.Row };

    private Fr Value(int slot, Cell cell) => _batch.Honest[(slot * _batch.Honest.RowsPerSlot) + cell.Row, cell.Column];

    private ProgramLine Line(int slot, Cell cell) => _batch.Witness.Steps[slot].Program.Lines[cell.Row];

    /// <summary>Only the unit of a row whose line uses no limbs reads it, the range table, and accesses that are off.</summary>
    private bool OfLimb(int slot, Cell cell, HashSet<string> gates, List<(BusTerm Term, Fr Numerator)> terms) =>
        gates.All(label => label == "machine.unit") && Line(slot, cell).Qr.IsZero
            && terms.All(entry => entry.Numerator.IsZero || entry.Term.Label.StartsWith("limb[", StringComparison.Ordinal));

    private DontCare? OfInverse(int slot, Cell cell)
    {
        if (cell == _keyXInverse)
        {
            return Value(slot, _keyUsable).IsZero ? new("inverse for a key that is not usable", FreeValues.Any) : null;
        }

        return _inverses.Contains(cell) && Value(slot, cell).IsZero ? new("inverse of zero", FreeValues.Any) : null;
    }

    private DontCare? OfScan(int slot, Cell cell, bool isOff)
    {
        if (_signs.TryGetValue(cell, out IReadOnlyList<Cell>? limbs))
        {
            return limbs.All(limb => Value(slot, limb).IsZero) ? new("sign of zero in a scan", FreeValues.OfABit) : null;
        }

        if (isOff && _statuses.TryGetValue(cell, out Cell isYoung))
        {
            // An old mark is as unusable with status 0 as with 1.
            return Value(slot, isYoung).IsZero ? new("status with an old mark in a scan that is off", FreeValues.OfABit) : null;
        }

        return isOff && _sides.TryGetValue(cell, out (Cell IsLong, bool CountsIfLong) side)
            && side.CountsIfLong == Value(slot, side.IsLong).IsZero
            ? new("other side's number in a scan that is off", FreeValues.Any)
            : null;
    }

    private void NoteSides(string label, int isLong)
    {
        foreach (WitnessStep step in _batch.Places.Steps(label))
        {
            _sides.Add(step.Inputs[0], (step.Inputs[isLong], true));
            _sides.Add(step.Inputs[1], (step.Inputs[isLong], false));
        }
    }

    /// <summary>The line leaves the result free, and no line of this slot or of the next one names it.</summary>
    private DontCare? OfResult(int slot, Cell cell)
    {
        if (cell.Column != 0 || !Line(slot, cell).Qw.IsZero)
        {
            return null;
        }

        if (!_readResults.TryGetValue(slot, out HashSet<int>? read))
        {
            read = [.. OperandsOf(slot).Where(operand => operand >= 0)];
            if (slot + 1 < _batch.Honest.Slots)
            {
                read.UnionWith(OperandsOf(slot + 1).Where(operand => operand < 0).Select(operand => operand + _batch.Honest.RowsPerSlot));
            }

            _readResults.Add(slot, read);
        }

        return read.Contains(cell.Row) ? null : new("result that no line reads", FreeValues.Any);
    }

    private IEnumerable<int> OperandsOf(int slot) =>
        _batch.Witness.Steps[slot].Program.Lines.Skip(MachineShape.FirstLineRow).SelectMany(line => (int[])[line.A, line.B, line.C]);
}
