using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Reads what a bus term contributes, row by row, from a trace. Not for several threads.</summary>
internal sealed class BusTermReader
{
    private readonly BusTerm _term;
    private readonly Trace _trace;
    private readonly RowInputs _inputs;
    private readonly ExpressionProgram _program;
    private readonly Fr[] _values;
    private readonly Fr[] _elements;
    private readonly bool _isSimple;

    internal BusTermReader(Circuit circuit, Trace trace, BusTerm term, PublicInputs publicInputs)
    {
        _term = term;
        _trace = trace;
        _inputs = new(circuit, trace, publicInputs);
        _program = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]);
        _values = new Fr[_program.Instructions.Count];
        _elements = new Fr[term.Tuple.Count];
        bool readsPublicInputs = _program.Instructions.Any(
            step => step.Opcode == Opcode.PublicScalar || (step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Instance));
        if (readsPublicInputs && publicInputs.FindMismatch(circuit, trace.Slots) is { } mismatch)
        {
            throw new ArgumentException($"'{term.Label}' reads public inputs: {mismatch}.", nameof(publicInputs));
        }

        _isSimple = term.Numerator.IsOne && term.Tuple.All(element => element.Kind is ExpressionKind.Column or ExpressionKind.Constant);
    }

    /// <summary>Receives one contribution; the tuple is overwritten by the next one.</summary>
    internal delegate void Visitor(int row, in Fr numerator, FieldTuple tuple);

    /// <summary>Visits the rows of the term among the first ones of the batch, in order.</summary>
    internal void ForEachRow(int rows, Visitor visit, CancellationToken cancellation)
    {
        for (int start = 0; start < rows; start += _trace.RowsPerSlot)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_term.Selector < 0)
            {
                for (int i = 0; i < _trace.RowsPerSlot; i++)
                {
                    Visit(start + i, visit);
                }
            }
            else
            {
                foreach (int row in _term.Rows)
                {
                    Visit(start + row, visit);
                }
            }
        }
    }

    private void Visit(int row, Visitor visit)
    {
        _inputs.Row = row;
        if (_isSimple)
        {
            for (int i = 0; i < _elements.Length; i++)
            {
                Expression element = _term.Tuple[i];
                _elements[i] = element.Kind == ExpressionKind.Constant
                    ? element.Value
                    : _inputs.Column(element.ColumnKind, element.Index, element.Rotation);
            }

            visit(row, Fr.One, new(_elements));
            return;
        }

        _program.EvaluateAll(_inputs, _values);
        for (int i = 0; i < _elements.Length; i++)
        {
            _elements[i] = _values[_program.Outputs[i + 1]];
        }

        visit(row, _values[_program.Outputs[0]], new(_elements));
    }
}
