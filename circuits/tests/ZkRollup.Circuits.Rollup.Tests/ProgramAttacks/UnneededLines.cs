using System.Globalization;
using System.Text;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>
/// The list of lines whose deletion no lie made use of, with the reason of each, and of lies that a later step notices:
/// circuits/baselines/unneeded-lines.txt.
/// </summary>
internal static class UnneededLines
{
    private const string WriteSwitch = "ZKROLLUP_WRITE_BASELINES";

    private static readonly string ListPath = SourceTree.PathOf("circuits", "baselines", "unneeded-lines.txt");

    /// <summary>Demands that the list says exactly what was found.</summary>
    /// <param name="reports">What was found.</param>
    /// <param name="isComplete">Whether these are all programs: then the list has no others, and can be written.</param>
    internal static void Require(IReadOnlyList<AttackReport> reports, bool isComplete)
    {
        if (isComplete && Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllText(ListPath, Write(reports));
        }

        Assert.Empty(reports.SelectMany(WithoutReason));
        string list = File.ReadAllText(ListPath);
        if (isComplete)
        {
            Assert.Empty(UnneededReasons.Lines.Except(reports.SelectMany(report => report.Open.ToArray().Select(report.NameOf))));
            Assert.True(Write(reports) == list, $"{ListPath} differs; {WriteSwitch}=1 writes it, and the commit says why.");
        }

        Assert.All(reports, report => Assert.Contains(Entry(report), list, StringComparison.Ordinal));
    }

    private static string Write(IReadOnlyList<AttackReport> reports)
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {reports.Count} programs, {reports.Sum(report => report.Lines)} lines, each deleted in turn; no lie made use of it for:\n");
        foreach (IGrouping<string, string> reason in reports.SelectMany(Reasons).GroupBy(reason => reason)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# {reason.Count(),4} {reason.Key}\n");
        }

        return text.Append(string.Concat(reports.Select(Entry))).ToString();
    }

    private static string Entry(AttackReport report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{report.Program.Name}: {report.Open.Count} of {report.Lines} lines\n");
        IEnumerable<IGrouping<string, int>> groups = report.Open.ToArray().GroupBy(report.NameOf);
        foreach (IGrouping<string, int> group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string? reason = UnneededReasons.Of(group.Key);
            text.Append(CultureInfo.InvariantCulture, $"  {group.Count()} × {group.Key}: {reason}\n");
        }

        foreach (string later in report.Later)
        {
            text.Append(CultureInfo.InvariantCulture, $"  noticed later: {later}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Reasons(AttackReport report) =>
        report.Open.ToArray().Select(row => UnneededReasons.Of(report.NameOf(row))!);

    private static IEnumerable<string> WithoutReason(AttackReport report) => report.Open.ToArray()
        .Where(row => UnneededReasons.Of(report.NameOf(row)) is null)
        .Select(row => $"{report.Program.Name}: {report.NameOf(row)} is not missed: {report.Describe(row)}");
}
