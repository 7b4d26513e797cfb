using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Statement: a record that is looked up, however often, is what the old tree holds, and the new one too.</summary>
/// <remarks>
/// An alternative to <see cref="Memory"/> for records of published subtrees: one bus term a read and no time. A record is in one of the
/// two, since its leaf is sent once.
/// Preconditions: as for a port of <see cref="Memory"/>.
/// Constraints: those of <see cref="AddressChoice"/> for e and address; unchanged.lookup sends, e times, (address, fields). Of a row:
/// unchanged.offer takes the same tuple m times, m free; unchanged.flag, degree 2: a·(a − 1) = 0; unchanged.inactive, degree 2:
/// (1 − a)·m = 0; unchanged.lane, degree 1: a packed lane is Σ field·2^shift; every packed field is within its width by
/// <see cref="RangeCheck"/>; unchanged.leaf sends, a times, (level of published leaves, address, hash, hash).
/// Cost: a lookup the rows of a port and one bus term; a row 2 rows, one tree compression, the ranges of the packed fields, two bus terms.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: UnchangedForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
public sealed class UnchangedRecords
{
    private readonly CircuitBuilder _builder;
    private readonly NodeBus _nodes;
    private readonly RecordFormat _format;
    private readonly Bus _bus;
    private readonly List<PortRows> _lookups = [];
    private readonly List<RowCells> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="nodes">The tree that holds its records.</param>
    /// <param name="format">The shape of its records.</param>
    public UnchangedRecords(CircuitBuilder builder, NodeBus nodes, RecordFormat format)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(format);
        _builder = builder;
        _nodes = nodes;
        _format = format;
        _bus = builder.AddBus("unchanged", format.Count + 1);
    }

    /// <summary>Adds a lookup.</summary>
    /// <param name="plan">Which fields it sees; it writes none.</param>
    /// <param name="alternatives">Of which record: see <see cref="Memory.Open"/>.</param>
    /// <exception cref="ArgumentException">The plan writes or has another shape, a class is refused, or the rows do not fit.</exception>
    public RecordView Lookup(PortPlan plan, params IReadOnlyList<(Bit When, RecordAddress Address)> alternatives)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(alternatives);
        if (plan.Format != _format || plan.Writes)
        {
            throw new ArgumentException("A lookup takes a plan for records of its shape that writes nothing.", nameof(plan));
        }

        PortRows rows = new(_builder, _nodes, "lookup", plan, alternatives, 0);
        _lookups.Add(rows);
        _builder.Send("unchanged.lookup", _bus, rows.Enable, [rows.Address, .. rows.Old]);
        return rows.View;
    }

    /// <summary>Adds room for records in each slot.</summary>
    public void AddRecords(int count)
    {
        for (int i = 0; i < count; i++)
        {
            AddRow();
        }
    }

    /// <summary>Fills the inputs of a slot that belong to lookups and rows; flags and addresses of lookups do not.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="found">What each lookup of the slot finds; null where it is off.</param>
    /// <param name="records">All records of the batch.</param>
    public void ComputeInputs(
        SlotInputMap map,
        Span<Fr> inputs,
        int slot,
        IReadOnlyList<IReadOnlyList<Fr>?> found,
        IReadOnlyList<(ulong Address, IReadOnlyList<Fr> Fields)> records)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(records);
        for (int i = 0; i < _lookups.Count; i++)
        {
            _lookups[i].ComputeInputs(map, inputs, found[i]);
        }

        for (int i = 0; i < _rows.Count; i++)
        {
            int number = (slot * _rows.Count) + i;
            bool isActive = number < records.Count;

            // No record has the address −1, so the count of a tuple never lands on an inactive row.
            map.Set(inputs, _rows[i].Flag, isActive ? Fr.One : Fr.Zero);
            map.Set(inputs, _rows[i].Address, isActive ? Fr.FromUInt64(records[number].Address) : -Fr.One);
            for (int field = 0; field < _format.Count; field++)
            {
                map.Set(inputs, _rows[i].Fields[field], isActive ? records[number].Fields[field] : Fr.Zero);
            }
        }
    }

    private void AddRow()
    {
        Plan plan = RowPlacer.Narrowest(2, _builder.Shape.Copied, placer =>
                new Plan(placer.Width, placer.PlaceAll(_format.Count + LeafLanes.Packed + 1, 0, 1)))
            ?? throw new ArgumentException($"A record of {_format.Count} fields does not fit the grid {_builder.Shape}.");
        Region region = _builder.Allocate("unchanged", new(2, plan.Width, 2));
        Cell[] cells = [.. plan.Places.Select(place => region[place.Row, place.Column])];
        Cell[] fields = cells[.._format.Count];
        Cell flag = region[1, plan.Width];
        Cell address = region[1, plan.Width + 1];
        Cell multiplicity = region[0, plan.Width];
        _rows.Add(new(flag, address, fields));
        Bit active = _builder.ConstrainBit("unchanged.flag", _builder.Input(flag));
        _builder.Input(address);
        for (int field = 0; field < fields.Length; field++)
        {
            _builder.Input(fields[field]);
            if (!RecordFormat.IsWhole(field))
            {
                RangeCheck.Constrain(_builder, new Element(fields[field]), _format.BitsOf(field));
            }
        }

        Element[] lanes = LeafLanes.Constrain(_builder, "unchanged.lane", _format, fields, cells[_format.Count..^1]);
        Element hash = _builder.Import(_nodes.HashLeaf(lanes), cells[^1]);
        _builder.Offer("unchanged.offer", _bus, multiplicity, [address, .. fields.Select(Expression.Of)]);
        _builder.Constrain("unchanged.inactive", (1 - (Expression)active) * multiplicity);
        _nodes.SendLeaf("unchanged.leaf", active, 1, address, hash, hash);
    }

    /// <summary>Fields, packed lanes, hash.</summary>
    private sealed record Plan(int Width, (int Row, int Column)[] Places);

    private sealed record RowCells(Cell Flag, Cell Address, Cell[] Fields);
}
