using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Reads what a bus term contributes, slot by slot, from a trace. Not for several threads.</summary>
/// <remarks>
/// An instruction is carried out on all rows of a slot before the next one: much faster than row by row. The loops are optimised at once,
/// since a prover often makes few witnesses.
/// </remarks>
internal sealed class BusTermReader
{
    private readonly Trace _trace;
    private readonly RowInputs _inputs;
    private readonly ExpressionProgram _program;
    private readonly Circuit _circuit;
    private readonly int[] _rows;
    private readonly Fr[] _rowNumbers;
    private readonly Fr[][] _values;
    private readonly bool[] _isSame;
    private int _start;

    internal BusTermReader(Circuit circuit, Trace trace, BusTerm term, PublicInputs publicInputs)
    {
        _circuit = circuit;
        _trace = trace;
        _inputs = new(circuit, trace, publicInputs);
        _program = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]);
        _rows = term.Selector < 0 ? [.. Enumerable.Range(0, trace.RowsPerSlot)] : [.. term.Rows];
        _rowNumbers = Array.ConvertAll(_rows, row => Fr.FromInt64(row));
        _values = new Fr[_program.Instructions.Count][];
        _isSame = new bool[_values.Length];
        Arity = term.Tuple.Count;
        bool readsPublicInputs = _program.Instructions.Any(
            step => step.Opcode == Opcode.PublicScalar || (step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Instance));
        if (readsPublicInputs && publicInputs.FindMismatch(circuit, trace.Slots) is { } mismatch)
        {
            throw new ArgumentException($"'{term.Label}' reads public inputs: {mismatch}.", nameof(publicInputs));
        }

        for (int i = 0; i < _values.Length; i++)
        {
            Instruction step = _program.Instructions[i];
            _values[i] = new Fr[_rows.Length];
            _isSame[i] = step.Opcode switch
            {
                Opcode.Constant or Opcode.PublicScalar => true,
                Opcode.Column => step.ColumnKind == ColumnKind.Fixed,
                Opcode.Symbol => false,
                _ => _isSame[step.A] && _isSame[step.B],
            };
            if (_isSame[i])
            {
                Carry(step, _values[i]);
            }
        }
    }

    /// <summary>Receives one contribution; the tuple is overwritten by the next one.</summary>
    internal delegate void Visitor(int row, in Fr numerator, FieldTuple tuple);

    /// <summary>Rows of a slot on which the term contributes.</summary>
    internal int Count => _rows.Length;

    /// <summary>Elements of the tuple.</summary>
    internal int Arity { get; }

    /// <summary>Reads the contributions of a slot.</summary>
    internal void ReadSlot(int slot)
    {
        _start = slot * _trace.RowsPerSlot;
        for (int i = 0; i < _values.Length; i++)
        {
            if (!_isSame[i])
            {
                Carry(_program.Instructions[i], _values[i]);
            }
        }
    }

    /// <summary>The row of a contribution of the slot, 0 to n − 1.</summary>
    internal int RowOf(int index) => _start + _rows[index];

    /// <summary>How often a contribution of the slot adds its tuple.</summary>
    internal ref readonly Fr NumeratorOf(int index) => ref _values[_program.Outputs[0]][index];

    /// <summary>Writes the tuple of a contribution of the slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void WriteTuple(int index, Span<Fr> tuple)
    {
        for (int i = 0; i < Arity; i++)
        {
            tuple[i] = _values[_program.Outputs[i + 1]][index];
        }
    }

    /// <summary>Visits the rows of the term among the first ones of the batch, in order.</summary>
    internal void ForEachRow(int rows, Visitor visit, CancellationToken cancellation)
    {
        Fr[] tuple = new Fr[Arity];
        for (int slot = 0; slot < rows / _trace.RowsPerSlot; slot++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadSlot(slot);
            for (int i = 0; i < Count; i++)
            {
                WriteTuple(i, tuple);
                visit(RowOf(i), NumeratorOf(i), new(tuple));
            }
        }
    }

    /// <summary>Carries out an instruction on all rows of the slot.</summary>
    private void Carry(Instruction step, Span<Fr> results)
    {
        switch (step.Opcode)
        {
            case Opcode.Constant:
                results.Fill(_program.Constants[step.A]);
                break;
            case Opcode.PublicScalar:
                results.Fill(_inputs.PublicScalar(step.A));
                break;
            case Opcode.Column:
                ReadColumn(step, results);
                break;
            case Opcode.Symbol:
                for (int i = 0; i < results.Length; i++)
                {
                    _inputs.Row = RowOf(i);
                    results[i] = _inputs.Symbol((Symbol)step.A);
                }

                break;
            default:
                Combine(step.Opcode, _values[step.A], _values[step.B], results);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadColumn(Instruction step, Span<Fr> results)
    {
        switch (step)
        {
            case { ColumnKind: ColumnKind.Witness, Rotation: 0 }:
                ReadOnlySpan<Fr> column = _trace.Column(step.A).Span.Slice(_start, _trace.RowsPerSlot);
                for (int i = 0; i < results.Length; i++)
                {
                    results[i] = column[_rows[i]];
                }

                break;
            case { ColumnKind: ColumnKind.Table, Rotation: 0 }:
                IReadOnlyList<Fr> table = _circuit.Tables[step.A].Values;
                int start = _start % table.Count;
                for (int i = 0; i < results.Length; i++)
                {
                    results[i] = table[start + _rows[i]];
                }

                break;
            case { ColumnKind: ColumnKind.Counter, Rotation: 0 }:
                Fr first = Fr.FromInt64(_start);
                for (int i = 0; i < results.Length; i++)
                {
                    results[i] = first + _rowNumbers[i];
                }

                break;
            default:
                for (int i = 0; i < results.Length; i++)
                {
                    _inputs.Row = RowOf(i);
                    results[i] = _inputs.Column(step.ColumnKind, step.A, step.Rotation);
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(Opcode opcode, ReadOnlySpan<Fr> left, ReadOnlySpan<Fr> right, Span<Fr> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = opcode switch
            {
                Opcode.Add => left[i] + right[i],
                Opcode.Subtract => left[i] - right[i],
                Opcode.Multiply => left[i] * right[i],
                _ => throw new InvalidOperationException($"Unknown opcode {opcode}."),
            };
        }
    }
}
