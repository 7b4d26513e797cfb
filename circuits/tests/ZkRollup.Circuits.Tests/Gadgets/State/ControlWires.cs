using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Stands for the transaction logic that drives a port: flag, address and new fields are inputs with proven bounds.</summary>
internal sealed class ControlWires
{
    private readonly CircuitBuilder _builder;
    private readonly List<Cell> _fields = [];

    internal ControlWires(CircuitBuilder builder, int blockBits, bool hasOffset)
    {
        _builder = builder;
        EnableCell = NewCell();
        Enable = builder.ConstrainBit("control.flag", builder.Input(EnableCell));
        Bounded block = Number(blockBits, out Cell blockCell);
        BlockCell = blockCell;
        if (hasOffset)
        {
            Bounded offset = Number(1, out Cell offsetCell);
            OffsetCell = offsetCell;
            Address = new(block, offset);
        }
        else
        {
            Address = new(block);
        }
    }

    internal Bit Enable { get; }

    internal RecordAddress Address { get; }

    internal Cell EnableCell { get; }

    internal Cell BlockCell { get; }

    internal Cell? OffsetCell { get; }

    internal IReadOnlyList<Cell> FieldCells => _fields;

    /// <summary>Flag, address and fields.</summary>
    internal IEnumerable<Cell> Cells =>
        new[] { EnableCell, BlockCell }.Concat(OffsetCell is { } offset ? [offset] : []).Concat(_fields);

    /// <summary>Every field of a port from an input; of fields that it keeps, none.</summary>
    internal ControlWires Write(MemoryPort port, RecordFormat format, int kept = -1)
    {
        for (int i = 0; i < format.Count; i++)
        {
            if (i == kept)
            {
                port.Keep(i);
            }
            else if (format.Fields[i].IsWhole)
            {
                Cell cell = NewCell();
                _builder.Input(cell);
                _fields.Add(cell);
                port.SetWhole(i, Element.FromUnchecked(cell));
            }
            else
            {
                port.Set(i, Number(format.Fields[i].Bits, out Cell cell));
                _fields.Add(cell);
            }
        }

        return this;
    }

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, Control control)
    {
        map.Set(inputs, EnableCell, control.Enable);
        map.Set(inputs, BlockCell, control.Block);
        if (OffsetCell is { } offset)
        {
            map.Set(inputs, offset, control.Offset);
        }

        for (int i = 0; i < _fields.Count; i++)
        {
            map.Set(inputs, _fields[i], control.New[i]);
        }
    }

    private Cell NewCell() => _builder.Allocate("control", new(1, 1))[0, 0];

    private Bounded Number(int bits, out Cell cell)
    {
        cell = NewCell();
        _builder.Input(cell);
        return RangeCheck.Constrain(_builder, Element.FromUnchecked(cell), bits);
    }
}
