using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>
/// A slot whose units go on with the scans of the step before; phase and context are handed on (docs/circuits/machine.md).
/// </summary>
internal static class WaitProgram
{
    /// <param name="context">The context; null between transactions.</param>
    internal static StepProgram Write(Context? context)
    {
        ProgramWriter p = new(context is null ? "wait" : $"wait in {context.Name}");
        p.Begin(context);
        p.Wait();
        foreach (Context.Entry entry in context?.Entries ?? [])
        {
            p.Export(entry, p.Import(entry));
        }

        p.End(context);
        return p.Finish();
    }
}
