using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

public class RequiredCoverageTests
{
    [Fact]
    public void Shortfalls_OfNothing_AreAllThatIsRequired()
    {
        string[] required = [.. RequiredCoverage.Items().Where(item => item.Least > 0).Select(item => item.Item)];
        Assert.Equal(required.Length, required.Distinct().Count());
        Assert.Equal(required.Except(RequiredCoverage.Unreachable.Keys).Count(), RequiredCoverage.Shortfalls(new Coverage()).Count());
    }

    [Fact]
    public void Shortfalls_OfWhatCannotBe_AreReported()
    {
        foreach (string item in RequiredCoverage.Unreachable.Keys)
        {
            Assert.Contains(RequiredCoverage.Items(), required => required.Item == item);
            Coverage coverage = new();
            coverage.Add(item);
            Assert.Contains($"{item}: 1 of 0", RequiredCoverage.Shortfalls(coverage));
        }
    }
}
