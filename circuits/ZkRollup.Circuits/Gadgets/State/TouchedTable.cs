using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: each active row hands the record at its address from the old tree to the memory and back to the new tree, and publishes what
/// it becomes if that is something else and the record does not lie in the private subtree. No two active rows have the same address.
/// </summary>
/// <remarks>
/// Preconditions: the node bus receives the roots.
/// Constraints, d being the old hash less the new one: touched.flag, degree 2: a·(a − 1) = 0. touched.subtree, degree 2: p·(p − 1) = 0.
/// touched.lane, degree 1: a packed lane is Σ field·2^shift, of the first record and of the last one. Every packed first field is within its
/// width by <see cref="RangeCheck"/>. touched.same, degree 3: d·(1 − d·inverse) = 0. touched.changed, degree 4: q = a·p·d·inverse. On buses:
/// memory.first (0, address, first fields) is sent a times, memory.last (time, address, last fields) is taken a times; touched.leaf (level,
/// address, old hash, new hash) is sent a times to the node bus, level being that of leaves in published subtrees if p = 1, of private ones
/// if p = 0; touched.publish (address, new lanes) is sent q times to the publication bus.
/// Cost: two records on 4 rows with 2 copied columns beside them and 2 local ones beside the first, two tree compressions, the ranges of the
/// packed fields; four bus terms, those of the memory with the products of <see cref="Memory"/>.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: TouchedForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
internal sealed class TouchedTable
{
    private const int Last = 0;
    private const int First = 1;

    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly NodeBus _nodes;
    private readonly List<TouchedCells> _rows = [];

    internal TouchedTable(CircuitBuilder builder, Memory memory, NodeBus nodes, PublicationBus publication, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _builder = builder;
        _memory = memory;
        _nodes = nodes;

        // All of them before their hashes find places, so that they lie one below the other.
        for (int i = 0; i < count; i++)
        {
            Region region = memory.Allocate(2, new(0, TouchedCells.Beside, Local: TouchedCells.Local, LocalRows: RecordCells.Rows));
            _rows.Add(new(region, memory.CellsOf(region, First), memory.CellsOf(region, Last)));
        }

        foreach (TouchedCells row in _rows)
        {
            AddRow(row, publication);
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
            TouchedCells row = _rows[i];
            map.Set(inputs, row.Flag, record is null ? Fr.Zero : Fr.One);
            map.Set(inputs, row.Published, isPublished ? Fr.One : Fr.Zero);
            map.Set(inputs, row.Address, Fr.FromUInt64(record?.Address ?? 0));
            map.Set(inputs, row.Time, Fr.FromUInt64(record?.LastTime ?? 0));
            for (int field = 0; field < _memory.Format.Count; field++)
            {
                map.Set(inputs, row.First.Fields[field], record is null ? Fr.Zero : record.First[field]);
                map.Set(inputs, row.Last.Fields[field], record is null ? Fr.Zero : record.Last[field]);
            }
        }
    }

    private void AddRow(TouchedCells row, PublicationBus publication)
    {
        RecordFormat format = _memory.Format;
        Bit active = _builder.ConstrainBit("touched.flag", _builder.Input(row.Flag));
        Bit published = _builder.ConstrainBit("touched.subtree", _builder.Input(row.Published));
        foreach (Cell cell in (Cell[])[row.Address, row.Time, .. row.First.Fields, .. row.Last.Fields])
        {
            _builder.Input(cell);
        }

        _builder.Import(active, row.First.Enable);
        _builder.Import(new Element(row.Address), row.First.Address);
        for (int field = RecordFormat.WholeFields; field < format.Count; field++)
        {
            RangeCheck.Constrain(_builder, new Element(row.First.Fields[field]), format.BitsOf(field));
        }

        _memory.Leave("memory.first", Expression.Zero, row.First);
        _memory.Take("memory.last", row.Time, row.Last);
        Element[] oldLanes = LeafLanes.Constrain(_builder, "touched.lane", format, row.First.Fields, row.OldLanes);
        Element[] newLanes = LeafLanes.Constrain(_builder, "touched.lane", format, row.Last.Fields, row.NewLanes);
        Element oldHash = _builder.Import(_nodes.HashLeaf(oldLanes), row.OldHash);
        Element newHash = _builder.Import(_nodes.HashLeaf(newLanes), row.NewHash);
        _nodes.SendLeaf("touched.leaf", active, published, row.Address, oldHash, newHash);
        Bit changed = ConstrainChanged(row, active, published, oldHash, newHash);
        publication.SendRecord("touched.publish", changed, row.Address, [.. newLanes.Select(lane => (Expression)lane)]);
    }

    /// <summary>1 if the record is published: active, of a published subtree, and another one than before.</summary>
    private Bit ConstrainChanged(TouchedCells row, Bit active, Bit published, Element oldHash, Element newHash)
    {
        _builder.Hint("touched.inverse", [oldHash.Cell, newHash.Cell], [row.Inverse], (read, write) =>
            Fr.TryInvertVarTime(read[0] - read[1], out write[0]));
        Expression difference = (Expression)oldHash - newHash;
        Expression differs = difference * row.Inverse;
        _builder.Constrain("touched.same", difference * (1 - differs));
        _builder.Hint(
            "touched.changed",
            [active.Cell, published.Cell, oldHash.Cell, newHash.Cell, row.Inverse],
            [row.Changed],
            (read, write) => write[0] = read[0] * read[1] * (read[2] - read[3]) * read[4]);
        _builder.Constrain("touched.changed", row.Changed - ((Expression)active * published * differs));

        // By touched.same the difference times its inverse is 0 or 1, and the product of bits is a bit.
        return Bit.FromUnchecked(row.Changed);
    }
}
