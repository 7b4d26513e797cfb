using FsCheck;
using FsCheck.Fluent;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Crypto.Tests.Merkle;

public class MerkleTreeTests
{
    private static readonly Fr EmptyLeaf = Poseidon2.Compress(default, default, default, default, TreeDomain.Leaf);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(15)]
    [InlineData(16)]
    public void Empty_AnyDepth_MatchesNaive(int depth)
    {
        MerkleTree tree = new(depth, EmptyLeaf);
        NaiveTree naive = new(depth, EmptyLeaf);
        Assert.Equal(depth, tree.Depth);
        Assert.Equal(1UL << (2 * depth), tree.LeafCount);
        Assert.Equal(naive.Root, tree.Root);
        Assert.Equal(EmptyLeaf, tree.Get((uint)(tree.LeafCount - 1)));
        for (int level = 0; level <= depth; level++)
        {
            Assert.Equal(naive.Empty(level), tree.EmptyHashes[level]);
            Assert.Equal(naive.Empty(level), tree.GetNode(level, 0));
        }
    }

    [Theory]
    [InlineData(1, 61)]
    [InlineData(2, 62)]
    [InlineData(3, 63)]
    [InlineData(4, 64)]
    [InlineData(7, 65)]
    [InlineData(15, 66)]
    [InlineData(16, 67)]
    public void Update_RandomBatches_MatchesNaiveInEveryNode(int depth, int seed)
    {
        Random random = new(seed);
        MerkleTree tree = new(depth, EmptyLeaf);
        MerkleTree other = new(depth, EmptyLeaf, new CountingStore());
        NaiveTree naive = new(depth, EmptyLeaf);
        for (int batch = 0; batch < 5; batch++)
        {
            (uint Index, Fr Hash)[] leaves = RandomLeaves(random, tree.LeafCount, count: 1 << (2 * batch / 2));
            tree.Update(leaves);
            other.Update(leaves);
            foreach ((uint index, Fr hash) in leaves)
            {
                naive.Set(index, hash);
            }

            Assert.Equal(naive.Root, tree.Root);
            Assert.Equal(naive.Root, other.Root);
        }

        foreach ((uint index, Fr hash) in naive.Leaves)
        {
            Assert.Equal(hash, tree.Get(index));
            for (int level = 0; level <= depth; level++)
            {
                uint node = (uint)((ulong)index >> (2 * level));
                Assert.Equal(naive.Hash(level, node), tree.GetNode(level, node));
                uint neighbour = level == depth ? 0 : node ^ 1;
                Assert.Equal(naive.Hash(level, neighbour), tree.GetNode(level, neighbour));
            }
        }
    }

    [Fact]
    public void Update_AnyOrderOrOneByOne_SameRoot()
    {
        Prop.ForAll<uint[], int>((indices, seed) =>
        {
            (uint Index, Fr Hash)[] leaves = [.. indices.Distinct().Select(i => (i % (1U << 30), Fr.FromUInt64(i + 1UL)))];
            leaves = [.. leaves.DistinctBy(leaf => leaf.Index)];
            MerkleTree once = new(15, EmptyLeaf);
            once.Update(leaves);
            MerkleTree single = new(15, EmptyLeaf);
            new Random(seed).Shuffle(leaves);
            foreach ((uint index, Fr hash) in leaves)
            {
                single.Set(index, hash);
            }

            MerkleTree shuffled = new(15, EmptyLeaf);
            shuffled.Update(leaves);
            return once.Root == single.Root && once.Root == shuffled.Root;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Update_DuplicatesInOneBatch_LastWins()
    {
        MerkleTree tree = new(15, EmptyLeaf);
        MerkleTree expected = new(15, EmptyLeaf);
        tree.Update([(9, Fr.FromUInt64(1)), (4, Fr.FromUInt64(2)), (9, Fr.FromUInt64(3)), (4, Fr.FromUInt64(4)), (9, Fr.FromUInt64(5))]);
        expected.Update([(9, Fr.FromUInt64(5)), (4, Fr.FromUInt64(4))]);
        Assert.Equal(Fr.FromUInt64(5), tree.Get(9));
        Assert.Equal(expected.Root, tree.Root);
    }

    [Theory]
    [InlineData(40, 30)]
    [InlineData(3000, 30)]
    [InlineData(3000, 11)]
    public void Update_Batch_PutsEachTouchedNodeOnce(int count, int indexBits)
    {
        CountingStore store = new();
        MerkleTree tree = new(15, EmptyLeaf, store);
        (uint Index, Fr Hash)[] leaves = RandomLeaves(new Random(count), 1UL << indexBits, count);
        tree.Update([.. leaves, .. leaves]);
        HashSet<(int, uint)> touched = [];
        foreach ((uint index, _) in leaves)
        {
            for (int level = 0; level <= 15; level++)
            {
                touched.Add((level, index >> (2 * level)));
            }
        }

        Assert.Equal(touched.Count, store.Puts.Count);
        Assert.True(touched.SetEquals(store.Puts));
        MerkleTree memory = new(15, EmptyLeaf);
        memory.Update(leaves);
        Assert.Equal(memory.Root, tree.Root);
    }

    [Fact]
    public void Update_LeafSetBackToEmpty_RootIsTheEmptyOne()
    {
        MerkleTree tree = new(15, EmptyLeaf);
        Fr empty = tree.Root;
        tree.Update([(0, Fr.One), ((1U << 30) - 1, Fr.One)]);
        Assert.NotEqual(empty, tree.Root);
        tree.Update([(0, EmptyLeaf), ((1U << 30) - 1, EmptyLeaf)]);
        Assert.Equal(empty, tree.Root);
        tree.Update([]);
        Assert.Equal(empty, tree.Root);
    }

    [Fact]
    public void Update_LeafHashZero_IsNotTheEmptyLeaf()
    {
        MerkleTree tree = new(15, EmptyLeaf);
        NaiveTree naive = new(15, EmptyLeaf);
        tree.Set(77, Fr.Zero);
        naive.Set(77, Fr.Zero);
        Assert.Equal(Fr.Zero, tree.Get(77));
        Assert.Equal(naive.Root, tree.Root);
        Assert.NotEqual(tree.EmptyHashes[15], tree.Root);
    }

    [Fact]
    public void Update_IndexOutOfRange_ThrowsAndChangesNothing()
    {
        MerkleTree tree = new(2, EmptyLeaf);
        Fr root = tree.Root;
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Update([(3, Fr.One), (16, Fr.One)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Set(uint.MaxValue, Fr.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Get(16));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Prove(16));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.GetNode(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.GetNode(1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.GetNode(-1, 0));
        Assert.Equal(root, tree.Root);
        Assert.Equal(EmptyLeaf, tree.Get(3));
    }

    [Fact]
    public void Constructor_DepthOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MerkleTree(0, EmptyLeaf));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MerkleTree(17, EmptyLeaf));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryMerkleStore(17));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryMerkleStore(2).ReadGroup(-1, 0, EmptyLeaf, new Fr[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryMerkleStore(2).ReadGroup(2, 0, EmptyLeaf, new Fr[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryMerkleStore(2).ReadGroup(0, 4, EmptyLeaf, new Fr[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryMerkleStore(2).Put(0, 16, EmptyLeaf));
    }

    internal static (uint Index, Fr Hash)[] RandomLeaves(Random random, ulong leafCount, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => ((uint)random.NextInt64((long)leafCount), Fr.FromInt64(random.NextInt64())))];
}
