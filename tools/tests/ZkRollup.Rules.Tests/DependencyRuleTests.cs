namespace ZkRollup.Rules.Tests;

public class DependencyRuleTests
{
    [Fact]
    public void Projects_OfTheRepository_ReferenceOnlyDownwards() => Verdict.None(DependencyRule.Violations(ProjectFile.All));

    [Fact]
    public void Table_EveryEntry_IsClosedAndAcyclic()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<ProjectEntry> left = [.. ProjectTable.Production];
        while (left.Count > 0)
        {
            // An entry is placed once all it may reference is placed; what it may reference includes what those may.
            int placed = left.RemoveAll(entry => entry.MayReference.All(seen.Contains) && seen.Add(entry.Name));
            Assert.True(placed > 0, $"a cycle among {string.Join(", ", left.Select(e => e.Name))}");
        }

        foreach (ProjectEntry entry in ProjectTable.Production)
        {
            foreach (string reference in entry.MayReference)
            {
                Assert.Empty(ProjectTable.Find(reference)!.MayReference.Except(entry.MayReference));
            }
        }
    }

    [Theory]
    [InlineData("crypto/ZkRollup.Crypto/ZkRollup.Crypto.csproj", "ZkRollup.Protocol", "may not reference")]
    [InlineData("protocol/ZkRollup.Protocol/ZkRollup.Protocol.csproj", "ZkRollup.Sequencer.Engine", "may not reference")]
    [InlineData("sequencer/ZkRollup.Sequencer.Rpc/ZkRollup.Sequencer.Rpc.csproj", "ZkRollup.Prover", "may not reference")]
    [InlineData("tools/ZkRollup.Cli/ZkRollup.Cli.csproj", "ZkRollup.Sequencer.Persistence", "may not reference")]
    [InlineData("crypto/tests/ZkRollup.Crypto.Tests/ZkRollup.Crypto.Tests.csproj", "ZkRollup.Prover", "may not reference")]
    [InlineData("tools/ZkRollup.Novelty/ZkRollup.Novelty.csproj", "ZkRollup.Crypto", "unknown project")]
    [InlineData("tools/tests/ZkRollup.Novelty.Tests/ZkRollup.Novelty.Tests.csproj", "ZkRollup.Crypto", "unknown project")]
    [InlineData("prover/ZkRollup.Protocol/ZkRollup.Protocol.csproj", "ZkRollup.Crypto", "belongs in")]
    [InlineData("crypto/ZkRollup.Protocol.Tests/ZkRollup.Protocol.Tests.csproj", "ZkRollup.Protocol", "belongs in")]
    public void Violations_ForbiddenReference_IsReported(string path, string reference, string expected)
    {
        ProjectFile project = ProjectFile.Parse(path, Sample(reference));
        Verdict.One(expected, DependencyRule.Violations([project]));
    }

    [Theory]
    [InlineData("protocol/ZkRollup.Protocol/ZkRollup.Protocol.csproj", "ZkRollup.Crypto")]
    [InlineData("protocol/tests/ZkRollup.Protocol.Tests/ZkRollup.Protocol.Tests.csproj", "ZkRollup.Protocol")]
    [InlineData("crypto/tests/ZkRollup.Crypto.Tests/ZkRollup.Crypto.Tests.csproj", "ZkRollup.Crypto.Generator")]
    public void Violations_AllowedReference_IsNotReported(string path, string reference) =>
        Assert.Empty(DependencyRule.Violations([ProjectFile.Parse(path, Sample(reference))]));

    private static string Sample(string reference) =>
        $"<Project><ItemGroup><ProjectReference Include=\"..\\{reference}\\{reference}.csproj\" /></ItemGroup></Project>";
}
