using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Looks for a change of the batch that a constraint alone notices: without the constraint it would pass.</summary>
internal sealed class ConstraintDeletion
{
    private readonly WholeBatch _batch;
    private readonly Circuit _circuit = WholeBatch.Rollup.Built.Circuit;
    private readonly SlotValues _values;
    private readonly SeededElements _random;
    private readonly int[] _slots;

    internal ConstraintDeletion(WholeBatch batch, ulong seed)
    {
        _batch = batch;
        _values = new(batch);
        _random = new(seed);

        // Half of all tries are in padding, where nothing else depends on what devices do.
        int[] programs = [.. batch.FirstSlots().Select(entry => entry.Slot)];
        _slots = [.. programs, .. Enumerable.Repeat(WholeBatch.Slots - 2, programs.Length)];
    }

    /// <summary>Changes that were tried.</summary>
    internal int Tried { get; private set; }

    /// <summary>A change that a gate alone notices; null if none was found in so many tries.</summary>
    internal TraceChange? OfGate(int index, int triesMax)
    {
        Gate gate = _circuit.Gates[index];
        (int Column, int Rotation)[] reads = Reads(ExpressionProgram.Compile(gate.Formula));
        return Search(
            triesMax,
            slot => gate.Scope switch
            {
                GateScope.FirstRow => 0,
                GateScope.LastRow => WholeBatch.Slots - 1,
                GateScope.SlotBoundary => Math.Min(slot, WholeBatch.Slots - 2),
                _ => slot,
            },
            () => CellOf(RowOf(RowsOf(gate)), reads),
            finding => finding.Kind == FindingKind.Gate && finding.Index == index);
    }

    /// <summary>A change that a lookup alone notices.</summary>
    internal TraceChange? OfLookup(BusTerm term, int triesMax)
    {
        (int Column, int Rotation)[] reads = Reads(ExpressionProgram.Compile([term.Numerator, .. term.Tuple]));
        return Search(
            triesMax,
            slot => slot,
            () => CellOf(RowOf(term.Selector < 0 ? [] : term.Rows), reads),
            finding => finding.Kind == FindingKind.Bus && finding.Label == term.Label);
    }

    /// <summary>A change that a bus as a whole notices, and nothing else.</summary>
    internal TraceChange? OfBus(Bus bus, int triesMax)
    {
        BusTerm[] terms =
            [.. _circuit.HelperGroups.SelectMany(group => group).SelectMany(part => part.Terms).Where(term => term.Bus == bus)];
        return Search(
            triesMax,
            slot => slot,
            () =>
            {
                BusTerm term = terms[_random.NextBelow(terms.Length)];
                (int Column, int Rotation)[] reads = Reads(ExpressionProgram.Compile([term.Numerator, .. term.Tuple]));
                return reads.Length == 0 ? new(0, 0) : CellOf(RowOf(term.Selector < 0 ? [] : term.Rows), reads);
            },
            finding => finding.Kind == FindingKind.Bus && finding.Index == bus.Tag);
    }

    /// <summary>A change after which a cell of a copy class differs from all others, and nothing else is wrong.</summary>
    internal TraceChange? OfCopy(int copyClass, Cell cell, int triesMax)
    {
        IReadOnlyList<Cell> cells = _batch.Copies.Classes[copyClass];
        for (int i = 0; i < triesMax; i++)
        {
            int slot = NextSlot();
            Cell[] changed = i % 2 == 0 ? [cell] : [.. cells.Where(other => other != cell)];
            HashSet<Cell> all = [.. changed.SelectMany(other => _values.Of(slot, other))];
            Fr value = NextValue(slot, changed[0]);
            Cell[] kept = [.. cells.Except(changed)];
            if (kept.Any(all.Contains) || value == At(slot, cell))
            {
                continue;
            }

            Dictionary<Cell, Fr> forged = all.ToDictionary(other => other, _ => value);
            foreach (Cell other in kept)
            {
                forged.Add(other, At(slot, other));
            }

            TraceChange change = _batch.Target.Propagate($"slot {slot}", slot, forged);
            if (IsAlone(change, finding => finding.Kind == FindingKind.Copy && finding.Index == copyClass))
            {
                return change;
            }
        }

        return null;
    }

    private TraceChange? Search(int triesMax, Func<int, int> slotOf, Func<Cell> next, Func<Finding, bool> isIt)
    {
        for (int i = 0; i < triesMax; i++)
        {
            int slot = slotOf(NextSlot());
            Cell cell = next();
            if (cell.Row >= _circuit.RowsPerSlot)
            {
                (slot, cell) = (slot + 1, cell with { Row = cell.Row - _circuit.RowsPerSlot });
            }

            if (slot >= WholeBatch.Slots)
            {
                continue;
            }

            Fr value = NextValue(slot, cell);
            HashSet<Cell> cells = [cell];
            if (_random.NextBelow(2) == 0)
            {
                int copyClass = _batch.Copies.ClassOf(cell);
                cells = [.. (copyClass < 0 ? [cell] : _batch.Copies.Classes[copyClass]).SelectMany(other => _values.Of(slot, other))];
            }

            Dictionary<Cell, Fr> forged = cells.ToDictionary(other => other, _ => value);
            TraceChange change = _random.NextBelow(2) == 0
                ? _batch.Target.Propagate($"slot {slot}", slot, forged)
                : new($"slot {slot}", forged.ToDictionary(entry => InBatch(slot, entry.Key), entry => entry.Value));
            if (IsAlone(change, isIt))
            {
                return change;
            }
        }

        return null;
    }

    private bool IsAlone(TraceChange change, Func<Finding, bool> isIt)
    {
        Tried++;
        IReadOnlyList<Finding> findings = _batch.Checker.Check(change);
        return findings.Count > 0 && findings.All(isIt);
    }

    private int NextSlot() => _slots[_random.NextBelow(_slots.Length)];

    /// <summary>One more, one less, anything, the other bit, or what another slot has there.</summary>
    private Fr NextValue(int slot, Cell cell)
    {
        Fr honest = At(slot, cell);
        return _random.NextBelow(5) switch
        {
            0 => honest + Fr.One,
            1 => honest - Fr.One,
            2 => Fr.One - honest,
            3 => At(NextSlot(), cell),
            _ => _random.Next(),
        };
    }

    private IReadOnlyList<int> RowsOf(Gate gate) => gate.Scope switch
    {
        GateScope.FirstRow => [0],
        GateScope.LastRow => [_circuit.RowsPerSlot - 1],
        GateScope.EveryRow => [],
        _ => gate.Rows,
    };

    /// <summary>One of some rows; of all if there are none.</summary>
    private int RowOf(IReadOnlyList<int> rows) => rows.Count == 0
        ? _random.NextBelow(_circuit.RowsPerSlot)
        : rows[_random.NextBelow(rows.Count)];

    private Cell CellOf(int row, (int Column, int Rotation)[] reads)
    {
        (int column, int rotation) = reads.Length == 0 ? default : reads[_random.NextBelow(reads.Length)];
        return new(row + rotation, column);
    }

    /// <summary>The witness columns that a program reads.</summary>
    private static (int Column, int Rotation)[] Reads(ExpressionProgram program) =>
    [
        .. program.Instructions
            .Where(step => step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Witness)
            .Select(step => (step.A, step.Rotation))
            .Distinct(),
    ];

    private Fr At(int slot, Cell cell) => _batch.Honest[(slot * _circuit.RowsPerSlot) + cell.Row, cell.Column];

    private Cell InBatch(int slot, Cell cell) => cell with { Row = (slot * _circuit.RowsPerSlot) + cell.Row };
}
