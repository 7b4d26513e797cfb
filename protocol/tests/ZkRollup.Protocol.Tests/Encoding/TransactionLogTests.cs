using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Encoding;

public class TransactionLogTests
{
    private const long First = 1_000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(70)]
    [InlineData(16_384)]
    public void Root_AnyCount_IsThatOfTheDefinition(int count)
    {
        TransactionLog log = Make(count);
        Fr[] level = new Fr[16_384];
        for (int i = 0; i < count; i++)
        {
            level[i] = Poseidon2.Compress(Fr.FromInt64(First + i), Hash(i), Fr.FromInt64(50 + i), Fr.Zero, TreeDomain.Leaf);
        }

        while (level.Length > 1)
        {
            level = [.. level.Chunk(4).Select(four => Poseidon2.Compress(four[0], four[1], four[2], four[3], TreeDomain.Node))];
        }

        Assert.Equal(level[0], log.ComputeRoot());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(21)]
    public void Proof_EachTransaction_VerifiesAndNothingElseDoes(int count)
    {
        TransactionLog log = Make(count);
        Fr root = log.ComputeRoot();
        SequenceNumber first = new(First);
        SequenceNumber last = new(First + count - 1);
        for (int i = 0; i < count; i++)
        {
            SequenceNumber sequence = new(First + i);
            Fr leaf = TransactionLog.Leaf(sequence, Hash(i), new Timestamp(50 + i));
            MerkleProof proof = log.Prove(sequence);
            Assert.Equal(MerkleProofResult.Valid, TransactionLog.Verify(root, first, last, sequence, leaf, proof));
            Fr[] others =
            [
                TransactionLog.Leaf(new SequenceNumber(First + i + 1), Hash(i), new Timestamp(50 + i)),
                TransactionLog.Leaf(sequence, Hash(i + 1), new Timestamp(50 + i)),
                TransactionLog.Leaf(sequence, Hash(i), new Timestamp(51 + i)),
                Fr.Zero,
            ];
            Assert.All(others, other =>
                Assert.Equal(MerkleProofResult.RootDiffers, TransactionLog.Verify(root, first, last, sequence, other, proof)));
            Assert.Equal(MerkleProofResult.RootDiffers, TransactionLog.Verify(leaf, first, last, sequence, leaf, proof));
            Assert.Equal(
                MerkleProofResult.IndexOutOfRange,
                TransactionLog.Verify(root, first, last, new SequenceNumber(First + i + 1), leaf, proof));
            MerkleTree shallow = new(TransactionLog.Depth - 1, Fr.Zero);
            shallow.Set((uint)i, leaf);
            Assert.Equal(
                MerkleProofResult.DepthDiffers,
                TransactionLog.Verify(shallow.Root, first, last, sequence, leaf, shallow.Prove((uint)i)));
            SequenceNumber greatest = new(First + TransactionLog.CountMax - 1);
            Assert.Equal(MerkleProofResult.Valid, TransactionLog.Verify(root, first, greatest, sequence, leaf, proof));
            Assert.Equal(
                MerkleProofResult.IndexOutOfRange,
                TransactionLog.Verify(root, first, new SequenceNumber(greatest.Value + 1), sequence, leaf, proof));
            SequenceNumber before = new(0);
            Assert.Equal(MerkleProofResult.IndexOutOfRange, TransactionLog.Verify(root, last, before, sequence, leaf, proof));
        }
    }

    [Fact]
    public void Log_GrowingAfterItsRoot_HasTheNewRoot()
    {
        TransactionLog log = Make(4);
        Fr before = log.ComputeRoot();
        log.Append(new SequenceNumber(First + 4), Hash(4), new Timestamp(54));
        Assert.NotEqual(before, log.ComputeRoot());
        Assert.Equal(Make(5).ComputeRoot(), log.ComputeRoot());
        Assert.Equal((5, new SequenceNumber(First)), (log.Count, log.First));
    }

    [Fact]
    public void Log_Full_TakesNoMore()
    {
        TransactionLog log = Make(TransactionLog.CountMax);
        Assert.Throws<InvalidOperationException>(
            () => log.Append(new SequenceNumber(First + TransactionLog.CountMax), Hash(1), default));
        Assert.Equal(16_384, log.Count);
    }

    [Fact]
    public void Log_GapOrRepetition_Throws()
    {
        TransactionLog log = Make(2);
        Assert.Throws<ArgumentException>(() => log.Append(new SequenceNumber(First + 1), Hash(1), default));
        Assert.Throws<ArgumentException>(() => log.Append(new SequenceNumber(First + 3), Hash(1), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Prove(new SequenceNumber(First - 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Prove(new SequenceNumber(First + 2)));
        Assert.Throws<InvalidOperationException>(() => new TransactionLog().ComputeRoot());
        Assert.Equal(2, log.Count);
    }

    private static TransactionLog Make(int count)
    {
        TransactionLog log = new();
        for (int i = 0; i < count; i++)
        {
            log.Append(new SequenceNumber(First + i), Hash(i), new Timestamp(50 + i));
        }

        return log;
    }

    private static Fr Hash(int i) => Values.Element(new Random(i), 255) + Fr.FromUInt64((ulong)i);
}
