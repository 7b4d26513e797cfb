using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>Computes the witness of a batch: the steps of each slot, and how often tables are looked up.</summary>
public static class WitnessGenerator
{
    /// <summary>Slots that take each step together, on one thread: hashes of different slots are computed side by side.</summary>
    public const int SlotsOfGroup = 16;

    /// <summary>Computes a trace.</summary>
    /// <param name="built">The circuit.</param>
    /// <param name="slots">T.</param>
    /// <param name="inputs">Supplies the inputs of each slot; must be safe to call from several threads.</param>
    /// <param name="lie">Changes what steps compute; null outside tests.</param>
    /// <param name="publicInputs">Only needed if a lookup, or a table to look up in, reads public inputs.</param>
    /// <param name="progress">Told the share of the slots that is done, from several threads and not always in order.</param>
    /// <param name="threadsMax">Threads to use at most; −1 for as many as there are processors. The trace does not depend on it.</param>
    /// <param name="cancellation">Checked between groups of slots.</param>
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
        SlotFiller.Plan plan = new(built);
        ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = threadsMax };
        int done = 0;
        Parallel.For(
            0,
            (slots + SlotsOfGroup - 1) / SlotsOfGroup,
            options,
            () => new SlotFiller(plan, trace, inputs, lie),
            (group, _, filler) =>
            {
                int first = group * SlotsOfGroup;
                int count = Math.Min(SlotsOfGroup, slots - first);
                filler.Fill(first, count);
                for (int i = 0; i < count; i++)
                {
                    progress?.Report((double)Interlocked.Increment(ref done) / slots);
                }

                return filler;
            },
            _ => { });
        MultiplicityCounter.Fill(built.Circuit, trace, publicInputs ?? PublicInputs.None, options);
        return trace;
    }
}
