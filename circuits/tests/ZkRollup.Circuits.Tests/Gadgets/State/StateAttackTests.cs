using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Every cell perturbed, every hint replaced by a liar, every constraint deleted.</summary>
public sealed class StateAttackTests
{
    [Fact]
    public void State_EveryCellHintAndConstraint_IsNoticed()
    {
        StateSizes sizes = new(Slots: 2, Touched: 1, Nodes: 5, Depth: 2);
        StateCircuit circuit = new(sizes);
        StateBatch batch = FullBatch(sizes);
        new GadgetAttack(circuit.Built)
            .Batch("full", circuit.Inputs(batch), StateCircuit.Publish(batch))
            .Run();
    }

    /// <summary>Every port, touched record, lookup and node of both slots is in use.</summary>
    private static StateBatch FullBatch(StateSizes sizes)
    {
        Fr[] key = [Fr.FromUInt64(7001), Fr.FromUInt64(7002), Fr.FromUInt64(7003)];
        static Fr[] Fields(params long[] values) => [.. values.Select(value => Fr.FromInt64(value))];
        return new StateWorkload(sizes)
            .Before(sizes.Accounts.AddressOf(1, 0), [.. Fields(33, 5), key[0]])
            .Before(sizes.Accounts.AddressOf(2, 1), [.. Fields(21, 9), key[1]])
            .Before(sizes.Orders.AddressOf(3), Fields(17, 3, 200))
            .Before(sizes.Orders.AddressOf(9), Fields(30, 12, 100))
            .Before(sizes.Statics.AddressOf(5), Fields(11, 99))
            .Before(sizes.Statics.AddressOf(9), Fields(5, 77))
            .Do(0, 0, Control.On(1, 0))
            .Do(0, 1, Control.On(2, 1, Fields(50, 3)))
            .Do(0, 2, Control.On(1, 0, [.. Fields(44, 6), key[2]]))
            .Do(0, 3, Control.On(3, 0, Fields(18, 4, 201)))
            .Do(0, 4, Control.On(5, 0))
            .Do(1, 0, Control.On(2, 1))
            .Do(1, 1, Control.On(1, 0, Fields(45, 7)))
            .Do(1, 2, Control.On(2, 1, [.. Fields(51, 4), key[0]]))
            .Do(1, 3, Control.On(9, 0, Fields(29, 11, 101)))
            .Do(1, 4, Control.On(9, 0))
            .Run();
    }
}
