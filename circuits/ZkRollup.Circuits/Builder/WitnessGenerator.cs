using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Computes the witness of a batch: the steps of each slot, and how often tables are looked up.</summary>
public static class WitnessGenerator
{
    /// <summary>Computes a trace.</summary>
    /// <param name="built">The circuit.</param>
    /// <param name="slots">T.</param>
    /// <param name="inputs">Supplies the inputs of each slot; must be safe to call from several threads.</param>
    /// <param name="lie">Changes what steps compute; null outside tests.</param>
    /// <param name="publicInputs">Only needed if a lookup, or a table to look up in, reads public inputs.</param>
    /// <param name="progress">Told the share of the slots that is done, from several threads and not always in order.</param>
    /// <param name="threadsMax">Threads to use at most; −1 for as many as there are processors. The trace does not depend on it.</param>
    /// <param name="cancellation">Checked between slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of slots is not allowed.</exception>
    public static Trace Generate(
        BuiltCircuit built,
        int slots,
        SlotInputs inputs,
        HintOverride? lie = null,
        PublicInputs? publicInputs = null,
        IProgress<double>? progress = null,
        int threadsMax = -1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentNullException.ThrowIfNull(inputs);
        Trace trace = new(built.Circuit, slots);
        WidthOf(built, out int inputsMax, out int outputsMax);
        ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = threadsMax };
        int done = 0;
        Parallel.For(
            0,
            slots,
            options,
            () => new Scratch(built.InputCells.Count, inputsMax, outputsMax),
            (slot, _, scratch) =>
            {
                FillSlot(built, trace, slot, inputs, lie, scratch);
                progress?.Report((double)Interlocked.Increment(ref done) / slots);
                return scratch;
            },
            _ => { });
        MultiplicityCounter.Fill(built.Circuit, trace, publicInputs ?? PublicInputs.None, options);
        return trace;
    }

    private static void WidthOf(BuiltCircuit built, out int inputs, out int outputs)
    {
        inputs = 0;
        outputs = 0;
        foreach (WitnessStep step in built.Steps)
        {
            inputs = Math.Max(inputs, step.Inputs.Count);
            outputs = Math.Max(outputs, step.Outputs.Count);
        }
    }

    private static void FillSlot(BuiltCircuit built, Trace trace, int slot, SlotInputs inputs, HintOverride? lie, Scratch scratch)
    {
        int start = slot * trace.RowsPerSlot;
        // What a callback does not fill is zero, not what an earlier slot left on this thread.
        scratch.SlotInputs.AsSpan().Clear();
        inputs(slot, scratch.SlotInputs);
        for (int i = 0; i < built.InputCells.Count; i++)
        {
            Cell cell = built.InputCells[i];
            trace[start + cell.Row, cell.Column] = scratch.SlotInputs[i];
        }

        foreach (WitnessStep step in built.Steps)
        {
            Span<Fr> read = scratch.Inputs.AsSpan(0, step.Inputs.Count);
            Span<Fr> written = scratch.Outputs.AsSpan(0, step.Outputs.Count);
            written.Clear();
            for (int i = 0; i < read.Length; i++)
            {
                read[i] = trace[start + step.Inputs[i].Row, step.Inputs[i].Column];
            }

            if (step.Compute is null)
            {
                read.CopyTo(written);
            }
            else
            {
                step.Compute(read, written);
            }

            lie?.Invoke(slot, step, read, written);
            for (int i = 0; i < written.Length; i++)
            {
                trace[start + step.Outputs[i].Row, step.Outputs[i].Column] = written[i];
            }
        }
    }

    private sealed class Scratch(int slotInputs, int inputs, int outputs)
    {
        internal Fr[] SlotInputs { get; } = new Fr[slotInputs];

        internal Fr[] Inputs { get; } = new Fr[inputs];

        internal Fr[] Outputs { get; } = new Fr[outputs];
    }
}
