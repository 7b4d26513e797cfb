using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: each active row hands the record at its address from the old tree to the memory and back to the new tree, and publishes what
/// it becomes unless it lies in the private subtree. No two active rows have the same address.
/// </summary>
/// <remarks>
/// Preconditions: the node bus receives the roots.
/// Constraints: touched.flag, degree 2: a·(a − 1) = 0. touched.published, degree 2: p·(p − 1) = 0. touched.lane.old and touched.lane.new,
/// degree 1: a packed lane is Σ field·2^shift. Every packed first field is within its width by <see cref="RangeCheck"/>. On buses, each a
/// times: memory.first (0, address, first fields) is sent, memory.last (time, address, last fields) is taken; touched.leaf (level, address,
/// old hash, new hash) is sent to the node bus, level being that of leaves in published subtrees if p = 1, of private ones if p = 0;
/// touched.publish (address, new lanes) is sent a·p times to the publication bus.
/// Cost: 3 rows, two tree compressions, the ranges of the packed fields; four bus terms.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: TouchedForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
internal sealed class TouchedTable
{
    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly NodeBus _nodes;
    private readonly TouchedLayout _layout;
    private readonly List<Region> _rows = [];

    internal TouchedTable(CircuitBuilder builder, Memory memory, NodeBus nodes, PublicationBus publication, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _builder = builder;
        _memory = memory;
        _nodes = nodes;
        _layout = TouchedLayout.For(builder.Shape, memory.Format);
        for (int i = 0; i < count; i++)
        {
            _rows.Add(AddRow(publication));
        }
    }

    /// <summary>Rows of a slot.</summary>
    internal int Count => _rows.Count;

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int slot, IReadOnlyList<TouchedRecord> touched)
    {
        for (int i = 0; i < _rows.Count; i++)
        {
            int index = (slot * _rows.Count) + i;
            TouchedRecord? record = index < touched.Count ? touched[index] : null;
            bool isPublished = record is not null && _nodes.IsPublished(record.Address);
            Region row = _rows[i];
            map.Set(inputs, At(row, _layout.Flag), record is null ? Fr.Zero : Fr.One);
            map.Set(inputs, At(row, _layout.Published), isPublished ? Fr.One : Fr.Zero);
            map.Set(inputs, At(row, _layout.Address), Fr.FromUInt64(record?.Address ?? 0));
            map.Set(inputs, At(row, _layout.LastTime), Fr.FromUInt64(record?.LastTime ?? 0));
            for (int field = 0; field < _memory.Format.Count; field++)
            {
                map.Set(inputs, At(row, _layout.First[field]), record is null ? Fr.Zero : record.First[field]);
                map.Set(inputs, At(row, _layout.Last[field]), record is null ? Fr.Zero : record.Last[field]);
            }
        }
    }

    private static Cell At(Region region, (int Row, int Column) place) => region[place.Row, place.Column];

    private static Cell[] AtAll(Region region, (int Row, int Column)[] places) => [.. places.Select(place => At(region, place))];

    private Region AddRow(PublicationBus publication)
    {
        RecordFormat format = _memory.Format;
        Region row = _builder.Allocate("touched", new(TouchedLayout.Rows, _layout.Copied, _layout.Local));
        Cell address = At(row, _layout.Address);
        Cell time = At(row, _layout.LastTime);
        Cell[] first = AtAll(row, _layout.First);
        Cell[] last = AtAll(row, _layout.Last);
        Bit active = _builder.ConstrainBit("touched.flag", _builder.Input(At(row, _layout.Flag)));
        Bit published = _builder.ConstrainBit("touched.published", _builder.Input(At(row, _layout.Published)));
        foreach (Cell cell in (Cell[])[address, time, .. first, .. last])
        {
            _builder.Input(cell);
        }

        for (int field = RecordFormat.WholeFields; field < format.Count; field++)
        {
            RangeCheck.Constrain(_builder, new Element(first[field]), format.BitsOf(field));
        }

        _memory.Leave("memory.first", active, Expression.Zero, address, [.. first.Select(Expression.Of)]);
        _memory.Take("memory.last", active, time, address, [.. last.Select(Expression.Of)]);
        Element[] oldLanes = LeafLanes.Constrain(_builder, "touched.lane.old", format, first, AtAll(row, _layout.OldLanes));
        Element[] newLanes = LeafLanes.Constrain(_builder, "touched.lane.new", format, last, AtAll(row, _layout.NewLanes));
        Element oldHash = _builder.Import(_nodes.HashLeaf(oldLanes), At(row, _layout.OldHash));
        Element newHash = _builder.Import(_nodes.HashLeaf(newLanes), At(row, _layout.NewHash));
        _nodes.SendLeaf("touched.leaf", active, published, address, oldHash, newHash);
        publication.Send("touched.publish", (Expression)active * published, address, [.. newLanes.Select(lane => (Expression)lane)]);
        return row;
    }
}
