using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>Margin of a fill (docs/protocol.md, 8.4).</summary>
internal static class FillMargin
{
    /// <summary>An account passes.</summary>
    /// <param name="p">The writer.</param>
    /// <param name="cause">What applies if it does not.</param>
    /// <param name="after">E₁, I₁, M₁, and allUsable, which a fill does not change: the mark of its instrument is usable.</param>
    /// <param name="room">0 or more just if the fill is reducing.</param>
    /// <param name="gain">(E₁ − M₁) − (E − M), if the fill is reducing.</param>
    /// <remarks>
    /// The prover says which of the two ways it takes, and in the second one whether E₁ − M₁ is at least 0 or at least E − M. Margins of
    /// maintenance are at most initial ones, per lot and so in sum: on the first way E₁ − M₁ ≥ E₁ − I₁ ≥ 0, and the last line demands
    /// nothing.
    /// </remarks>
    internal static void RequirePass(ProgramWriter p, string cause, ProgramWriter.ScanResult after, Value room, Value gain)
    {
        p.Rule($"{cause}: allUsable");
        Bit reduces = p.HintBit(
            read => read[0].IsOne && read[1] >= read[2] ? 0 : 1,
            after.AllUsable,
            after.Equity,
            after.Initial);
        p.RequireIf(!reduces, after.AllUsable);
        p.Rule($"{cause}: reducing");
        _ = p.RequireNotNegative(reduces * room);
        p.Rule($"{cause}: equity");
        _ = p.RequireNotNegative(after.Equity - after.Initial + (reduces * after.Initial));
        p.Rule($"{cause}: maintenance");
        Value surplus = p.Materialize(after.Equity - after.Maintenance);
        Bit gains = p.HintBit(read => read[0].Sign < 0 ? 1 : 0, surplus);
        _ = p.RequireNotNegative(gains.Select(gain, surplus));
    }
}
