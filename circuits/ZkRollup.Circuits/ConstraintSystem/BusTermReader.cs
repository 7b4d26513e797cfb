using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Reads what a bus term contributes, row by row, from a trace.</summary>
internal sealed class BusTermReader
{
    private readonly BusTerm _term;
    private readonly Trace _trace;
    private readonly RowInputs _inputs;
    private readonly ExpressionProgram _program;
    private readonly bool _isSimple;

    internal BusTermReader(Circuit circuit, Trace trace, BusTerm term, PublicInputs? publicInputs = null)
    {
        _term = term;
        _trace = trace;
        _inputs = new(circuit, trace, publicInputs ?? PublicInputs.None);
        _program = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]);
        _isSimple = term.Numerator.IsOne && term.Tuple.All(element => element.Kind == ExpressionKind.Column);
    }

    /// <summary>Receives one contribution.</summary>
    internal delegate void Visitor(int row, Fr numerator, FieldTuple tuple);

    /// <summary>Visits the rows of the term among the first ones of the batch, in order.</summary>
    internal void ForEachRow(int rows, Visitor visit, CancellationToken cancellation = default)
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
            Fr[] elements = new Fr[_term.Tuple.Count];
            for (int i = 0; i < elements.Length; i++)
            {
                Expression column = _term.Tuple[i];
                elements[i] = _inputs.Column(column.ColumnKind, column.Index, column.Rotation);
            }

            visit(row, Fr.One, new(elements));
            return;
        }

        Fr[] values = _program.Evaluate(_inputs);
        visit(row, values[0], new(values[1..]));
    }
}
