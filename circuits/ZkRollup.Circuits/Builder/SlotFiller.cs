using System.Runtime.CompilerServices;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Takes the steps of groups of slots; each thread has its own.</summary>
internal sealed class SlotFiller
{
    private readonly Plan _plan;
    private readonly Trace _trace;
    private readonly SlotInputs _inputs;
    private readonly HintOverride? _lie;
    private readonly Fr[] _slotInputs;
    private readonly Fr[] _read;
    private readonly Fr[] _written;

    internal SlotFiller(Plan plan, Trace trace, SlotInputs inputs, HintOverride? lie)
    {
        _plan = plan;
        _trace = trace;
        _inputs = inputs;
        _lie = lie;
        _slotInputs = new Fr[plan.InputCells.Length];
        _read = new Fr[WitnessGenerator.SlotsOfGroup * plan.Steps.Select(step => step.Inputs.Length).DefaultIfEmpty().Max()];
        _written = new Fr[WitnessGenerator.SlotsOfGroup * plan.Steps.Select(step => step.Outputs.Length).DefaultIfEmpty().Max()];
    }

    /// <summary>Fills neighbouring slots.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="count">How many: those of a group, or fewer.</param>
    internal void Fill(int first, int count)
    {
        for (int slot = first; slot < first + count; slot++)
        {
            // What a callback does not fill is zero, not what an earlier slot left on this thread.
            _slotInputs.AsSpan().Clear();
            _inputs(slot, _slotInputs);
            Write(slot, _plan.InputCells, _slotInputs);
        }

        foreach (Step step in _plan.Steps)
        {
            Take(step, first, count);
        }
    }

    private void Take(Step step, int first, int count)
    {
        int inputs = step.Inputs.Length;
        int outputs = step.Outputs.Length;
        Span<Fr> read = _read.AsSpan(0, count * inputs);
        Span<Fr> written = _written.AsSpan(0, count * outputs);
        written.Clear();
        for (int i = 0; i < count; i++)
        {
            Read(first + i, step.Inputs, read.Slice(i * inputs, inputs));
        }

        bool isGroup = count == WitnessGenerator.SlotsOfGroup && step.Source.ComputeGroup is not null;
        if (isGroup)
        {
            step.Source.ComputeGroup!(read, written);
        }

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<Fr> from = read.Slice(i * inputs, inputs);
            Span<Fr> to = written.Slice(i * outputs, outputs);
            if (step.Source.Compute is null)
            {
                from.CopyTo(to);
            }
            else if (!isGroup)
            {
                step.Source.Compute(from, to);
            }

            _lie?.Invoke(first + i, step.Source, from, to);
            Write(first + i, step.Outputs, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(int slot, Cell[] cells, Span<Fr> values)
    {
        int start = slot * _trace.RowsPerSlot;
        for (int i = 0; i < cells.Length; i++)
        {
            values[i] = _trace[start + cells[i].Row, cells[i].Column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int slot, Cell[] cells, ReadOnlySpan<Fr> values)
    {
        int start = slot * _trace.RowsPerSlot;
        for (int i = 0; i < cells.Length; i++)
        {
            _trace[start + cells[i].Row, cells[i].Column] = values[i];
        }
    }

    /// <summary>The inputs and steps of a circuit in arrays, as every slot goes through thousands of cells.</summary>
    internal sealed class Plan(BuiltCircuit built)
    {
        internal Cell[] InputCells { get; } = [.. built.InputCells];

        internal Step[] Steps { get; } = [.. built.Steps.Select(step => new Step(step, [.. step.Inputs], [.. step.Outputs]))];
    }

    /// <summary>A step.</summary>
    internal sealed record Step(WitnessStep Source, Cell[] Inputs, Cell[] Outputs);
}
