using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>The rows of one permutation: its inputs, its trace, and its outputs as formulas over the last row.</summary>
/// <remarks>Derivation, costs and soundness: docs/circuits/poseidon2.md#rows.</remarks>
internal sealed class Poseidon2Block
{
    /// <summary>The kind of the regions.</summary>
    internal const string Kind = "poseidon2";

    /// <summary>The gate of an S-box.</summary>
    internal const string SboxLabel = "poseidon2.sbox";

    /// <summary>The gate that carries the state to the next row.</summary>
    internal const string StateLabel = "poseidon2.state";

    /// <summary>The hint that computes a permutation.</summary>
    internal const string TraceLabel = "poseidon2.trace";

    private readonly CircuitBuilder _builder;
    private readonly Poseidon2Layout _layout;
    private readonly Region _region;
    private readonly int _start;

    /// <summary>A block that begins on a row of a region.</summary>
    internal Poseidon2Block(CircuitBuilder builder, Poseidon2Layout layout, Region region, int start)
    {
        _builder = builder;
        _layout = layout;
        _region = region;
        _start = start;
        Inputs = StateCells(0);
        Outputs = new Expression[Poseidon2.Width];
    }

    /// <summary>The four cells of the first row that hold the inputs.</summary>
    internal Cell[] Inputs { get; }

    /// <summary>The permuted state over the cells of the last row; known once the block is constrained.</summary>
    internal Expression[] Outputs { get; }

    /// <summary>The copied cells of a row that are free for other uses.</summary>
    internal IEnumerable<Cell> Spares(int row) =>
        Enumerable.Range(Poseidon2.Width, _layout.SparesIn(row)).Select(column => _region[_start + row, column]);

    /// <summary>The gates of all rows.</summary>
    internal void Constrain()
    {
        Expression[] state = State(0);
        for (int row = 0; row < _layout.Rows; row++)
        {
            ConstrainRow(row, state);
            if (row + 1 < _layout.Rows)
            {
                Expression[] next = State(row + 1);
                for (int lane = 0; lane < next.Length; lane++)
                {
                    _builder.Constrain(StateLabel, next[lane] - state[lane]);
                }

                state = next;
            }
        }

        state.CopyTo(Outputs, 0);
    }

    /// <summary>All cells but the inputs, in the order of <see cref="ComputeTrace"/>.</summary>
    internal Cell[] TraceCells()
    {
        List<Cell> trace = [];
        for (int row = 0; row < _layout.Rows; row++)
        {
            trace.AddRange(row == 0 ? [] : StateCells(row));
            trace.AddRange(Enumerable.Range(0, _layout.SboxesIn(row)).Select(index => SboxCell(row, index)));
        }

        return [.. trace];
    }

    /// <summary>The hint for all cells but the inputs, and for what follows.</summary>
    internal void Compute(IReadOnlyList<Cell> furtherInputs, IReadOnlyList<Cell> furtherOutputs, Poseidon2Ending ending)
    {
        Cell[] trace = TraceCells();
        int length = trace.Length;
        Poseidon2Layout layout = _layout;
        Poseidon2Group? group = layout.SboxesPerRow < Poseidon2.Width ? null : new(layout);
        _builder.Hint(
            TraceLabel, [.. Inputs, .. furtherInputs], [.. trace, .. furtherOutputs], ComputeOne, group is null ? null : ComputeAll);

        void ComputeOne(ReadOnlySpan<Fr> read, Span<Fr> write)
        {
            Span<Fr> state = stackalloc Fr[Poseidon2.Width];
            read[..Poseidon2.Width].CopyTo(state);
            ComputeTrace(layout, state, write[..length]);
            ending(read, state, write[length..]);
        }

        void ComputeAll(ReadOnlySpan<Fr> read, Span<Fr> write) => group.Compute(read, write, ending);
    }

    /// <summary>
    /// Permutes a state and writes the cells of the rows: four of state, but on the first row, then the outputs of the S-boxes.
    /// </summary>
    internal static void ComputeTrace(Poseidon2Layout layout, Span<Fr> state, Span<Fr> cells)
    {
        Poseidon2Schedule.Start(state);
        int next = 0;
        for (int sbox = 0; sbox < Poseidon2Layout.Sboxes; sbox++)
        {
            if (sbox > 0 && sbox % layout.SboxesPerRow == 0)
            {
                Span<Fr> begin = cells.Slice(next, state.Length);
                state.CopyTo(begin);
                if (layout.BeginsWithLayer(sbox / layout.SboxesPerRow))
                {
                    Poseidon2Schedule.Unstart(begin);
                }

                next += state.Length;
            }

            Fr output = Poseidon2Schedule.Power5(state[Poseidon2Schedule.Lane(sbox)] + Poseidon2Schedule.Constant(sbox));
            cells[next++] = output;
            Poseidon2Schedule.Advance(sbox, state, output);
        }
    }

    private void ConstrainRow(int row, Expression[] state)
    {
        for (int index = 0; index < _layout.SboxesIn(row); index++)
        {
            int sbox = (row * _layout.SboxesPerRow) + index;
            Fr constant = Poseidon2Schedule.Constant(sbox);
            Expression summand = _layout.IsRepeated(row, index) ? Expression.Parameter(0, constant) : constant;
            Expression output = SboxCell(row, index);
            _builder.Constrain(SboxLabel, output - Poseidon2Schedule.Power5(state[Poseidon2Schedule.Lane(sbox)] + summand));
            Poseidon2Schedule.Advance(sbox, state, output);
        }
    }

    /// <summary>The state with which the S-boxes of a row begin.</summary>
    private Expression[] State(int row)
    {
        Expression[] state = [.. StateCells(row).Select(Expression.Of)];
        if (_layout.BeginsWithLayer(row))
        {
            Poseidon2Schedule.Start(state);
        }

        return state;
    }

    private Cell SboxCell(int row, int index) => _region[_start + row, _layout.SboxColumn(index)];

    private Cell[] StateCells(int row) => [.. Enumerable.Range(0, Poseidon2.Width).Select(lane => _region[_start + row, lane])];
}
