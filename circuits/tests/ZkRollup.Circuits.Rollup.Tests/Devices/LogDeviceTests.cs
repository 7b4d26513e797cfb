using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

public sealed class LogDeviceTests
{
    [Fact]
    public void Log_SomeTransactions_RootIsThatOfTheProtocol()
    {
        TransactionLog log = new();
        foreach (DeviceSlot slot in Logged(5))
        {
            log.Append(Number(slot), slot.Digest, new Timestamp((long)ToUInt64(slot.Time)));
        }

        // The circuit takes the root of these leaves, and fails for any other.
        Fr[] leaves = [.. Logged(5).Select(DeviceCircuit.LeafOf)];
        Assert.Equal(log.ComputeRoot(), RootOf(leaves));
        Assert.Empty(DeviceCircuit.Labels(Logged(5)));
        Assert.Equal(["node.parent", "node.root[log]"], DeviceCircuit.Labels(Logged(5), otherRoot: 1));
    }

    [Fact]
    public void Log_SlotsInAnyOrderAndWithGaps_Pass()
    {
        DeviceSlot[] slots = Logged(3);
        Fr[] leaves = [.. slots.Select(DeviceCircuit.LeafOf)];
        Assert.Empty(DeviceCircuit.Labels([new(), slots[2], new(), slots[0], slots[1]], log: leaves));
    }

    /// <summary>Another digest, time or number than the leaf of the tree has.</summary>
    [Fact]
    public void Log_OtherLeaf_IsNoticed()
    {
        DeviceSlot[] slots = Logged(3);
        Fr[] leaves = [.. slots.Select(DeviceCircuit.LeafOf)];
        DeviceSlot[] others =
        [
            slots[1] with { Lanes = [Fr.FromInt64(99), .. slots[1].Lanes[1..]] },
            slots[1] with { Time = slots[1].Time + Fr.One },
            slots[1] with { Sequence = slots[1].Sequence + Fr.One },
            slots[1] with { Sequence = Fr.FromInt64(DeviceCircuit.FirstSequence + TransactionLog.CountMax) },
            slots[1] with { Sequence = Fr.FromInt64(DeviceCircuit.FirstSequence - 1) },
        ];
        Assert.All(others, other => Assert.Equal(
            [LogDevice.LeafLabel, "node.child"], DeviceCircuit.Labels([slots[0], other, slots[2]], log: leaves)));
    }

    [Fact]
    public void Log_TransactionTwiceOrNotAtAll_IsNoticed()
    {
        DeviceSlot[] slots = Logged(3);
        Fr[] leaves = [.. slots.Select(DeviceCircuit.LeafOf)];
        Assert.Equal(["node.child"], DeviceCircuit.Labels([.. slots, slots[0]], log: leaves));
        Assert.Equal(["node.child"], DeviceCircuit.Labels([slots[0], slots[1], new()], log: leaves));
    }

    /// <summary>Twice and −1 times the same leaf.</summary>
    [Fact]
    public void Log_FlagsThatAddUp_FailTheBits()
    {
        DeviceSlot[] slots = Logged(1);
        Fr[] leaves = [.. slots.Select(DeviceCircuit.LeafOf)];
        DeviceSlot[] forged = [slots[0] with { LogEnable = Fr.FromUInt64(2) }, slots[0] with { LogEnable = -Fr.One }];
        Assert.Equal([DeviceBits.Label], DeviceCircuit.Labels(forged, log: leaves));
    }

    private static DeviceSlot[] Logged(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new DeviceSlot
        {
            Lanes = [Fr.FromInt64(i + 7), Fr.One, Fr.Zero, Fr.Zero, Fr.Zero],
            LogEnable = Fr.One,
            Sequence = Fr.FromInt64(DeviceCircuit.FirstSequence + i),
            Time = Fr.FromInt64(1_000 + (3 * i)),
        }),
    ];

    private static SequenceNumber Number(DeviceSlot slot) => new((long)ToUInt64(slot.Sequence));

    private static Fr RootOf(IReadOnlyList<Fr> leaves)
    {
        IReadOnlyList<Fr> top = Gadgets.State.NodeBus.ComputeLogNodes(TransactionLog.Depth, leaves)[^1].New;
        return Crypto.Hashing.Poseidon2.Compress(top[0], top[1], top[2], top[3], Crypto.Hashing.TreeDomain.Node);
    }

    private static ulong ToUInt64(in Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return limbs[0];
    }
}
