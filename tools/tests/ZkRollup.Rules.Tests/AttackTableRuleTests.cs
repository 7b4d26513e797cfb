namespace ZkRollup.Rules.Tests;

public class AttackTableRuleTests
{
    [Fact]
    public void AttackTable_OfTheRepository_NamesTestsThatExistAndEveryGadget()
    {
        HashSet<string> tests = AttackTableRule.Tests(SourceFile.All);
        string[] gadgets = [.. AttackTableRule.Gadgets(SourceFile.All)];
        Assert.Contains("Comparison", gadgets);
        Assert.InRange(gadgets.Length, 20, int.MaxValue);
        Verdict.None(AttackTableRule.Violations(Repository.Read("docs/attacks.md"), tests, gadgets));
    }

    [Fact]
    public void Violations_MissingTestRowOrGadget_IsReported()
    {
        SourceFile file = SourceFile.Sample("namespace ZkRollup.Sample;\nclass ATests { [Fact] public void B_C_D() { } public void E() { } }");
        HashSet<string> tests = AttackTableRule.Tests([file]);
        Assert.Equal(["ATests.B_C_D"], tests);
        const string page = "| Pitfall | Tests |\n|---|---|\n| x, y | `ATests.B_C_D` |\n";
        Assert.Empty(AttackTableRule.Violations(page, tests, ["x", "y"]));
        Verdict.One("no test ATests.E", AttackTableRule.Violations(page + "| z | `ATests.E` |\n", tests, []));
        Verdict.One("the row 'z' names no test", AttackTableRule.Violations(page + "| z | later |\n", tests, []));
        Verdict.One("the gadget z has no row", AttackTableRule.Violations(page, tests, ["x", "z"]));
    }
}
