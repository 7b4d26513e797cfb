namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Attacks one program at valid steps (docs/adr/0009-step-machine.md, 4).</summary>
/// <remarks>
/// Lies: each value that no line determines is replaced, and all that depends on it computed anew. A lie about what the prover chooses that
/// fails no line must leave all inputs of devices as they were. Deletions: for each line there must be a lie that fails this line alone:
/// without it the lie would pass. What one lie does not isolate is tried with a second and third value that makes up for the other
/// lines that fail, and with the line's result held at its honest value.
/// </remarks>
internal static class ProgramAttack
{
    /// <summary>Steps at which lines are attacked, too, that are listed as unneeded.</summary>
    private const int PointsOfListed = 5;

    /// <summary>Attacks a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="points">Valid steps of it.</param>
    /// <param name="isChoice">Inputs that the rules leave to the prover (docs/protocol.md, 5.2).</param>
    internal static AttackReport Run(CompiledProgram program, IReadOnlyList<AttackPoint> points, Func<string, bool> isChoice)
    {
        AttackReport report = new(program);
        PointAttack[] attacks =
        [
            .. points.Select((point, i) =>
                new PointAttack(point, (ulong)i, isChoice, report, i < PointsOfListed ? report.Open : report.Unexplained)),
        ];
        foreach (PointAttack attack in attacks)
        {
            attack.LieAboutChoices();
            attack.LieAboutEnvironment();
        }

        foreach (int row in report.Open.ToArray())
        {
            int most = report.Unexplained.Contains(row) ? attacks.Length : Math.Min(attacks.Length, PointsOfListed);
            _ = Array.Exists(attacks[..most], attack => attack.TryIsolate(row));
        }

        report.Points = points.Count;
        report.Runs = attacks.Sum(attack => attack.Runs);
        return report;
    }
}
