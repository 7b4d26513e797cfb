using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Attacks a program at one valid step.</summary>
/// <param name="point">The step.</param>
/// <param name="seed">Of random values.</param>
/// <param name="isChoice">Inputs that the rules leave to the prover.</param>
/// <param name="report">What is found.</param>
internal sealed class PointAttack(AttackPoint point, ulong seed, Func<string, bool> isChoice, AttackReport report)
{
    private const int RowsKept = 5;
    private const int RepairsMax = 2;
    private const int CandidatesPerRow = 12;
    private const int RunsPerRow = 500;

    private readonly LieRun _run = new(point);
    private readonly LieValues _values = new(point, seed);
    private readonly List<(Lie Lie, int[] Rows)> _kept = [];
    private long _limit;

    internal long Runs => _run.Count;

    /// <summary>Lies about each value that the prover chooses, or a line assigns.</summary>
    internal void LieAboutChoices()
    {
        foreach (Source source in point.Sources.Where(source => !source.IsEnvironment))
        {
            if (source.Kind == SourceKind.Assigned && !IsOpen(source))
            {
                continue;
            }

            foreach (Fr value in _values.For(source).Concat(Fractions(source)))
            {
                Try(new(source, value));
            }
        }
    }

    /// <summary>Other transactions and states, as far as they may show what a line is for.</summary>
    internal void LieAboutEnvironment()
    {
        foreach (Source source in point.Sources.Where(source => source.IsEnvironment))
        {
            CompiledProgram.Reach reach = point.Program.ReachOf(source.Register);
            bool moves = reach.Records && source.Kind is SourceKind.Message or SourceKind.Context or SourceKind.Field;
            foreach (Fr value in _values.For(source).Concat(Fractions(source)))
            {
                if (!IsOpen(source))
                {
                    break;
                }

                Lie lie = new(source, value);
                Try(lie);
                if (reach.Hints)
                {
                    Try(lie with { KeepsHints = true });
                }

                if (moves)
                {
                    Try(lie with { MovesRecords = true });
                    Try(lie with { MovesRecords = true, KeepsHints = true });
                }
            }
        }
    }

    /// <summary>Looks for a lie that fails the line of a row and no other.</summary>
    internal bool TryIsolate(int row)
    {
        _limit = _run.Count + RunsPerRow;
        foreach ((Lie lie, int[] rows) in _kept.Where(
            kept => kept.Rows.Contains(row)).OrderBy(kept => kept.Rows.Length).Take(CandidatesPerRow))
        {
            if (TryRepair(lie, rows, row, -1, RepairsMax) || TryKeepingHints(lie, row))
            {
                return true;
            }
        }

        return TryHeld(row);
    }

    private bool TryKeepingHints(Lie lie, int row)
    {
        Lie keeping = lie with { KeepsHints = true };
        _run.Run(keeping);
        int[] rows = Failing();
        return !lie.KeepsHints && rows.Contains(row) && TryRepair(keeping, rows, row, -1, RepairsMax);
    }

    private bool IsOpen(Source source) => point.Program.ReachOf(source.Register).Rows.Overlaps(report.Open);

    /// <summary>Values that move a line by one: where it takes a multiple of the value, they are no integers.</summary>
    private List<Fr> Fractions(Source source)
    {
        List<Fr> values = [];
        if (source.Kind is not (SourceKind.Message or SourceKind.Input or SourceKind.Hint))
        {
            return values;
        }

        HashSet<Fr> slopes = [Fr.Zero, Fr.One, -Fr.One];
        Fr honest = point.Values[source.Register];
        _run.Run(new Lie(source, honest + Fr.One) { KeepsHints = true, MovesRecords = true });
        foreach (int row in point.Program.ReachOf(source.Register).Rows.ToArray())
        {
            Fr slope = ValueOf(row, _run.Values) - ValueOf(row, point.Values);
            if (slopes.Add(slope))
            {
                slopes.Add(-slope);
                _ = Fr.TryInvertVarTime(slope, out Fr step);
                values.AddRange([honest + step, honest - step]);
            }
        }

        return values;
    }

    private Fr ValueOf(int row, Fr[] values) => point.Program.Line(row).ValueOf(values);

    /// <summary>The result of the line stays what it was, whatever the others are.</summary>
    private bool TryHeld(int row)
    {
        Operation.Line line = point.Program.Program.Written[row]!;
        if (line.Kind is not (LineKind.Assignment or LineKind.Comparison))
        {
            return false;
        }

        int held = line.Host!.Number;
        _limit = _run.Count + RunsPerRow;
        foreach (Source source in point.Sources)
        {
            if (source.Register == held || !point.Program.ReachOf(source.Register).Rows.Contains(row))
            {
                continue;
            }

            foreach (Fr value in _values.For(source))
            {
                Lie lie = new(source, value);
                _run.Run(lie, held);
                int[] rows = Failing();
                if (rows.Length > 0 && rows.Contains(row) && rows.Length <= RowsKept && TryRepair(lie, rows, row, held, RepairsMax - 1))
                {
                    return true;
                }

                if (_run.Count > _limit)
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
        int[] others = [.. rows.Where(other => other != row && other != report.TwinOf(row))];
        if (others.Length == 0)
        {
            _run.Run(lie, held);
            return Counts(lie, rows);
        }

        if (repairs == 0 || _run.Count > _limit)
        {
            return false;
        }

        foreach (int other in others)
        {
            foreach (Source source in point.Sources)
            {
                if (source.Kind is SourceKind.Assigned or SourceKind.Bit || source.Register == held || lie.Concerns(source)
                    || !point.Program.ReachOf(source.Register).Rows.Contains(other))
                {
                    continue;
                }

                foreach (Lie repaired in Solve(lie, source, other, held))
                {
                    _run.Run(repaired, held);
                    int[] left = Failing();
                    if (left.Contains(row) && !left.Contains(other) && left.Length <= rows.Length
                        && TryRepair(repaired, left, row, held, repairs - 1))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The values of a source at which a line holds, if the line is linear in it.</summary>
    private IEnumerable<Lie> Solve(Lie lie, Source source, int row, int held)
    {
        CompiledOperation line = point.Program.Line(row);
        if (line.LineKind is LineKind.Assignment or LineKind.Comparison)
        {
            yield break;
        }

        _run.Run(lie, held);
        Fr at = _run.Values[source.Register];
        Fr value = ValueOf(row, _run.Values);
        _run.Run(lie.And(source, at + Fr.One), held);
        if (!Fr.TryInvertVarTime(ValueOf(row, _run.Values) - value, out Fr inverse))
        {
            yield break;
        }

        // A range has many values that will do: its ends, and what it was.
        Fr[] targets = line.LineKind == LineKind.Assertion
            ? [Fr.Zero]
            : [Fr.Zero, AttackPoint.RangeLimit - Fr.One, ValueOf(row, point.Values)];
        foreach (Fr target in targets)
        {
            Fr solution = at + ((target - value) * inverse);
            if (LieValues.IsPossible(source, FieldNumber.ToSigned(solution)))
            {
                yield return lie.And(source, solution);
            }
        }
    }

    private void Try(Lie lie)
    {
        _run.Run(lie);
        report.AddFailures(_run.Failing, _run.DevicesFail);
        int[] rows = Failing();
        if (_run.DevicesFail)
        {
            return;
        }

        Source source = lie.Changes[0].Source;
        if (rows.Length == 0)
        {
            Judge(lie, source);
            return;
        }

        if (rows.Length == 1 || (rows.Length == 2 && report.TwinOf(rows[0]) == rows[1]))
        {
            _ = Counts(lie, rows);
        }

        if (rows.Length <= RowsKept && Array.Exists(rows, report.Open.Contains))
        {
            _kept.Add((lie, rows));
        }
    }

    /// <summary>No line fails: then nothing may have changed, unless the world did.</summary>
    private void Judge(Lie lie, Source source)
    {
        if (DeviceInputs.FirstOutOfRange(_run) is { } field)
        {
            report.AddUnsound($"{source.Kind} {source.Name}: {field} is left out of its range{(point.IsDerived ? " (derived)" : "")}");
        }

        // In a state that the rules do not lead to, an input may have a choice that it never has.
        bool isFree = lie.IsEnvironment || (source.Kind == SourceKind.Input && (point.IsDerived || isChoice(source.Name)));
        if (!isFree && DeviceInputs.FirstChange(point, _run) is { } change && !point.IsNoticedLater(lie))
        {
            report.AddUnsound($"{source.Kind} {source.Name} changes {change}{(point.IsDerived ? " (derived)" : "")}");
        }
    }

    /// <summary>The run failed a line alone, or two twins: notes that without it the lie would pass.</summary>
    private bool Counts(Lie lie, int[] rows)
    {
        if (_run.DevicesFail || (!lie.IsEnvironment && DeviceInputs.FirstChange(point, _run) is null))
        {
            return false;
        }

        foreach (int row in rows)
        {
            report.Notice(row, lie.ToString());
        }

        return true;
    }

    private int[] Failing() => _run.Failing.IsEmpty ? [] : _run.Failing.ToArray();
}
