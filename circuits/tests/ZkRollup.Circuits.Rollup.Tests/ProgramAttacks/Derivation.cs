using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Finds valid steps that go ways that no recorded step goes, by changes of the transaction and the state.</summary>
internal static class Derivation
{
    /// <summary>The points, and those that are derived from them.</summary>
    /// <param name="recorded">Valid steps of one program.</param>
    /// <param name="most">Most points in all.</param>
    internal static IReadOnlyList<AttackPoint> Extend(IReadOnlyList<AttackPoint> recorded, int most)
    {
        if (recorded.Count == 0)
        {
            return [];
        }

        SeenBits seen = new(recorded[0].Program.Program);
        List<AttackPoint> points = [.. recorded];
        foreach (AttackPoint point in points)
        {
            _ = seen.Add(point.Step);
        }

        for (int i = 0; i < points.Count && points.Count < most; i++)
        {
            Extend(points[i], (ulong)i, seen, points, most);
        }

        return points;
    }

    private static void Extend(AttackPoint point, ulong seed, SeenBits seen, List<AttackPoint> points, int most)
    {
        LieRun run = new(point);
        LieValues values = new(point, seed);
        foreach (Source source in point.Sources.Where(source => source.IsEnvironment))
        {
            if (!point.Program.ReachOf(source.Register).Rows.Overlaps(seen.Missing))
            {
                continue;
            }

            foreach (Fr value in values.For(source))
            {
                Lie lie = new(source, value);
                run.Run(lie);
                if (run.Failing.IsEmpty && !run.DevicesFail && seen.IsNew(run) && point.Derive(lie) is { } derived)
                {
                    _ = seen.Add(derived.Step);
                    points.Add(derived);
                    if (points.Count == most)
                    {
                        return;
                    }
                }
            }
        }
    }
}
