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

    [Fact]
    public void RollupGrid_Cost_IsPinned() => Baselines.Require("state", CostReport.Of(Grid.Value.Built));
}
