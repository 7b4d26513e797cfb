using System.Buffers;
using System.Collections.Concurrent;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>An <see cref="ExpressionProgram"/>, prepared for evaluation on many rows.</summary>
/// <remarks>
/// What is the same on every row is computed once. The rest runs on blocks of rows, in lanes of eight where the processor has AVX-512,
/// otherwise row by row in the scalar field; results are the same. May be used by several threads at once.
/// </remarks>
internal sealed unsafe class RowProgram : IDisposable
{
    /// <summary>Blocks between two looks at the cancellation.</summary>
    private const int BlocksPerItem = 8;

    private const int RowsPerItem = BlocksPerItem * LaneMachine.BlockRows;

    private readonly ExpressionProgram _program;
    private readonly RowGraph _graph;
    private readonly LaneCode? _code;
    private readonly LaneStep[] _steps = [];
    private readonly LaneTerm[] _terms = [];
    private readonly ConcurrentBag<LaneMachine> _machines = [];
    private readonly ConcurrentBag<ScalarMachine> _scalarMachines = [];

    private RowProgram(ExpressionProgram program, bool inLanes)
    {
        _program = program;
        _graph = new(program);
        if (inLanes)
        {
            _code = new(_graph);
            _steps = _code.Steps;
            _terms = _code.Terms;
        }
    }

    /// <summary>Registers of a block, 0 without lanes.</summary>
    internal int RegisterCount => _code?.RegisterCount ?? 0;

    /// <summary>The steps of a block, none without lanes.</summary>
    internal ReadOnlySpan<LaneStep> Steps => _steps;

    /// <summary>Prepares a program.</summary>
    internal static RowProgram Compile(ExpressionProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new(program, Fr8.IsAccelerated);
    }

    /// <summary>Prepares a program for the scalar field, whatever the processor has.</summary>
    internal static RowProgram CompileScalar(ExpressionProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new(program, inLanes: false);
    }

    public void Dispose()
    {
        while (_machines.TryTake(out LaneMachine? machine))
        {
            machine.Dispose();
        }
    }

    /// <summary>Evaluates the program on every row.</summary>
    /// <param name="inputs">The variables.</param>
    /// <param name="outputs">One for each output of the program, an element a row; none may overlap a column or another one.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="threads">Threads to use, or null for one per processor.</param>
    /// <param name="cancellation">Checked between blocks; outputs are then incomplete.</param>
    /// <exception cref="ArgumentException">The outputs or the length of a column do not fit.</exception>
    internal void Evaluate(
        IRowInputs inputs,
        IReadOnlyList<Memory<Fr>> outputs,
        int rows,
        int? threads = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        RequireOutputs(outputs, rows);
        cancellation.ThrowIfCancellationRequested();
        Fr[] uniforms = _graph.Uniforms.Evaluate(inputs);
        List<MemoryHandle> handles = [];
        try
        {
            PinnedColumn[] columns = PinColumns(inputs, rows, handles);
            nint[] targets = [.. outputs.Select(output => Pin(output, handles))];
            ParallelOptions options = new()
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount,
            };
            Run(uniforms, columns, targets, rows, options);
        }
        finally
        {
            foreach (MemoryHandle handle in handles)
            {
                handle.Dispose();
            }
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            if (_graph.Outputs[i].Node < 0)
            {
                outputs[i].Span.Fill(uniforms[_graph.Outputs[i].Uniform]);
            }
        }
    }

    private static nint Pin(ReadOnlyMemory<Fr> memory, List<MemoryHandle> handles)
    {
        MemoryHandle handle = memory.Pin();
        handles.Add(handle);
        return (nint)handle.Pointer;
    }

    private void RequireOutputs(IReadOnlyList<Memory<Fr>> outputs, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (outputs.Count != _program.Outputs.Count)
        {
            throw new ArgumentException($"Expected {_program.Outputs.Count} outputs, got {outputs.Count}.", nameof(outputs));
        }

        foreach (Memory<Fr> output in outputs)
        {
            if (output.Length != rows)
            {
                throw new ArgumentException($"Expected an output of {rows} elements, got {output.Length}.", nameof(outputs));
            }
        }
    }

    private PinnedColumn[] PinColumns(IRowInputs inputs, int rows, List<MemoryHandle> handles)
    {
        PinnedColumn[] columns = new PinnedColumn[_graph.Columns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            ColumnReference reference = _graph.Columns[i];
            ReadOnlyMemory<Fr> values = reference.Values(inputs);
            if (values.IsEmpty || rows % values.Length != 0)
            {
                throw new ArgumentException(
                    $"Expected {reference} to have a length that divides {rows}, got {values.Length}.", nameof(inputs));
            }

            columns[i] = new((Fr*)Pin(values, handles), values.Length, reference.Rotation);
        }

        return columns;
    }

    private void Run(Fr[] uniforms, PinnedColumn[] columns, nint[] outputs, int rows, ParallelOptions options)
    {
        if (_graph.Outputs.All(output => output.Node < 0))
        {
            return;
        }

        if (_code is null)
        {
            RunScalar(uniforms, columns, outputs, rows, options);
        }
        else
        {
            RunLanes(_code, uniforms, columns, outputs, rows, options);
        }
    }

    private void RunLanes(LaneCode code, Fr[] uniforms, PinnedColumn[] columns, nint[] outputs, int rows, ParallelOptions options)
    {
        using NativeBuffer<double> factors = new((long)uniforms.Length * Fr8.FactorSize);
        for (int i = 0; i < uniforms.Length; i++)
        {
            Fr8.Split(uniforms[i] * Fr8.RadixRatio, factors.Pointer + ((long)i * Fr8.FactorSize));
        }

        fixed (LaneStep* steps = _steps)
        fixed (LaneTerm* terms = _terms)
        fixed (PinnedColumn* columnPointer = columns)
        fixed (nint* outputPointer = outputs)
        {
            LaneJob job = new()
            {
                Steps = steps,
                StepCount = _steps.Length,
                Terms = terms,
                Factors = factors.Pointer,
                Columns = columnPointer,
                Outputs = outputPointer,
                Rows = rows,
            };
            Parallel.For(
                0,
                ItemCount(rows),
                options,
                () => _machines.TryTake(out LaneMachine? machine) ? machine : new LaneMachine(code.RegisterCount),
                (item, _, machine) =>
                {
                    long end = Math.Min(rows, (item + 1) * RowsPerItem);
                    for (long row = item * RowsPerItem; row < end; row += LaneMachine.BlockRows)
                    {
                        machine.Run(job, row);
                    }

                    return machine;
                },
                _machines.Add);
        }
    }

    private void RunScalar(Fr[] uniforms, PinnedColumn[] columns, nint[] outputs, int rows, ParallelOptions options)
    {
        fixed (PinnedColumn* columnPointer = columns)
        fixed (nint* outputPointer = outputs)
        {
            nint columnAddress = (nint)columnPointer;
            nint outputAddress = (nint)outputPointer;
            Parallel.For(
                0,
                ItemCount(rows),
                options,
                () =>
                {
                    ScalarMachine machine = _scalarMachines.TryTake(out ScalarMachine? known) ? known : new ScalarMachine(_program);
                    machine.Begin(uniforms, _graph.UniformIndices);
                    return machine;
                },
                (item, _, machine) =>
                {
                    long first = item * RowsPerItem;
                    long end = Math.Min(rows, first + RowsPerItem);
                    machine.Run((PinnedColumn*)columnAddress, (nint*)outputAddress, _program.Outputs, first, end);
                    return machine;
                },
                _scalarMachines.Add);
        }
    }

    private static long ItemCount(int rows) => (rows + (long)RowsPerItem - 1) / RowsPerItem;
}
