using System.Numerics;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>An access of a program to a record: what it held, and what it will hold. Fields that are not set stay.</summary>
internal sealed class RecordPort
{
    private readonly ProgramWriter _writer;
    private readonly IReadOnlyList<RecordField> _fields;
    private readonly bool _hasKey;
    private readonly Register?[] _old;
    private readonly Value?[] _new = new Value?[MachineShape.Fields];
    private readonly HashSet<int> _cleared = [];
    private Bit? _clear;
    private Register?[]? _left;

    internal RecordPort(ProgramWriter writer, int number, RecordClass recordClass, Register?[] old)
    {
        _writer = writer;
        Number = number;
        RecordClass = recordClass;
        _fields = Fields.All[recordClass];
        _hasKey = recordClass is RecordClass.Owner or RecordClass.Session or RecordClass.Signer;
        _old = old;
    }

    /// <summary>Its number.</summary>
    internal int Number { get; }

    /// <summary>The class of its record.</summary>
    internal RecordClass RecordClass { get; }

    /// <summary>Whether it sets or clears anything.</summary>
    internal bool IsWritten => _clear is not null || _new.Any(value => value is not null);

    /// <summary>The result that it leaves in each field, once it is closed; null for what it has no input for.</summary>
    internal IReadOnlyList<Register?> Left => _left ?? throw new InvalidOperationException($"Port {Number} is open.");

    /// <summary>x; only of a port that sees it.</summary>
    internal Value X => _writer.ResultOf(OldRegister(0), null, null);

    /// <summary>y.</summary>
    internal Value Y => _writer.ResultOf(OldRegister(1), null, null);

    /// <summary>A field before the access. A signed one of a record that is not live is −2^(w − 1), any other is 0.</summary>
    internal Value this[RecordField field]
    {
        get
        {
            RequireNamed(field);
            Value raw = _writer.ResultOf(OldRegister(field.Index), BigInteger.Zero, (BigInteger)field.High + field.Bias);
            return raw - field.Bias;
        }
    }

    /// <summary>A field of a record that the program knows to be live, before the access: within its range, as it was written.</summary>
    internal Value OfLive(RecordField field) => this[field].WithBounds(field.Low, field.High);

    /// <summary>Sets a field; lines demand that the value is within its range, unless its bounds say so.</summary>
    internal void Set(RecordField field, Value value)
    {
        RequireNamed(field);
        SetRaw(field.Index, _writer.RequireWithin(value, field.Low, field.High) + field.Bias);
    }

    /// <summary>
    /// Sets a field of a record that <see cref="ClearIf"/> clears, without the product: the value must be 0 where the bit is 1.
    /// </summary>
    internal void SetOrClear(RecordField field, Value value, Bit when)
    {
        RequireNamed(field);
        SetRaw(field.Index, _writer.RequireWithin(value, field.Low, field.High) + (field.Bias * (1 - (Value)when)));
        _ = _cleared.Add(field.Index);
    }

    /// <summary>Sets a field to zero as it is stored, which for a signed field is not the value 0.</summary>
    internal void SetEmpty(RecordField field)
    {
        RequireNamed(field);
        SetRaw(field.Index, 0);
    }

    /// <summary>Sets x and y.</summary>
    internal void SetKey(Value x, Value y)
    {
        SetRaw(0, x);
        SetRaw(1, y);
    }

    /// <summary>The record becomes zero, with its key if its class has one: then the port must see it.</summary>
    internal void Clear()
    {
        if (_hasKey)
        {
            SetKey(0, 0);
        }

        foreach (RecordField field in _fields)
        {
            SetRaw(field.Index, 0);
        }
    }

    /// <summary>The record becomes zero where the bit is 1, whatever its fields are set to.</summary>
    internal void ClearIf(Bit when)
    {
        if (_hasKey)
        {
            throw new InvalidOperationException($"Port {Number} holds a key, which no bit clears.");
        }

        if (_clear is not null)
        {
            throw new InvalidOperationException($"Port {Number} is cleared by another bit already.");
        }

        _clear = when;
    }

    /// <summary>Nothing is set any more; a later port may open the same record, and a scan may see it.</summary>
    internal void Close()
    {
        if (_left is not null)
        {
            return;
        }

        Register?[] left = [.. _old];
        for (int field = 0; field < left.Length; field++)
        {
            Value? value = _new[field];
            bool isNamed = _fields.Any(named => named.Index == field);
            if (value is null && !(isNamed && _clear is not null))
            {
                continue;
            }

            value ??= _writer.ResultOf(_old[field]!, null, null);
            value = _clear is { } clear && !_cleared.Contains(field) ? value * (1 - (Value)clear) : value;
            left[field] = _writer.Store(Number, field, value);
        }

        _left = left;
        _writer.Closed(Number);
    }

    private Register OldRegister(int field) =>
        _old[field] ?? throw new InvalidOperationException($"Port {Number} does not see field {field}.");

    private void SetRaw(int field, Value value)
    {
        if (_old[field] is null)
        {
            throw new InvalidOperationException($"Port {Number} does not write field {field}.");
        }

        if (_new[field] is not null)
        {
            throw new InvalidOperationException($"Port {Number} sets field {field} twice.");
        }

        if (_left is not null)
        {
            throw new InvalidOperationException($"Port {Number} is closed: no field can be set after a scan or {nameof(Close)}.");
        }

        _new[field] = value;
    }

    private void RequireNamed(RecordField field)
    {
        if (!_fields.Contains(field))
        {
            throw new ArgumentException($"The record of port {Number} has no field '{field.Name}'.", nameof(field));
        }
    }
}
