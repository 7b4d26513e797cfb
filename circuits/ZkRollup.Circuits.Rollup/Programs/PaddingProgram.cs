using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>A slot without a transaction: nothing is accessed, and what is carried goes on.</summary>
internal static class PaddingProgram
{
    internal static StepProgram Write()
    {
        ProgramWriter p = new("padding");
        p.Begin(null);
        p.End(null);
        return p.Finish();
    }
}
