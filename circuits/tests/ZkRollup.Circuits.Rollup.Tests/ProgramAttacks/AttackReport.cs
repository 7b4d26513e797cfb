using System.Globalization;
using System.Numerics;
using System.Text;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>What became of the attacks on a program.</summary>
/// <remarks>
/// The two lines of a range, v ≥ 0 and v ≤ max, are twins: a value that is no small integer fails both, so that often neither is needed
/// beside the other. It is enough that the deletion of both is noticed.
/// </remarks>
internal sealed class AttackReport
{
    private readonly SortedSet<string> _unsound = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _later = new(StringComparer.Ordinal);
    private readonly string?[] _noticedBy = new string?[MachineShape.Rows];
    private readonly RowSet?[] _companions = new RowSet?[MachineShape.Rows];
    private readonly RowSet _withoutDevices = new();
    private readonly (int Count, string Lie)?[] _nearest = new (int, string)?[MachineShape.Rows];
    private readonly int[] _twins;

    internal AttackReport(CompiledProgram program)
    {
        Program = program.Program;
        _twins = [.. Enumerable.Range(0, MachineShape.Rows).Select(row => FindTwin(Program, row))];
        for (int row = 0; row < MachineShape.Rows; row++)
        {
            bool isLine = Program.Written[row] is not null;
            Open.Set(row, isLine);
            Unexplained.Set(row, isLine && UnneededReasons.Of(NameOf(row)) is null);
        }
    }

    internal StepProgram Program { get; }

    /// <summary>Lies that no line notices though they change what the step does.</summary>
    internal IReadOnlyCollection<string> Unsound => _unsound;

    /// <summary>Lies that only a later step notices, each with the rule that does.</summary>
    internal IReadOnlyCollection<string> Later => _later;

    /// <summary>The rows with lines whose deletion no lie made use of yet.</summary>
    internal RowSet Open { get; } = new();

    /// <summary>Those of them for which no reason is known.</summary>
    internal RowSet Unexplained { get; } = new();

    /// <summary>How many lines the program has.</summary>
    internal int Lines => Program.Written.Count(line => line is not null);

    /// <summary>Steps that were attacked.</summary>
    internal int Points { get; set; }

    /// <summary>Runs that were made.</summary>
    internal long Runs { get; set; }

    /// <summary>The other line of a range; −1 for none.</summary>
    internal int TwinOf(int row) => _twins[row];

    /// <summary>The lie that the line of a row alone stops, or it with its twin; null if none was found.</summary>
    internal string? NoticedBy(int row) => _noticedBy[row];

    /// <summary>Notes that without the line of a row a lie would pass.</summary>
    internal void Notice(int row, string lie)
    {
        _noticedBy[row] ??= lie;
        Open.Set(row, false);
        Unexplained.Set(row, false);
    }

    /// <summary>A run failed lines of one rule alone: notes that without them the lie would pass.</summary>
    /// <returns>False if the lie would change nothing.</returns>
    internal bool Counts(AttackPoint point, LieRun run, Lie lie, int[] rows)
    {
        if (run.DevicesFail || (!lie.IsEnvironment && DeviceInputs.FirstChange(point, run) is null))
        {
            return false;
        }

        Assert.Equal(rows.Select(row => Program.Labels[row]), run.CheckLines());
        foreach (int row in rows)
        {
            Notice(row, lie.ToString());
        }

        return true;
    }

    internal void AddLater(string text) => _later.Add(text);

    internal void AddUnsound(string text) => _unsound.Add(text);

    /// <summary>Notes that lines failed together, and perhaps a device with them.</summary>
    internal void AddFailures(RowSet failing, bool devicesFail, Lie lie)
    {
        if (!failing.Overlaps(Open))
        {
            return;
        }

        for (int row = 0; row < MachineShape.Rows; row++)
        {
            if (failing.Contains(row) && Open.Contains(row))
            {
                int count = failing.Count + (devicesFail ? MachineShape.Rows : 0);
                if (_nearest[row] is not { } nearest || count < nearest.Count)
                {
                    _nearest[row] = (count, $"{lie} fails {string.Join(' ', failing.ToArray())}{(devicesFail ? " and a device" : "")}");
                }

                RowSet all = _companions[row] ??= failing.Copy();
                all.IntersectWith(failing);
                if (!devicesFail)
                {
                    _withoutDevices.Set(row, true);
                }
            }
        }
    }

    /// <summary>What else failed whenever the line of a row did: why its deletion is not noticed.</summary>
    internal string CompanionsOf(int row)
    {
        if (_companions[row] is not { } companions)
        {
            return "never failed";
        }

        IEnumerable<string> labels = companions.ToArray().Where(
            other => other != row).Select(other => $"'{Program.Labels[other]}'").Distinct();
        string devices = _withoutDevices.Contains(row) ? "" : " and a device";
        return $"always with {string.Join(", ", labels)}{devices}";
    }

    /// <summary>Rule and part of a line, which do not depend on where it lies.</summary>
    internal string NameOf(int row)
    {
        Operation.Line line = Program.Written[row]!;
        LineForm f = line.Form;
        string part = line.Kind switch
        {
            LineKind.Range => LeadOf(f).Sign < 0 ? "negative range" : "range",
            LineKind.Assertion when f.A is not null && f.A == f.B && f.Qm == -f.Qa => "bit",
            LineKind.Assertion => "equation",
            LineKind.Comparison => "comparison",
            _ => "result",
        };
        return $"{line.Label}, {part}";
    }

    /// <summary>The first coefficient of a formula that is not zero, or zero.</summary>
    private static BigInteger LeadOf(LineForm f) =>
        new[] { f.Qm, f.Qn, f.Qa, f.Qb, f.Qc }.FirstOrDefault(coefficient => !coefficient.IsZero);

    /// <summary>A line whose deletion was not noticed: what it is, what fails with it, and the lie that came nearest.</summary>
    internal string Describe(int row)
    {
        Operation.Line line = Program.Written[row]!;
        return $"row {row}, {line.Kind} of '{line.Label}', {Formula(line)}: {CompanionsOf(row)}; nearest: {_nearest[row]?.Lie}";
    }

    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Program.Name}: {Lines} lines, {Open.Count} deletions unnoticed, {_unsound.Count} unsound, {Points} steps, {Runs} runs");
        foreach (string unsound in _unsound)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  unsound: {unsound}");
        }

        foreach (string later in _later)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  noticed later: {later}");
        }

        foreach (int row in Open.ToArray())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  not noticed: {Describe(row)}");
        }

        return text.ToString();
    }

    /// <summary>The row of a result, with what it is if no line assigns it.</summary>
    private string NameOf(Register? register)
    {
        string name = Program.Operations.Select(operation => operation switch
        {
            Operation.Input input when input.Result == register => $" {input.Name}",
            Operation.Hint hint when hint.Result == register => " hint",
            Operation.Open open when Array.IndexOf(open.Old, register) is int field and >= 0 => $" port {open.Port} field {field}",
            _ => "",
        }).FirstOrDefault(name => name.Length > 0, "");
        return $"(#{register?.Row}{name})";
    }

    private static int FindTwin(StepProgram program, int row)
    {
        if (program.Written[row] is not { Kind: LineKind.Range } line)
        {
            return -1;
        }

        for (int other = 0; other < MachineShape.Rows; other++)
        {
            if (other != row && program.Written[other] is { Kind: LineKind.Range } twin && AreOpposite(line.Form, twin.Form))
            {
                return other;
            }
        }

        return -1;
    }

    /// <summary>True if two formulas add up to a constant.</summary>
    private static bool AreOpposite(LineForm a, LineForm b) =>
        a.A == b.A && a.B == b.B && a.C == b.C && a.Qm == -b.Qm && a.Qn == -b.Qn && a.Qa == -b.Qa && a.Qb == -b.Qb && a.Qc == -b.Qc;

    private string Formula(Operation.Line line)
    {
        LineForm f = line.Form;
        StringBuilder text = new();
        (string a, string b, string c) = (NameOf(f.A), NameOf(f.B), NameOf(f.C));
        (BigInteger Factor, string Name)[] terms = [(f.Qm, $"{a}·{b}"), (f.Qn, $"{a}·{c}"), (f.Qa, a), (f.Qb, b), (f.Qc, c), (f.K, "1")];
        foreach ((BigInteger factor, string name) in terms.Where(term => !term.Factor.IsZero))
        {
            text.Append(CultureInfo.InvariantCulture, $" {(factor.Sign < 0 ? "" : "+")}{factor}·{name}");
        }

        return text.ToString().Trim();
    }
}
