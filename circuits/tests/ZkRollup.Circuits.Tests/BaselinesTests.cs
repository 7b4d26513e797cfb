using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Tests;

public sealed class BaselinesTests
{
    [Fact]
    public void CostReport_OfFibonacci_IsPinned() => Baselines.Require("fibonacci", CostReport.Of(FibonacciTests.Build()));

    [Fact]
    public void CostReport_OfFibonacci_CountsWhatWasBuilt()
    {
        CostReport report = CostReport.Of(FibonacciTests.Build());
        Assert.Equal(8, report.Rows);
        Assert.Equal(4, report.WitnessColumns);
        Assert.Equal(0, report.CopiedColumns);
        Assert.Equal(2, report.Fractions);
        Assert.Equal(1, report.HelperColumns);
        Assert.Equal(["1 × 8 rows × (2 copied, 0 local, 1 limb): 24 of 24 cells written"], report.Regions["sequence"]);
        Assert.Equal(["degree 2, 7 rows"], report.Gates["step"]);
        Assert.Equal(["degree 2, first row"], report.Gates["start"]);
        Assert.Equal(["limb, every row"], report.BusTerms["limb[0]"]);
    }

    [Fact]
    public void FindDifference_MissingFile_IsADifference() => Assert.Equal("is missing.", Baselines.FindDifference(null, "text"));

    [Fact]
    public void FindDifference_SameText_IsNone() => Assert.Null(Baselines.FindDifference("a\nb\n", "a\nb\n"));

    [Fact]
    public void FindDifference_OneLineChanged_ShowsBoth() =>
        Assert.Equal("differs:\n- b\n+ c", Baselines.FindDifference("a\nb\n", "a\nc\n"));
}
