namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Honest batches pass.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Check_RandomWorkload_Passes(ulong seed)
    {
        StateCircuit circuit = new(StateSizes.Small);
        StateBatch batch = StateWorkload.Random(StateSizes.Small, seed).Run();
        Assert.Empty(circuit.Check(batch));
    }
}
