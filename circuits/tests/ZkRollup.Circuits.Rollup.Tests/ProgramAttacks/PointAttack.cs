using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Attacks a program at one valid step: lies about each of its values.</summary>
/// <param name="point">The step.</param>
/// <param name="seed">Of random values.</param>
/// <param name="isChoice">Inputs that the rules leave to the prover.</param>
/// <param name="report">What is found.</param>
/// <param name="open">The lines whose deletion is to be noticed.</param>
internal sealed class PointAttack(AttackPoint point, ulong seed, Func<string, bool> isChoice, AttackReport report, RowSet open)
{
    private const int FollowedMax = 8;

    private readonly Dictionary<Source, int> _followed = [];
    private readonly LieRun _run = new(point);
    private readonly LieValues _values = new(point, seed);
    private readonly KeptLies _kept = new();
    private Isolation? _isolation;

    internal long Runs => _run.Count;

    /// <summary>Lies about each value that the prover chooses, or a line assigns.</summary>
    internal void LieAboutChoices()
    {
        foreach (Source source in point.Sources.Where(source => !source.IsEnvironment))
        {
            CompiledProgram.Reach reach = point.Program.ReachOf(source.Register);
            if (source.Kind == SourceKind.Assigned && !reach.Rows.Overlaps(open))
            {
                continue;
            }

            foreach (Fr value in Fractions(source).Concat(_values.For(source)))
            {
                Lie lie = new(source, value);
                Try(lie);
                if (reach.Records && reach.Rows.Overlaps(open))
                {
                    Try(lie with { MovesRecords = true });
                }
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
            RowSet wanted = Wanted();
            foreach (Fr value in Fractions(source).Concat(_values.For(source)))
            {
                if (!reach.Rows.Overlaps(wanted))
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
    internal bool TryIsolate(int row) => (_isolation ??= new(point, _run, _values, _kept, report)).TryIsolate(row);

    /// <summary>The lines whose deletion was not noticed yet, and those that their results may fail.</summary>
    private RowSet Wanted()
    {
        RowSet wanted = open.Copy();
        foreach (int row in open.ToArray())
        {
            if (point.Program.Line(row).Writes is [int written])
            {
                wanted.UnionWith(point.Program.ReachOf(written).Rows);
            }
        }

        return wanted;
    }

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
            Fr slope = point.Program.Line(row).ValueOf(_run.Values) - point.Program.Line(row).ValueOf(point.Values);
            if (slopes.Add(slope))
            {
                slopes.Add(-slope);
                _ = Fr.TryInvertVarTime(slope, out Fr step);
                values.AddRange([honest + step, honest - step]);
            }
        }

        return values;
    }

    private void Try(Lie lie)
    {
        _run.Run(lie);
        report.AddFailures(_run.Failing, _run.DevicesFail, lie);
        if (_run.DevicesFail)
        {
            return;
        }

        int[] rows = _run.Failing.IsEmpty ? [] : _run.Failing.ToArray();
        if (rows.Length == 0)
        {
            Judge(lie, lie.Changes[0].Source);
            return;
        }

        if (rows.Length == 1 || (rows.Length == 2 && report.TwinOf(rows[0]) == rows[1]))
        {
            _ = report.Counts(point, _run, lie, rows);
        }

        _kept.Add(lie, rows);
    }

    /// <summary>No line fails: then nothing may have changed, unless the world did.</summary>
    private void Judge(Lie lie, Source source)
    {
        // In a state that the rules do not lead to, an input may have a choice that it never has.
        bool isFree = lie.IsEnvironment || (source.Kind == SourceKind.Input && (point.IsDerived || isChoice(source.Name)));
        string? found = lie.IsPossible && DeviceInputs.FirstOutOfRange(point, _run) is { } field ? $"leaves {field} out of its range"
            : !isFree && DeviceInputs.FirstChange(point, _run) is { } change ? $"changes {change}"
            : null;
        if (found is null)
        {
            return;
        }

        // Some lies about each value are followed into the steps after: that takes as long as a thousand others.
        int followed = _followed.GetValueOrDefault(source);
        if (!lie.IsEnvironment && followed == FollowedMax)
        {
            return;
        }

        _followed[source] = followed + 1;
        if (!lie.IsEnvironment && point.NoticedLater(lie) is { } label)
        {
            report.AddLater($"{source.Kind} {source.Name}: {label}");
            return;
        }

        report.AddUnsound($"{source.Kind} {source.Name} {found}{(point.IsDerived ? " (derived)" : "")}");
    }
}
