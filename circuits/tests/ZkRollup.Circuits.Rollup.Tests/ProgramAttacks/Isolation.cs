using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Looks for a lie that one line alone stops: by further values that make up for the other lines that fail.</summary>
/// <param name="point">The step.</param>
/// <param name="run">Runs lies.</param>
/// <param name="values">Values to lie with.</param>
/// <param name="kept">Lies to begin with.</param>
/// <param name="report">What is found.</param>
internal sealed class Isolation(AttackPoint point, LieRun run, LieValues values, KeptLies kept, AttackReport report)
{
    private const int RowsMax = 5;
    private const int RepairsMax = 3;
    private const int CandidatesPerRow = 60;
    private const int RunsPerCandidate = 150;
    private const int RunsPerRow = 3_000;

    private long _limit;

    /// <summary>Looks for a lie that fails the line of a row and no other.</summary>
    internal bool TryIsolate(int row)
    {
        long end = run.Count + RunsPerRow;
        foreach ((Lie lie, int[] rows) in kept.All.Where(lie => lie.Rows.Contains(row)).Take(CandidatesPerRow))
        {
            _limit = Math.Min(end, run.Count + RunsPerCandidate);
            if (TryRepair(lie, rows, row, -1, RepairsMax) || TryKeepingHints(lie, row))
            {
                return true;
            }
        }

        return TryEnds(row) || TryMakingUp(row) || TryHeld(row);
    }

    private bool TryKeepingHints(Lie lie, int row)
    {
        if (lie.KeepsHints)
        {
            return false;
        }

        Lie keeping = lie with { KeepsHints = true };
        run.Run(keeping);
        int[] rows = Failing();
        return rows.Contains(row) && TryRepair(keeping, rows, row, -1, RepairsMax);
    }

    /// <summary>What the line reads is at the ends of what the world has.</summary>
    private bool TryEnds(int row)
    {
        int[] reads = point.Program.Line(row).Reads;
        Source[] read = [.. point.Sources.Where(source => source is { Low: not null, High: not null } && reads.Contains(source.Register))];
        long end = run.Count + RunsPerRow;
        foreach (Source one in read)
        {
            foreach (Source other in read)
            {
                for (int ends = 0; ends < 4 && one != other; ends++)
                {
                    Lie lie = new Lie(one, End(one, ends & 1)).And(other, End(other, ends >> 1));
                    run.Run(lie);
                    int[] rows = Failing();
                    _limit = Math.Min(end, run.Count + RunsPerCandidate);
                    if (rows.Contains(row) && rows.Length <= RowsMax && TryRepair(lie, rows, row, -1, RepairsMax))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static Fr End(Source source, int high) => FieldNumber.Of(high == 0 ? source.Low!.Value : source.High!.Value);

    /// <summary>The line's result, or what the prover chose that it reads, makes up for a lie that fails others.</summary>
    private bool TryMakingUp(int row)
    {
        CompiledOperation line = point.Program.Line(row);
        long end = run.Count + RunsPerRow;
        foreach (Source source in point.Sources.Where(source => line.Writes.Contains(source.Register)
            || (source.Kind is SourceKind.Hint or SourceKind.Input && line.Reads.Contains(source.Register))))
        {
            RowSet reached = point.Program.ReachOf(source.Register).Rows;
            foreach ((Lie lie, int[] rows) in kept.All.Where(lie => !lie.Rows.Contains(row) && lie.Rows.Any(reached.Contains)))
            {
                _limit = Math.Min(end, run.Count + RunsPerCandidate);
                if (!lie.Concerns(source)
                    && (TryRepairBy(source, lie, rows, row, -1, RepairsMax) || TryAsItWas(source, lie, row)))
                {
                    return true;
                }

                if (run.Count > end)
                {
                    return false;
                }
            }
        }

        return false;
    }

    /// <summary>A value is what it was in the valid step, or the other bit.</summary>
    private bool TryAsItWas(Source result, Lie lie, int row)
    {
        foreach (Fr value in new[] { point.Values[result.Register], Fr.Zero, Fr.One })
        {
            Lie held = lie.And(result, value);
            run.Run(held);
            int[] rows = Failing();
            if (rows.Contains(row) && rows.Length <= RowsMax && TryRepair(held, rows, row, -1, 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The result of the line stays what it was, whatever the others are.</summary>
    private bool TryHeld(int row)
    {
        if (point.Program.Line(row).Writes is not [int held])
        {
            return false;
        }

        long end = run.Count + RunsPerRow;
        foreach (Source source in point.Sources)
        {
            if (source.Register == held || !point.Program.ReachOf(source.Register).Rows.Contains(row))
            {
                continue;
            }

            foreach (Fr value in values.For(source))
            {
                Lie lie = new(source, value);
                run.Run(lie, held);
                int[] rows = Failing();
                _limit = Math.Min(end, run.Count + RunsPerCandidate);
                if (rows.Contains(row) && rows.Length <= RowsMax && TryRepair(lie, rows, row, held, RepairsMax - 1))
                {
                    return true;
                }

                if (run.Count > end)
                {
                    return false;
                }
            }
        }

        return false;
    }

    /// <summary>Makes up for the lines that fail beside the one of a row, by one more value each.</summary>
    private bool TryRepair(Lie lie, int[] rows, int row, int held, int repairs)
    {
        if (!rows.Any(other => other != row && other != report.TwinOf(row)))
        {
            run.Run(lie, held);
            return report.Counts(point, run, lie, rows);
        }

        if (repairs == 0 || run.Count > _limit)
        {
            return false;
        }

        foreach (Source source in point.Sources)
        {
            if (source.Kind is not (SourceKind.Assigned or SourceKind.Bit) && source.Register != held && !lie.Concerns(source)
                && TryRepairBy(source, lie, rows, row, held, repairs))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryRepairBy(Source source, Lie lie, int[] rows, int row, int held, int repairs)
    {
        RowSet reached = point.Program.ReachOf(source.Register).Rows;
        foreach (int other in rows)
        {
            if (other == row || other == report.TwinOf(row) || !reached.Contains(other))
            {
                continue;
            }

            foreach (Lie repaired in Solve(lie, source, other, held))
            {
                run.Run(repaired, held);
                int[] left = Failing();
                if (left.Contains(row) && !left.Contains(other) && left.Length <= rows.Length + 1
                    && TryRepair(repaired, left, row, held, repairs - 1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The values of a source at which a line holds, if the line is linear in it.</summary>
    private IEnumerable<Lie> Solve(Lie lie, Source source, int row, int held)
    {
        CompiledOperation line = point.Program.Line(row);
        run.Run(lie, held);
        Fr at = run.Values[source.Register];
        if (source.Kind == SourceKind.Bit)
        {
            yield return lie.And(source, Fr.One - at);
            yield break;
        }

        Fr value = line.ValueOf(run.Values);
        Fr[] targets = Targets(line);
        Lie[] ways = lie.KeepsHints ? [lie] : [lie, Freeze(lie, source)];
        foreach (Lie way in ways)
        {
            run.Run(way.And(source, at + Fr.One), held);
            if (!Fr.TryInvertVarTime(line.ValueOf(run.Values) - value, out Fr inverse))
            {
                continue;
            }

            foreach (Fr target in targets)
            {
                Fr solution = at + ((target - value) * inverse);
                if (LieValues.IsPossible(source, FieldNumber.ToSigned(solution)))
                {
                    yield return way.And(source, solution);
                }
            }
        }
    }

    /// <summary>What a formula may be for its line to hold, after a run.</summary>
    private Fr[] Targets(CompiledOperation line) => line.LineKind switch
    {
        LineKind.Assertion => [Fr.Zero],
        LineKind.Assignment => [run.Values[line.Writes[0]]],
        LineKind.Comparison => [run.Values[line.Writes[0]].IsZero ? Fr.Zero : -Fr.One],

        // A range has many values that will do: its ends, and what it was.
        _ => [Fr.Zero, AttackPoint.RangeLimit - Fr.One, line.ValueOf(point.Values)],
    };

    /// <summary>The lie with the hints that read a value as they are in the last run.</summary>
    private Lie Freeze(Lie lie, Source source)
    {
        foreach (Source hint in point.Sources)
        {
            if (hint.Kind is SourceKind.Hint or SourceKind.Inverse && !lie.Concerns(hint)
                && point.Program.Operations[point.Program.Writer[hint.Register]].Reads.Contains(source.Register))
            {
                lie = lie.And(hint, run.Values[hint.Register]);
            }
        }

        return lie;
    }

    /// <summary>The lines that the last run failed; none if a device could not take what it was given.</summary>
    private int[] Failing() => run.Failing.IsEmpty || run.DevicesFail ? [] : run.Failing.ToArray();
}
