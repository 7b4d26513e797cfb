using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

public sealed class MessageDeviceTests
{
    private const ulong Seed = 5102;

    [Fact]
    public void Message_RandomLanes_HaveTheTransactionHash() =>
        Assert.Empty(DeviceCircuit.Labels([.. Enumerable.Range(0, 8).Select(i => Random(i, isLong: i % 2 == 1))]));

    /// <summary>A message of three lanes and one of five, hashed by the protocol.</summary>
    [Fact]
    public void Message_OfTransactions_HasTheHashOfTheProtocol()
    {
        CollectFees collect = new(new InstrumentId(77));
        OpenSession open = default(OpenSession) with
        {
            Account = new AccountId(5),
            Nonce = new Nonce(1),
            KeyX = Fr.FromInt64(3),
            KeyY = Fr.FromInt64(4),
            Budget = new QuoteAmount(9),
        };
        Assert.Empty(DeviceCircuit.Labels([Of(collect, isLong: false), Of(open, isLong: true)]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Message_OtherDigest_FailsTheCopy(bool isLong)
    {
        DeviceSlot slot = Random(0, isLong);
        Fr[] digests =
        [
            slot.Digest + Fr.One,
            (slot with { IsLong = isLong ? Fr.Zero : Fr.One }).Digest,
            Poseidon2.Hash(TransactionLanes.HashDomain + 1, isLong ? slot.Lanes : slot.Lanes.AsSpan(0, 3)),
            Poseidon2.Hash(TransactionLanes.HashDomain, slot.Lanes.AsSpan(0, 4)),
        ];
        Assert.All(digests, digest => Assert.Equal(["copy"], DeviceCircuit.Labels([slot with { OtherDigest = digest }])));
    }

    /// <summary>The honest hash makes nothing of it; SpongeOfTwoLengthsTests shows a witness that only the bit stops.</summary>
    [Fact]
    public void Message_LengthThatIsNoBit_FailsIt()
    {
        DeviceSlot slot = Random(3, isLong: true) with { IsLong = Fr.FromUInt64(3) };
        Assert.Equal([DeviceBits.Label, "sponge.choice", "sponge.length"], DeviceCircuit.Labels([slot]));
    }

    private static DeviceSlot Random(int number, bool isLong)
    {
        SeededElements random = new(Seed + (ulong)number);
        return new()
        {
            Lanes = [.. Enumerable.Range(0, MachineShape.MessageLanes).Select(_ => random.Next())],
            IsLong = isLong ? Fr.One : Fr.Zero,
        };
    }

    private static DeviceSlot Of<T>(in T transaction, bool isLong)
        where T : struct, ITransaction<T>
    {
        Fr[] lanes = new Fr[TransactionLanes.CountMax];
        Assert.Equal(isLong ? 5 : 3, TransactionLanes.Write(default, transaction, lanes));
        DeviceSlot slot = new() { Lanes = lanes, IsLong = isLong ? Fr.One : Fr.Zero };
        Assert.Equal(TransactionLanes.Hash(default, transaction), slot.Digest);
        return slot;
    }
}
