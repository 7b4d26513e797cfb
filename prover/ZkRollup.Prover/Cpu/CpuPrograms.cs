using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Cpu.Columns;

namespace ZkRollup.Prover.Cpu;

/// <summary>Chooses how programs are evaluated.</summary>
internal static class CpuPrograms
{
    /// <summary>Makes a program ready.</summary>
    internal static IRowProgram Prepare(ExpressionProgram program) => new ScalarRowProgram(program);
}
