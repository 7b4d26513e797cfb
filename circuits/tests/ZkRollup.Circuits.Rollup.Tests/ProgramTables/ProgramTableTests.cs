using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Protocol.Transactions;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramTables;

/// <summary>docs/circuits/programs.md: every rule of the protocol has lines.</summary>
public sealed class ProgramTableTests
{
    private const string WriteSwitch = "ZKROLLUP_WRITE_BASELINES";

    private static readonly string[] Paragraphs =
    [
        "5.1", "5.2 transaction hash", "5.3 session nonce", "5.3 master nonce", "6.1", "6.2", "6.3", "6.4", "6.4, 6.5", "6.6", "6.7, 1",
        "6.7, 2", "6.8", "6.9", "6.10", "7.2", "7.4", "7.5", "8.1", "8.2, 1", "8.2, 3", "8.2, 4", "8.2, 5", "8.3, 1", "8.3, 2",
        "8.3, 3", "8.3, 4", "8.3 a", "8.3 b", "8.3 d", "8.3 e", "8.3 f", "8.3 g", "8.3 h", "8.3 i", "8.3 j", "8.4", "8.5, 1", "8.5, 2",
        "8.5, 4", "8.5, 5", "8.6", "8.7", "9.1, 1", "9.1, 2", "9.1, 3", "9.1, 4", "9.1, 5", "9.2, 1", "9.2, 2", "9.2, 3", "9.3", "9.4",
        "10.1", "10.2, 1", "10.2, 2", "10.2, 3", "10.3", "10.4, 1", "10.4, 2", "10.5, 1", "10.5, 2", "10.5, 3", "10.5, 4", "11", "3.4",
        "4.1", "4.3", "4.6", "4.7",
    ];

    [Fact]
    public void Table_OfAllPrograms_IsUpToDate()
    {
        string path = SourceTree.PathOf("docs", "circuits", "programs.md");
        string page = RuleTable.Write(ReachedPrograms.ByKind);
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(
            path) && File.ReadAllText(path) == page, $"{path} is not up to date: run this test once with {WriteSwitch}=1.");
    }

    [Fact]
    public void Preconditions_OfEachTransaction_HaveLinesOrADevice()
    {
        List<string> missing = [];
        foreach ((TransactionKind kind, HashSet<StepProgram> programs) in ReachedPrograms.ByKind)
        {
            string[] labels = [.. programs.SelectMany(program => program.Labels).Distinct()];
            missing.AddRange(RuleTable.Preconditions(kind)
                .Where(name => !RuleTable.ByDevices.ContainsKey(name) && !RuleTable.ByOtherLines.ContainsKey((kind, name)))
                .Where(name => !labels.Any(label => RuleTable.IsPrecondition(label, name)))
                .Select(name => $"{kind}: {name}"));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Effects_OfEachParagraph_HaveLines()
    {
        string[] labels = [.. ProgramSet.All.SelectMany(program => program.Labels).Distinct()];
        Assert.All(Paragraphs, paragraph => Assert.Contains(labels, label => IsOf(label, paragraph)));
    }

    [Fact]
    public void Programs_All_BelongToATransaction()
    {
        HashSet<StepProgram> reached = [.. ReachedPrograms.ByKind.Values.SelectMany(programs => programs)];
        Assert.Equal(Enum.GetValues<TransactionKind>(), ReachedPrograms.ByKind.Keys.Order());
        string[] others =
        [
            .. ProgramSet.All.Where(program => program != ProgramSet.Padding && !RuleTable.IsWait(program) && !reached.Contains(program))
                .Select(program => program.Name),
        ];
        Assert.Empty(others);
    }

    private static bool IsOf(string label, string paragraph) => label == paragraph
        || (label.StartsWith(paragraph, StringComparison.Ordinal) && !char.IsAsciiDigit(label[paragraph.Length]));
}
