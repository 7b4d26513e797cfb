using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The values of the columns on one row of a trace, for everything that is checked row by row.</summary>
public sealed class RowInputs : IExpressionInputs
{
    private readonly Circuit _circuit;
    private readonly Trace _trace;
    private readonly PublicInputs _publicInputs;

    /// <summary>Row 0 of a trace.</summary>
    public RowInputs(Circuit circuit, Trace trace, PublicInputs publicInputs)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(publicInputs);
        _circuit = circuit;
        _trace = trace;
        _publicInputs = publicInputs;
    }

    /// <summary>The row, 0 to n − 1.</summary>
    public int Row { get; set; }

    /// <inheritdoc/>
    public Fr Column(ColumnKind kind, int index, int rotation)
    {
        int row = (Row + rotation) % _trace.Rows;
        return kind switch
        {
            ColumnKind.Fixed => _circuit.Fixed[index].Values[row % _circuit.RowsPerSlot],
            ColumnKind.Table => _circuit.Tables[index].Values[row % _circuit.Tables[index].Values.Count],
            ColumnKind.Witness => _trace[row, index],
            ColumnKind.Instance => InstanceWord(row, index),
            ColumnKind.Counter => Fr.FromUInt64((ulong)row),
            _ => throw new NotSupportedException("Helper columns exist only inside a proof."),
        };
    }

    /// <inheritdoc/>
    public Fr Symbol(Symbol symbol) => symbol switch
    {
        ConstraintSystem.Symbol.FirstRow => Row == 0 ? Fr.One : Fr.Zero,
        ConstraintSystem.Symbol.LastRow => Row == _trace.Rows - 1 ? Fr.One : Fr.Zero,
        ConstraintSystem.Symbol.ExceptLastRow => Row == _trace.Rows - 1 ? Fr.Zero : Fr.One,
        _ => throw new NotSupportedException($"{symbol} exists only inside a proof."),
    };

    /// <inheritdoc/>
    public Fr PublicScalar(int index) => _publicInputs.Scalars[index];

    private Fr InstanceWord(int row, int index)
    {
        (int word, int rest) = Math.DivRem(row, _circuit.InstanceStride);
        IReadOnlyList<Fr> words = _publicInputs.Columns[index];
        return rest == 0 && word < words.Count ? words[word] : Fr.Zero;
    }
}
