using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

public sealed partial class CircuitBuilder
{
    private Expression? _rowNumbers;
    private bool _isBuilt;

    /// <summary>Lays out selectors and parameters and puts the circuit together; nothing can be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    /// <exception cref="ArgumentException">A constraint has too large a degree, or reads what no formula may.</exception>
    public BuiltCircuit Build()
    {
        RequireUnbuilt();
        _isBuilt = true;
        List<Gate> gates = [.. _gates.Values.Select(Place).OrderBy(gate => gate.Selector)];
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
            CounterColumn = _counterColumn,
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
