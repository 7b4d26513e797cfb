using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

public sealed class RollupGridTests
{
    private static readonly Lazy<RollupGrid> Grid = new(() => new());

    [Fact]
    public void RollupGrid_RandomWorkload_Passes() => Assert.Empty(Grid.Value.CheckRandom(seed: 15));

    /// <summary>With the hash in place: no other hash of the same lanes or children.</summary>
    [Fact]
    public void RollupGrid_HashOfSlot0Forged_FiresTheHash()
    {
        WitnessStep[] hashes = [.. Grid.Value.Built.Steps.Where(step => step.Label == Poseidon2Block.TraceLabel)];
        IEnumerable<string> labels = Grid.Value.CheckRandom(seed: 15, (slot, step, _, outputs) =>
        {
            if (slot == 0 && step == hashes[0])
            {
                outputs[^1] += Fr.One;
            }
        }).Select(failure => failure.Label).Distinct();
        Assert.Contains(TreeCompression.OutputLabel, labels);
    }

    /// <summary>A write on four rows has flag and address twice; each must be the transaction's.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RollupGrid_SecondFlagOrAddressForged_FiresTheCopy(int column)
    {
        Region port = Grid.Value.Built.Regions.Single(region => region.Kind == "write port" && region.Size.Rows == 4);
        IEnumerable<string> labels = Grid.Value.CheckRandom(seed: 15, (slot, step, _, outputs) =>
        {
            if (slot == 0 && step.Label == "copy" && step.Outputs[0] == port[2, column])
            {
                outputs[0] = Fr.One - outputs[0];
            }
        }).Select(failure => failure.Label).Distinct();
        Assert.Contains("copy", labels);
    }

    [Fact]
    public void RollupGrid_Cost_IsPinned() => Baselines.Require("state", CostReport.Of(Grid.Value.Built));
}
