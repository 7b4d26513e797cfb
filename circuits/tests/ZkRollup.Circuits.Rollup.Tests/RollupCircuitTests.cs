using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Tests;

namespace ZkRollup.Circuits.Rollup.Tests;

public sealed class RollupCircuitTests
{
    private static readonly Lazy<RollupCircuit> Rollup = new(() => new(RollupSizes.Standard));

    [Fact]
    public void Rollup_Cost_IsPinned() => Baselines.Require("rollup", CostReport.Of(Rollup.Value.Built));
}
