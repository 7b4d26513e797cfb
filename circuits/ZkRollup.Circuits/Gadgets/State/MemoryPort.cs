using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>One access to a record in each slot; see <see cref="Memory"/>.</summary>
public sealed class MemoryPort
{
    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly PortPlan _plan;
    private readonly PortRows _rows;
    private readonly Cell[] _gap;
    private readonly HashSet<int> _unset;
    private Bit? _clear;

    internal MemoryPort(CircuitBuilder builder, Memory memory, int number, PortPlan plan, PortRows rows)
    {
        _builder = builder;
        _memory = memory;
        _plan = plan;
        _rows = rows;
        Number = number;
        _unset = [.. Enumerable.Range(0, plan.Format.Count).Where(field => plan[field].HasFlag(FieldUse.Written))];
        _gap = LimbNumber.Cells(rows.Region, rows.Head - 1, memory.GapLimbs);
        foreach (Cell limb in _gap)
        {
            builder.Input(limb);
        }

        Expression before = memory.SlotTime(number) - LimbNumber.Value(builder, _gap);
        memory.Take("memory.old", rows.Enable, before, rows.Address, rows.Old);
        LeaveIfComplete();
    }

    /// <summary>Its place among the ports of the memory: later ports of a slot access later.</summary>
    public int Number { get; }

    /// <summary>The fields before the access.</summary>
    public RecordView Old => _rows.View;

    /// <summary>True once everything that the plan writes is set.</summary>
    public bool IsComplete => _unset.Count == 0 && _plan.Clears == _clear.HasValue;

    /// <summary>Writes a field.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">In a copied column, within the width of the field.</param>
    /// <exception cref="ArgumentException">The value may be too large.</exception>
    /// <exception cref="InvalidOperationException">The plan does not write the field, or it is set already.</exception>
    public void Set(int field, Bounded value)
    {
        if (!RecordFormat.IsWhole(field) && value.Maximum > _plan.Format.MaximumOf(field))
        {
            throw new ArgumentException($"A value up to {value.Maximum} exceeds the {_plan.Format.BitsOf(field)} bits of field {field}.");
        }

        Write(field, value);
    }

    /// <summary>Writes a field that is a whole element.</summary>
    /// <exception cref="ArgumentException">The field is packed and needs a bound.</exception>
    /// <exception cref="InvalidOperationException">The plan does not write the field, or it is set already.</exception>
    public void SetWhole(int field, Element value)
    {
        if (!RecordFormat.IsWhole(field))
        {
            throw new ArgumentException($"Field {field} is packed: set it to a bounded value.", nameof(field));
        }

        Write(field, value);
    }

    /// <summary>Where the flag is 1 the record becomes zero, whatever the fields are set to.</summary>
    /// <exception cref="InvalidOperationException">The plan does not clear, or the flag is set already.</exception>
    public void Clear(Bit when)
    {
        if (_rows.ClearCell is not { } cell || _clear is not null)
        {
            throw new InvalidOperationException($"Port {Number} does not clear its record, or has its flag already.");
        }

        _clear = _builder.Import(when, cell);
        LeaveIfComplete();
    }

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, MemoryAccess? access)
    {
        _rows.ComputeInputs(map, inputs, access?.Old);
        Span<Fr> gap = stackalloc Fr[_gap.Length];
        LimbNumber.Compute(Fr.FromUInt64(access?.Gap ?? 0), _builder.Shape.LimbBits, gap);
        for (int i = 0; i < gap.Length; i++)
        {
            map.Set(inputs, _gap[i], gap[i]);
        }
    }

    private void Write(int field, Element value)
    {
        if (!_unset.Remove(field))
        {
            throw new InvalidOperationException($"Port {Number} does not write field {field}, or has set it already.");
        }

        _builder.Import(value, _rows.NewCell(field));
        LeaveIfComplete();
    }

    private void LeaveIfComplete()
    {
        if (!IsComplete)
        {
            return;
        }

        Expression time = _memory.SlotTime(Number) + 1;
        Expression enable = _rows.Enable;
        Expression stays = _clear is { } clear ? enable * (1 - (Expression)clear) : enable;
        _memory.Leave("memory.new", stays, time, _rows.Address, _rows.New);
        if (_clear is { } cleared)
        {
            _memory.Leave("memory.clear", enable * cleared, time, _rows.Address, [.. _rows.New.Select(_ => Expression.Zero)]);
        }
    }
}
