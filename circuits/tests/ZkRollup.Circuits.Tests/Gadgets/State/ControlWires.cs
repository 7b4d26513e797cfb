using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Stands for the transaction logic that drives a port: flags, address and new fields are inputs with proven bounds.</summary>
internal sealed class ControlWires
{
    private readonly CircuitBuilder _builder;
    private readonly List<(Bit, RecordAddress)> _alternatives = [];
    private readonly List<Cell> _fields = [];

    internal ControlWires(CircuitBuilder builder, IReadOnlyList<AddressLayout> classes)
    {
        _builder = builder;
        foreach (AddressLayout layout in classes)
        {
            Cell flag = NewCell();
            Bit when = builder.ConstrainBit("control.flag", builder.Input(flag));
            Bounded? block = Part(layout.Blocks);
            Bounded? offset = Part(layout.Offsets);
            Cells.Add((flag, block?.Cell, offset?.Cell));
            _alternatives.Add((when, layout.At(block, offset)));
        }
    }

    internal IReadOnlyList<(Bit When, RecordAddress Address)> Alternatives => _alternatives;

    internal List<(Cell Flag, Cell? Block, Cell? Offset)> Cells { get; } = [];

    internal IReadOnlyList<Cell> FieldCells => _fields;

    internal Cell? ClearCell { get; private set; }

    /// <summary>Every cell of the logic.</summary>
    internal IEnumerable<Cell> AllCells => Cells
        .SelectMany(cells => new[] { cells.Flag, cells.Block, cells.Offset })
        .Concat([.. _fields.Select(cell => (Cell?)cell), ClearCell])
        .Where(cell => cell is not null)
        .Select(cell => cell!.Value);

    /// <summary>Every field that a port writes from an input.</summary>
    internal void Write(MemoryPort port, StatePort spec)
    {
        foreach (int field in spec.WrittenFields)
        {
            Cell cell = NewCell();
            _fields.Add(cell);
            if (RecordFormat.IsWhole(field))
            {
                port.SetWhole(field, new Element(_builder.Input(cell).Cell));
            }
            else
            {
                port.Set(field, RangeCheck.Constrain(_builder, _builder.Input(cell), spec.Plan.Format.BitsOf(field)));
            }
        }

        if (spec.Plan.Clears)
        {
            ClearCell = NewCell();
            port.Clear(_builder.ConstrainBit("control.flag", _builder.Input(ClearCell.Value)));
        }
    }

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, Control control)
    {
        for (int i = 0; i < Cells.Count; i++)
        {
            bool isChosen = i == control.Alternative;
            map.Set(inputs, Cells[i].Flag, isChosen ? Fr.One : Fr.Zero);
            SetPart(map, inputs, Cells[i].Block, isChosen ? control.Block : Fr.Zero);
            SetPart(map, inputs, Cells[i].Offset, isChosen ? control.Offset : Fr.Zero);
        }

        for (int i = 0; i < _fields.Count; i++)
        {
            map.Set(inputs, _fields[i], control.IsOn ? control.New[i] : Fr.Zero);
        }

        SetPart(map, inputs, ClearCell, control.Clears ? Fr.One : Fr.Zero);
    }

    private static void SetPart(SlotInputMap map, Span<Fr> inputs, Cell? cell, Fr value)
    {
        if (cell is { } used)
        {
            map.Set(inputs, used, value);
        }
    }

    private Cell NewCell() => _builder.Allocate("control", new(1, 1))[0, 0];

    /// <summary>An input below a power of two; nothing if there is only 0.</summary>
    private Bounded? Part(ulong limit) =>
        limit == 1 ? null : RangeCheck.Constrain(_builder, _builder.Input(NewCell()), BitOperations.Log2(limit));
}
