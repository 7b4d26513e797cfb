using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Statement: a record that is looked up, however often, is what the old tree holds, and the new one too.</summary>
/// <remarks>
/// An alternative to <see cref="Memory"/>: one bus term a read and no time. A record is in one of the two, since its leaf is sent once.
/// Preconditions: as for a port of <see cref="Memory"/>.
/// Constraints: NAME.lookup sends, e times, (address, fields). Of a row: NAME.offer takes the same tuple m times, m free; unchanged.flag,
/// degree 2: a·(a − 1) = 0; unchanged.inactive, degree 2: (1 − a)·m = 0; unchanged.lane, degree 1: a packed lane is Σ field·2^shift;
/// every packed field is within its width by <see cref="RangeCheck"/>; unchanged.leaf sends, a times, (0, address, hash, hash).
/// Cost: a lookup 2 rows and one bus term; a row 2 rows, one tree compression, the ranges of the packed fields, two terms, two products.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: UnchangedForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
public sealed class UnchangedRecords
{
    private readonly CircuitBuilder _builder;
    private readonly string _name;
    private readonly RecordFormat _format;
    private readonly AddressLayout _addresses;
    private readonly Bus _bus;
    private readonly List<Cell[]> _lookups = [];
    private readonly List<RowCells> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="name">Names the bus and its terms.</param>
    /// <param name="format">The fields of its records; the same object as in a memory of the same addresses.</param>
    /// <param name="addresses">Their leaves.</param>
    public UnchangedRecords(CircuitBuilder builder, string name, RecordFormat format, AddressLayout addresses)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(addresses);
        addresses.Require(AddressLayout.Limit);
        _builder = builder;
        _name = name;
        _format = format;
        _addresses = addresses;
        _bus = builder.AddBus(name, format.Count + 1);
    }

    /// <summary>Adds a lookup.</summary>
    /// <param name="enable">Where it is 0 nothing is looked up.</param>
    /// <param name="address">Of a record of the class.</param>
    /// <exception cref="ArgumentException">The address may lie outside the class, or the record does not fit the grid.</exception>
    public RecordView Lookup(Bit enable, RecordAddress address)
    {
        int headCount = AddressWires.CountFor(_addresses);
        PortLayout layout = PortLayout.ForRead(_builder.Shape, headCount, _format.Count);
        Region region = _builder.Allocate("lookup", new(layout.Rows, layout.Width));
        Cell[] head = [.. layout.Head.Select(place => region[place.Row, place.Column])];
        Cell[] fields = [.. layout.Old.Select(place => region[place.Row, place.Column])];
        Expression target = AddressWires.Import(_builder, _addresses, enable, address, head);
        foreach (Cell cell in fields)
        {
            _builder.Input(cell);
        }

        _lookups.Add(fields);
        _builder.Send($"{_name}.lookup", _bus, head[0], [target, .. fields.Select(Expression.Of)]);
        return new(_format, fields);
    }

    /// <summary>Adds room for records in each slot.</summary>
    public void AddRecords(NodeBus nodes, int count)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        nodes.Claim(_addresses, _format);
        for (int i = 0; i < count; i++)
        {
            AddRow(nodes);
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
            SetAll(map, inputs, _lookups[i], found[i]);
        }

        for (int i = 0; i < _rows.Count; i++)
        {
            int number = (slot * _rows.Count) + i;
            bool isActive = number < records.Count;

            // No record has the address −1, so the count of a tuple never lands on an inactive row.
            map.Set(inputs, _rows[i].Flag, isActive ? Fr.One : Fr.Zero);
            map.Set(inputs, _rows[i].Address, isActive ? Fr.FromUInt64(records[number].Address) : -Fr.One);
            SetAll(map, inputs, _rows[i].Fields, isActive ? records[number].Fields : null);
        }
    }

    private static void SetAll(SlotInputMap map, Span<Fr> inputs, Cell[] cells, IReadOnlyList<Fr>? values)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            map.Set(inputs, cells[i], values is null ? Fr.Zero : values[i]);
        }
    }

    private void AddRow(NodeBus nodes)
    {
        int packed = Enumerable.Range(0, RecordFormat.Lanes).Count(_format.IsPacked);
        Plan plan = RowPlacer.Narrowest(2, _builder.Shape.Copied, placer =>
                new Plan(placer.Width, placer.PlaceAll(_format.Count + packed + 1, 0, 1)))
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
            if (!_format.Fields[field].IsWhole)
            {
                RangeCheck.Constrain(_builder, new Element(fields[field]), _format.Fields[field].Bits);
            }
        }

        int nextLane = _format.Count;
        Element[] lanes = LeafLanes.Constrain(_builder, "unchanged.lane", _format, fields, _ => cells[nextLane++]);
        Element hash = _builder.Import(nodes.HashLeaf(lanes), cells[^1]);
        _builder.Offer($"{_name}.offer", _bus, multiplicity, [address, .. fields.Select(Expression.Of)]);
        _builder.Constrain("unchanged.inactive", (1 - (Expression)active) * multiplicity);
        nodes.SendLeaf("unchanged.leaf", active, address, hash, hash);
    }

    /// <summary>Fields, packed lanes, hash.</summary>
    private sealed record Plan(int Width, (int Row, int Column)[] Places);

    private sealed record RowCells(Cell Flag, Cell Address, Cell[] Fields);
}
