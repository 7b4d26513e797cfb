namespace ZkRollup.Rules.Tests;

public class NamingRuleTests
{
    [Fact]
    public void Folders_OfTheRepository_SayWhatTheyHold() => Verdict.None(NamingRule.FolderViolations(Repository.Folders));

    [Fact]
    public void Namespaces_OfTheRepository_AreProjectAndFolder() => Verdict.None(SourceFile.All.SelectMany(NamingRule.NamespaceViolations));

    [Theory]
    [InlineData("crypto/ZkRollup.Crypto/Common")]
    [InlineData("tools/shared")]
    [InlineData("bench/Utils")]
    [InlineData("prover/helpers")]
    [InlineData("prover/Misc")]
    public void FolderViolations_ForbiddenName_IsReported(string folder) =>
        Assert.Single(NamingRule.FolderViolations(["crypto", folder, "crypto/ZkRollup.Crypto/Commonwealth"]));

    [Theory]
    [InlineData("tools/ZkRollup.Sample/A.cs", "namespace ZkRollup.Sample;\nclass A;", 0)]
    [InlineData("tools/ZkRollup.Sample/Inner/Deep/A.cs", "namespace ZkRollup.Sample.Inner.Deep;\nclass A;", 0)]
    [InlineData("tools/ZkRollup.Sample/Program.cs", "return 1;", 0)]
    [InlineData("tools/ZkRollup.Sample/Inner/A.cs", "namespace ZkRollup.Sample;\nclass A;", 1)]
    [InlineData("tools/ZkRollup.Sample/A.cs", "namespace ZkRollup.Other;\nclass A;", 1)]
    [InlineData("tools/ZkRollup.Sample/A.cs", "namespace ZkRollup.Sample { class A; }", 1)]
    [InlineData("tools/ZkRollup.Sample/A.cs", "class A;", 1)]
    public void NamespaceViolations_Samples_CountsFaults(string path, string text, int expected) =>
        Assert.Equal(expected, NamingRule.NamespaceViolations(SourceFile.Sample(text, path)).Count());
}
