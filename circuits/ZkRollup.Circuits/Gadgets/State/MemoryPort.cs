using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>One access to a record in each slot; see <see cref="Memory"/>.</summary>
public sealed class MemoryPort
{
    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly Cell[] _old;
    private readonly Cell[] _new;
    private readonly Cell[] _newHead;
    private readonly Cell[] _gap;
    private readonly bool[] _isSet;

    internal MemoryPort(CircuitBuilder builder, Memory memory, int number, Bit enable, RecordAddress address, bool isWrite)
    {
        _builder = builder;
        _memory = memory;
        Number = number;
        int headCount = AddressWires.CountFor(memory.Addresses);
        int fields = memory.Format.Count;
        PortLayout layout = isWrite
            ? PortLayout.ForWrite(builder.Shape, headCount, fields)
            : PortLayout.ForRead(builder.Shape, headCount, fields);
        int gapLimbs = memory.GapLimbs;
        string kind = isWrite ? "write port" : "read port";
        Region region = builder.Allocate(kind, new(layout.Rows, layout.Width, 0, LimbNumber.ColumnsFor(gapLimbs)));
        Cell[] CellsOf((int Row, int Column)[] places) => [.. places.Select(place => region[place.Row, place.Column])];
        Cell[] head = CellsOf(layout.Head);
        _newHead = layout.RepeatsHead ? CellsOf(layout.NewHead) : head;
        _old = CellsOf(layout.Old);
        _new = isWrite ? CellsOf(layout.New) : _old;
        _gap = LimbNumber.Cells(region, 0, gapLimbs);
        _isSet = new bool[fields];
        Expression target = AddressWires.Import(builder, memory.Addresses, enable, address, head);
        if (layout.RepeatsHead)
        {
            AddressWires.Import(builder, memory.Addresses, enable, address, _newHead);
        }

        foreach (Cell cell in _old.Concat(_gap))
        {
            builder.Input(cell);
        }

        Old = new(memory.Format, _old);
        Expression before = Time(0) - LimbNumber.Value(builder, _gap);
        builder.Receive($"{memory.Name}.old", memory.Bus, head[0], [target, .. _old.Select(Expression.Of), before]);
        if (!isWrite)
        {
            Array.Fill(_isSet, true);
            SendNew();
        }
    }

    /// <summary>Its place among the ports of the memory: later ports of a slot access later.</summary>
    public int Number { get; }

    /// <summary>The fields before the access.</summary>
    public RecordView Old { get; }

    /// <summary>True once every field of a port that writes is set.</summary>
    public bool IsComplete => !_isSet.Contains(false);

    /// <summary>Writes a field.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">In a copied column, within the width of the field.</param>
    /// <exception cref="ArgumentException">The value may be too large.</exception>
    /// <exception cref="InvalidOperationException">The field is set already.</exception>
    public void Set(int field, Bounded value)
    {
        if (!_memory.Format.Fields[field].IsWhole && value.Maximum > _memory.Format.MaximumOf(field))
        {
            throw new ArgumentException($"A value up to {value.Maximum} is too large for {_memory.Format.Fields[field]}.", nameof(value));
        }

        Write(field, value);
    }

    /// <summary>Writes a field that is a whole element.</summary>
    /// <exception cref="ArgumentException">The field is packed and needs a bound.</exception>
    /// <exception cref="InvalidOperationException">The field is set already.</exception>
    public void SetWhole(int field, Element value)
    {
        if (!_memory.Format.Fields[field].IsWhole)
        {
            throw new ArgumentException($"{_memory.Format.Fields[field]} is packed: set it to a bounded value.", nameof(field));
        }

        Write(field, value);
    }

    /// <summary>Leaves a field as it was, whatever its width.</summary>
    /// <exception cref="InvalidOperationException">The field is set already.</exception>
    public void Keep(int field) => Write(field, Old[field]);

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, MemoryAccess? access)
    {
        for (int i = 0; i < _old.Length; i++)
        {
            map.Set(inputs, _old[i], access is null ? Fr.Zero : access.Old[i]);
        }

        Span<Fr> gap = stackalloc Fr[_gap.Length];
        LimbNumber.Compute(Fr.FromUInt64(access?.Gap ?? 0), _builder.Shape.LimbBits, gap);
        for (int i = 0; i < gap.Length; i++)
        {
            map.Set(inputs, _gap[i], gap[i]);
        }
    }

    private void Write(int field, Element value)
    {
        if (_isSet[field])
        {
            throw new InvalidOperationException($"Port {Number} of memory '{_memory.Name}' only reads, or has set field {field} already.");
        }

        _builder.Import(value, _new[field]);
        _isSet[field] = true;
        if (IsComplete)
        {
            SendNew();
        }
    }

    private void SendNew()
    {
        Expression address = AddressWires.Of(_memory.Addresses, _newHead);
        _builder.Send($"{_memory.Name}.new", _memory.Bus, _newHead[0], [address, .. _new.Select(Expression.Of), Time(1)]);
    }

    /// <summary>slot·P + port + offset.</summary>
    private Expression Time(int offset) =>
        (_builder.SlotStart * Expression.Constant(_memory.TimePerRow)) + Expression.Parameter(0, Fr.FromInt64(Number + offset));
}
