using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

public sealed partial class CircuitBuilder
{
    private Expression? _rowNumbers;
    private bool _isBuilt;

    /// <summary>Lays out selectors and parameters and puts the circuit together; nothing can be added afterwards.</summary>
    /// <param name="sharesSelectors">
    /// Whether gates of low degree on different rows share a fixed column: shorter proofs, at a few products a row.
    /// </param>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    /// <exception cref="ArgumentException">A constraint has too large a degree, or reads what no formula may.</exception>
    public BuiltCircuit Build(bool sharesSelectors = false)
    {
        RequireUnbuilt();
        AddSharedTable();
        _isBuilt = true;
        SelectorSharing sharing = sharesSelectors ? PlanSharing() : new([], []);
        IEnumerable<Gate> placed = _gates.Values.Select(gate => Place(gate, sharing));
        List<Gate> gates = [.. placed.OrderBy(gate => gate.Selector).ThenBy(gate => gate.Choice)];
        List<BusTerm> terms = [];
        List<MultiplicityColumn> multiplicities = [];
        foreach (TermUses uses in _terms.Values)
        {
            BusTerm term = Place(uses);
            terms.Add(term);
            if (uses.IsCounted)
            {
                // The numerator of an offer is zero minus its column.
                multiplicities.Add(new(term, term.Numerator.Right!.Index));
            }
        }

        CopyLayout copies = CopyLayout.None;
        if (!_copies.IsEmpty)
        {
            int[] columns = [.. Enumerable.Range(0, Shape.Copied)];
            copies = new(columns, [.. columns.Select(column => _fixed.Add($"copy offset {column}", _copies.Offsets(column)))]);
        }

        Circuit circuit = new(new()
        {
            Name = _name,
            RowsPerSlot = Shape.Rows,
            Fixed = _fixed.Columns,
            Tables = _tables,
            Witness = _witness,
            InstanceColumnCount = _instanceColumns,
            InstanceStride = InstanceStride,
            PublicScalarCount = _publicScalars,
            Gates = gates,
            Copies = copies,
            Buses = _buses,
            HelperGroups = FractionPacker.Pack(terms),
            PublicTerms = _publicTerms,
            Multiplicities = multiplicities,
        });
        return new(circuit, _steps, _inputs, _layout.Regions, Picture);
    }

    /// <summary>Shares among the row sets of gates that no term and no boundary needs a selector for anyway.</summary>
    private SelectorSharing PlanSharing() => new(
        [.. _gates.Values.Where(gate => gate.Scope == GateScope.SelectedRows).Select(gate => (gate.Uses.Rows, gate.Formula.Degree))],
        [
            .. _terms.Values.Where(term => term.HasCells).Select(term => term.Uses.Rows),
            .. _gates.Values.Where(gate => gate.Scope == GateScope.SlotBoundary).Select(gate => gate.Uses.Rows),
        ]);

    private void RequireUnbuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException($"Circuit '{_name}' is built: nothing can be added.");
        }
    }

    private Expression FixedRowNumbers() => _rowNumbers ??=
        AddFixedColumn("row", [.. Enumerable.Range(0, Shape.Rows).Select(row => Fr.FromUInt64((ulong)row))]);
}
