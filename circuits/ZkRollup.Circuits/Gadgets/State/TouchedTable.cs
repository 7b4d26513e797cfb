using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: the active rows of the batch have different addresses; each hands its record from the old tree to the memory and back to the
/// new tree.
/// </summary>
/// <remarks>
/// Preconditions: none; addresses are not checked to belong to the class (docs/circuits/memory.md says why they need not be).
/// Constraints: touched.flag, degree 2: a·(a − 1) = 0. touched.prefix, degree 2: a·(1 − a') = 0, a' the flag of the row before.
/// touched.increase, degree 1: address = address' + 1 + limbs, on inactive rows too. touched.lane.old and touched.lane.new, degree 1: a
/// packed lane is Σ field·2^shift. Every packed first field is within its width by <see cref="RangeCheck"/>. The row before is the one
/// before in the slot, by copies; across slots touched.carry.flag and touched.carry.address, degree 1, join the last row of a slot to the
/// first of the next one; in the first slot touched.start.address, degree 1: address' = Base − 1; a' is free there, since any other value
/// than 1 keeps all rows inactive. On buses, each a times: NAME.first (address, first fields, 0) is sent, NAME.last (address, last fields,
/// time) is taken; touched.leaf (0, address, old hash, new hash) is sent to the node bus; touched.publish (address, new lanes) to the
/// publication bus.
/// Cost: 3 rows, two tree compressions, the ranges of the packed fields, the limbs of an address difference; four bus terms, three without
/// publication; two products.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: TouchedForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
internal sealed class TouchedTable
{
    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly NodeBus _nodes;
    private readonly PublicationBus? _publication;
    private readonly TouchedLayout _layout;
    private readonly List<Region> _rows = [];
    private readonly Region _start;

    internal TouchedTable(CircuitBuilder builder, Memory memory, NodeBus nodes, PublicationBus? publication)
    {
        _builder = builder;
        _memory = memory;
        _nodes = nodes;
        _publication = publication;
        _layout = TouchedLayout.For(builder.Shape, memory.Format);
        _start = memory.StartOfSlot;
    }

    /// <summary>Rows of a slot.</summary>
    internal int Count => _rows.Count;

    /// <summary>Adds all rows of a slot and ties its last one to the next slot.</summary>
    internal void AddRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Cell flag = _start[0, 0];
        Cell address = _start[0, 1];
        _builder.Input(flag);
        _builder.Input(address);
        _builder.ConstrainFirstRow("touched.start.address", (Expression)address - Expression.Constant(StartAddress));
        for (int i = 0; i < count; i++)
        {
            (flag, address) = AddRow(flag, address);
        }

        Region end = _memory.EndOfSlot;
        _builder.Import(new Element(flag), end[0, 0]);
        _builder.Import(new Element(address), end[0, 1]);
        Carry("touched.carry.flag", end[0, 0], _start[0, 0]);
        Carry("touched.carry.address", end[0, 1], _start[0, 1]);
    }

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int slot, IReadOnlyList<TouchedRecord> touched)
    {
        (Fr flag, Fr address) = RowState(touched, (slot * _rows.Count) - 1);
        map.Set(inputs, _start[0, 0], flag);
        map.Set(inputs, _start[0, 1], address);
        for (int i = 0; i < _rows.Count; i++)
        {
            int index = (slot * _rows.Count) + i;
            (flag, address) = RowState(touched, index);
            TouchedRecord? record = index < touched.Count ? touched[index] : null;
            Region row = _rows[i];
            map.Set(inputs, At(row, _layout.Flag), flag);
            map.Set(inputs, At(row, _layout.Address), address);
            map.Set(inputs, At(row, _layout.LastTime), Fr.FromUInt64(record?.LastTime ?? 0));
            for (int field = 0; field < _memory.Format.Count; field++)
            {
                map.Set(inputs, At(row, _layout.First[field]), record is null ? Fr.Zero : record.First[field]);
                map.Set(inputs, At(row, _layout.Last[field]), record is null ? Fr.Zero : record.Last[field]);
            }
        }
    }

    private Fr StartAddress => Fr.FromUInt64(_memory.Addresses.Base) - Fr.One;

    /// <summary>Limbs that hold any difference of two addresses of the class, and of the first one and Base − 1.</summary>
    private int DifferenceLimbs
    {
        get
        {
            ulong span = _memory.Addresses.End - _memory.Addresses.Base;
            return LimbNumber.CountFor(_builder, 64 - BitOperations.LeadingZeroCount(span));
        }
    }

    private static Cell At(Region region, (int Row, int Column) place) => region[place.Row, place.Column];

    /// <summary>Flag and address of a row of the batch; inactive rows go on counting.</summary>
    private (Fr Flag, Fr Address) RowState(IReadOnlyList<TouchedRecord> touched, int index)
    {
        if (index < 0)
        {
            return (Fr.One, StartAddress);
        }

        if (index < touched.Count)
        {
            return (Fr.One, Fr.FromUInt64(touched[index].Address));
        }

        Fr last = touched.Count == 0 ? StartAddress : Fr.FromUInt64(touched[^1].Address);
        return (Fr.Zero, last + Fr.FromInt64(index - touched.Count + 1));
    }

    private (Cell Flag, Cell Address) AddRow(Cell earlierFlag, Cell earlierAddress)
    {
        RecordFormat format = _memory.Format;
        int limbCount = DifferenceLimbs;
        Region row = _builder.Allocate(
            "touched", new(TouchedLayout.Rows, _layout.Copied, _layout.Local, LimbNumber.ColumnsFor(limbCount)));
        _rows.Add(row);
        Cell flag = At(row, _layout.Flag);
        Cell address = At(row, _layout.Address);
        Cell[] first = [.. _layout.First.Select(place => At(row, place))];
        Cell[] last = [.. _layout.Last.Select(place => At(row, place))];
        Cell time = At(row, _layout.LastTime);
        Unconstrained flagInput = _builder.Input(flag);
        foreach (Cell cell in new[] { address, time }.Concat(first).Concat(last))
        {
            _builder.Input(cell);
        }

        Bit active = _builder.ConstrainBit("touched.flag", flagInput);
        ConstrainOrder(row, active, address, earlierFlag, earlierAddress, LimbNumber.Cells(row, 1, limbCount));
        for (int field = 0; field < format.Count; field++)
        {
            if (!format.Fields[field].IsWhole)
            {
                RangeCheck.Constrain(_builder, new Element(first[field]), format.Fields[field].Bits);
            }
        }

        _builder.Send($"{_memory.Name}.first", _memory.Bus, active, [address, .. first.Select(Expression.Of), Expression.Zero]);
        _builder.Receive($"{_memory.Name}.last", _memory.Bus, active, [address, .. last.Select(Expression.Of), time]);
        Element[] oldLanes = LeafLanes.Constrain(_builder, "touched.lane.old", format, first, lane => At(row, _layout.OldLanes[lane]));
        Element[] newLanes = LeafLanes.Constrain(_builder, "touched.lane.new", format, last, lane => At(row, _layout.NewLanes[lane]));
        Element oldHash = _builder.Import(_nodes.HashLeaf(oldLanes), At(row, _layout.OldHash));
        Element newHash = _builder.Import(_nodes.HashLeaf(newLanes), At(row, _layout.NewHash));
        _nodes.SendLeaf("touched.leaf", active, address, oldHash, newHash);
        _publication?.Send("touched.publish", active, address, LeafLanes.Formulas(newLanes));
        return (flag, address);
    }

    private void ConstrainOrder(Region row, Bit active, Cell address, Cell earlierFlag, Cell earlierAddress, Cell[] limbs)
    {
        Element beforeFlag = _builder.Import(new Element(earlierFlag), At(row, _layout.EarlierFlag));
        Element beforeAddress = _builder.Import(new Element(earlierAddress), At(row, _layout.EarlierAddress));
        int limbBits = _builder.Shape.LimbBits;
        _builder.Hint("touched.difference", [address, beforeAddress.Cell], limbs, (read, write) =>
            LimbNumber.Compute(read[0] - read[1] - Fr.One, limbBits, write));
        _builder.Constrain("touched.prefix", (Expression)active * (1 - (Expression)beforeFlag));
        _builder.Constrain("touched.increase", (Expression)address - beforeAddress - 1 - LimbNumber.Value(_builder, limbs));
    }

    private void Carry(string label, Cell end, Cell start) =>
        _builder.ConstrainSlotBoundary(label, (Expression)(start with { Row = _builder.Shape.Rows }) - end);
}
