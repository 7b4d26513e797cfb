using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Crypto.Tests.Merkle;

public class MerkleSnapshotTests
{
    private static readonly Fr EmptyLeaf = Fr.FromUInt64(13);

    [Theory]
    [InlineData(3, false)]
    [InlineData(7, false)]
    [InlineData(15, false)]
    [InlineData(15, true)]
    public void Snapshots_AfterFurtherUpdates_KeepTheirLeavesNodesAndProofs(int depth, bool otherStore)
    {
        Random random = new(depth);
        MerkleTree tree = otherStore ? new(depth, EmptyLeaf, new CountingStore()) : new(depth, EmptyLeaf);
        NaiveTree naive = new(depth, EmptyLeaf);
        List<(MerkleSnapshot Snapshot, Dictionary<uint, Fr> Leaves, Fr Root)> taken = [];
        for (int round = 0; round < 6; round++)
        {
            taken.Add((tree.Snapshot(), new(naive.Leaves), tree.Root));
            (uint Index, Fr Hash)[] leaves = MerkleTreeTests.RandomLeaves(random, Math.Min(tree.LeafCount, 300), count: 30);
            tree.Update(leaves);
            foreach ((uint index, Fr hash) in leaves)
            {
                naive.Set(index, hash);
            }

            Assert.Equal(naive.Root, tree.Root);
            foreach ((MerkleSnapshot snapshot, Dictionary<uint, Fr> old, Fr root) in taken)
            {
                RequireUnchanged(snapshot, old, root, leaves);
            }
        }

        Assert.Equal(taken.Count, taken.Select(t => t.Root).Distinct().Count());
    }

    [Fact]
    public void Restore_AnySnapshotInAnyOrder_TreeContinuesFromThere()
    {
        MerkleTree tree = new(15, EmptyLeaf);
        MerkleSnapshot empty = tree.Snapshot();
        tree.Update([(5, Fr.One), (70, Fr.One)]);
        MerkleSnapshot first = tree.Snapshot();
        tree.Update([(5, Fr.FromUInt64(2)), (1 << 29, Fr.One)]);
        MerkleSnapshot second = tree.Snapshot();

        tree.Restore(first);
        Assert.Equal(first.Root, tree.Root);
        Assert.Equal(Fr.One, tree.Get(5));
        Assert.Equal(EmptyLeaf, tree.Get(1 << 29));
        tree.Update([(5, Fr.FromUInt64(2)), (1 << 29, Fr.One)]);
        Assert.Equal(second.Root, tree.Root);
        tree.Set(5, Fr.FromUInt64(3));
        Assert.Equal(Fr.One, first.Get(5));
        Assert.Equal(Fr.FromUInt64(2), second.Get(5));

        tree.Restore(empty);
        Assert.Equal(tree.EmptyHashes[15], tree.Root);
        tree.Restore(second);
        tree.Set(5, Fr.One);
        tree.Set(1 << 29, EmptyLeaf);
        Assert.Equal(first.Root, tree.Root);
        Assert.Equal(Fr.FromUInt64(2), second.Get(5));
        Assert.Equal(Fr.One, second.Get(1 << 29));
    }

    [Fact]
    public void Restore_SnapshotOfAnotherTree_TreesStayIndependent()
    {
        MerkleTree source = new(15, EmptyLeaf);
        source.Update([(1, Fr.One), (2, Fr.One)]);
        MerkleSnapshot snapshot = source.Snapshot();
        MerkleTree copy = new(15, EmptyLeaf);
        copy.Restore(snapshot);
        for (int i = 0; i < 4; i++)
        {
            source.Set(1, Fr.FromUInt64(100));
            copy.Set(1, Fr.FromUInt64(200));
            Assert.Equal(Fr.FromUInt64(100), source.Get(1));
            Assert.Equal(Fr.FromUInt64(200), copy.Get(1));
            Assert.Equal(Fr.One, snapshot.Get(1));
            _ = source.Snapshot();
            copy.Restore(i % 2 == 0 ? copy.Snapshot() : source.Snapshot());
            source.Restore(copy.Snapshot());
        }
    }

    [Fact]
    public void Restore_OtherDepthEmptyLeafOrStore_Throws()
    {
        MerkleTree tree = new(4, EmptyLeaf);
        Assert.Throws<ArgumentException>(() => tree.Restore(new MerkleTree(5, EmptyLeaf).Snapshot()));
        Assert.Throws<ArgumentException>(() => tree.Restore(new MerkleTree(4, Fr.One).Snapshot()));
        Assert.Throws<ArgumentException>(() => tree.Restore(new MerkleTree(4, EmptyLeaf, new CountingStore()).Snapshot()));
        Assert.Throws<ArgumentException>(() => new MemoryMerkleStore(3).Restore(new MemoryMerkleStore(4).Snapshot()));
    }

    private static void RequireUnchanged(MerkleSnapshot snapshot, Dictionary<uint, Fr> old, Fr root, (uint Index, Fr Hash)[] leaves)
    {
        Assert.Equal(root, snapshot.Root);
        Assert.Equal(root, snapshot.GetNode(snapshot.Depth, 0));
        foreach ((uint index, _) in leaves)
        {
            Fr expected = old.GetValueOrDefault(index, EmptyLeaf);
            Assert.Equal(expected, snapshot.Get(index));
            Assert.Equal(MerkleProofResult.Valid, snapshot.Prove(index).Verify(root, expected, snapshot.Depth));
        }
    }
}
