using System.Buffers.Binary;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Witness;

public sealed class BatchFileTests
{
    private const int DigestLength = 32;
    private const int BodyOffset = 20;

    [Fact]
    public void TryRead_OfWhatWasWritten_GivesTheBatch()
    {
        BatchInput batch = Example();
        byte[] bytes = BatchFile.ToBytes(batch);
        Assert.Equal(BatchFileStatus.Success, BatchFile.TryRead(bytes, out BatchInput? read, out string error));
        Assert.Empty(error);
        Assert.Equal(bytes, BatchFile.ToBytes(read!));
        Assert.Equal(batch.State.ToTree().Root, read!.State.ToTree().Root);
        Assert.Equal(batch.Transactions[0].Encoded.ToArray(), read.Transactions[0].Encoded.ToArray());
        Assert.Equal(batch.Transactions[0].Touched, read.Transactions[0].Touched);
        Assert.Equal(batch.Transactions[0].Queue, read.Transactions[0].Queue);
    }

    [Fact]
    public void TryRead_OfEachBeginning_SaysTruncated()
    {
        byte[] bytes = BatchFile.ToBytes(Example());
        Assert.Equal(BatchFileStatus.Foreign, BatchFile.TryRead([], out _, out _));
        for (int length = 1; length < bytes.Length; length++)
        {
            Assert.Equal(BatchFileStatus.Truncated, BatchFile.TryRead(bytes.AsSpan(0, length), out BatchInput? batch, out string error));
            Assert.Null(batch);
            Assert.NotEmpty(error);
        }
    }

    [Fact]
    public void TryRead_WithAnyByteChanged_IsRefused()
    {
        byte[] bytes = BatchFile.ToBytes(Example());
        for (int at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            BatchFileStatus status = BatchFile.TryRead(bytes, out _, out string error);
            Assert.NotEqual(BatchFileStatus.Success, status);
            Assert.NotEmpty(error);
            if (at >= BodyOffset)
            {
                Assert.Equal(BatchFileStatus.Corrupt, status);
            }

            bytes[at] ^= 1;
        }
    }

    [Fact]
    public void TryRead_OfOtherFiles_NamesWhatTheyAre()
    {
        byte[] bytes = BatchFile.ToBytes(Example());
        Assert.Equal(BatchFileStatus.Foreign, BatchFile.TryRead("ZKRPROF1 and so on"u8, out _, out _));
        Assert.Equal(BatchFileStatus.TrailingBytes, BatchFile.TryRead([.. bytes, 0], out _, out string trailing));
        Assert.Contains("1 bytes", trailing, StringComparison.Ordinal);
        bytes[11] = 2;
        Assert.Equal(BatchFileStatus.UnknownVersion, BatchFile.TryRead(bytes, out _, out string version));
        Assert.Contains("version 2", version, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_OfAValueOutOfRange_NamesTheField()
    {
        byte[] bytes = BatchFile.ToBytes(Example());
        int timeBefore = BodyOffset + 8 + EthereumAddress.Bytes + 8;
        bytes[timeBefore] = 0xff;
        Seal(bytes);
        Assert.Equal(BatchFileStatus.OutOfRange, BatchFile.TryRead(bytes, out BatchInput? batch, out string error));
        Assert.Null(batch);
        Assert.Contains("time before", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_OfAnEnormousCount_IsRefusedWithoutMemoryForIt()
    {
        byte[] bytes = BatchFile.ToBytes(Example());
        int records = BodyOffset + 8 + EthereumAddress.Bytes + (4 * 8);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(records), int.MaxValue);
        Seal(bytes);
        Assert.Equal(BatchFileStatus.OutOfRange, BatchFile.TryRead(bytes, out _, out string error));
        Assert.Contains("records are announced", error, StringComparison.Ordinal);
    }

    [Fact]
    public void StateWitness_OfAState_HasItsRootAndThatOfTheStateAfter()
    {
        Records records = new();
        MerkleTree tree = new(StateWitness.TreeDepth, Record.EmptyLeaf);
        for (uint i = 1; i < 300; i++)
        {
            RecordAddress address = RecordAddress.Account(new AccountId(i * i % 500 + 1));
            records.All[address] = new AccountRecord { Exists = true, OpenOrders = (int)(i % 200) }.ToRecord();
            tree.Set(address.Value, records.All[address].Leaf());
        }

        RecordAddress[] touched =
        [
            RecordAddress.Account(new(2)), RecordAddress.Account(new(401)), RecordAddress.Treasury, RecordAddress.Order(new(77)),
        ];
        StateWitness witness = StateWitness.Of(tree.Snapshot(), records, touched);
        MerkleTree part = witness.ToTree();
        Assert.Equal(tree.Root, part.Root);
        foreach (RecordAddress address in touched)
        {
            Record after = new TreasuryRecord { Fund = new(address.Value) }.ToRecord();
            tree.Set(address.Value, after.Leaf());
            part.Set(address.Value, after.Leaf());
        }

        Assert.Equal(tree.Root, part.Root);
        Assert.Throws<KeyNotFoundException>(() => witness.Read(RecordAddress.Account(new(3))));
    }

    private static void Seal(byte[] bytes) =>
        Keccak256.Hash(bytes.AsSpan(0, bytes.Length - DigestLength), bytes.AsSpan(bytes.Length - DigestLength));

    private static BatchInput Example()
    {
        CancelAll transaction = new(new(new(7), new(2), new(1), new(6), new(9_000)));
        byte[] encoded = new byte[BinaryCodec.Length<CancelAll>()];
        using SchnorrSecretKey key = SchnorrSecretKey.FromSeed(Enumerable.Repeat((byte)3, SchnorrSecretKey.SeedLength).ToArray());
        _ = BinaryCodec.Write(transaction, key.Sign(Fr.One), encoded);
        RecordAddress account = RecordAddress.Account(new(7));
        RecordAddress session = RecordAddress.Session(new(7), new(2));
        StateWitness state = new(
            [KeyValuePair.Create(account, new AccountRecord { Exists = true }.ToRecord()), KeyValuePair.Create(session, default(Record))],
            [new(0, account.Value ^ 1, Fr.One), new(3, 5, Fr.FromUInt64(9))]);
        return new(
            new(new(31_337), default),
            new(4),
            new(8_000),
            new(12),
            new(3),
            state,
            [new(encoded, new(8_500), null, [[account, session], []]), new(encoded, new(8_600), new QueueIndex(3), [])]);
    }

    private sealed class Records : IRecordSource
    {
        internal Dictionary<RecordAddress, Record> All { get; } = [];

        public Record Read(RecordAddress address) => All.TryGetValue(address, out Record record) ? record : default;
    }
}
