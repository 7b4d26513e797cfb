using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>What a closing account concedes in a forced trade (docs/protocol.md, 6.7, 10.2).</summary>
internal static class Concession
{
    /// <summary>min(full, max(E, 0)).</summary>
    internal static Value Of(ProgramWriter p, Value full, Value equity) =>
        p.Materialize(p.Min(p.Materialize(full), p.Materialize(p.Max(equity, 0))));
}
