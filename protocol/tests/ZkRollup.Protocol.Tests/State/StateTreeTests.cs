using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Tests.State;

/// <summary>§3.1, §3.2: the state root, against trees that are filled leaf by leaf.</summary>
public class StateTreeTests
{
    [Fact]
    public void Root_WithoutARecord_IsThatOfFourEmptyTrees()
    {
        StateTree tree = new();
        Fr empty = Poseidon2.Compress(Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, TreeDomain.Leaf);
        for (int level = 0; level <= RecordAddress.SubtreeDepth; level++)
        {
            empty = Poseidon2.Compress(empty, empty, empty, empty, TreeDomain.Node);
        }

        Assert.Equal(empty, tree.Root);
    }

    [Fact]
    public void Update_ManyRecords_MatchesTreesFilledOneByOne()
    {
        // More than a chunk, all subtrees, one address twice, one record taken out again.
        const int seed = 20_261_121;
        Random random = new(seed);
        List<KeyValuePair<RecordAddress, Record>> records = [];
        for (int i = 0; i < 700; i++)
        {
            RecordAddress address = RecordAddress.Of((Subtree)random.Next(4), (uint)random.Next(1 << (1 + random.Next(30))));
            records.Add(KeyValuePair.Create(address, Sample(random)));
        }

        records.Add(KeyValuePair.Create(records[3].Key, Sample(random)));
        records.Add(KeyValuePair.Create(records[4].Key, default(Record)));

        StateTree tree = new();
        tree.Update([.. records]);
        Fr[] roots = new Fr[StateTree.SubtreeCount];
        for (int subtree = 0; subtree < roots.Length; subtree++)
        {
            MerkleTree expected = new(RecordAddress.SubtreeDepth, Record.EmptyLeaf);
            foreach ((RecordAddress address, Record record) in records.Where(item => item.Key.Subtree == (Subtree)subtree))
            {
                expected.Set(address.Index, record.Leaf());
            }

            roots[subtree] = expected.Root;
            Assert.True(expected.Root == tree.SubtreeRoot((Subtree)subtree), $"Subtree {subtree}, seed {seed}.");
        }

        Assert.Equal(Poseidon2.Compress(roots[0], roots[1], roots[2], roots[3], TreeDomain.Node), tree.Root);
    }

    [Fact]
    public void Update_BackToZero_IsTheEmptyTree()
    {
        StateTree tree = new();
        Fr before = tree.Root;
        RecordAddress address = RecordAddress.Account(new AccountId(1));
        tree.Update([KeyValuePair.Create(address, new Record() with { B5 = 1 })]);
        Assert.NotEqual(before, tree.Root);
        tree.Update([KeyValuePair.Create(address, default(Record))]);
        Assert.Equal(before, tree.Root);
    }

    [Fact]
    public void Update_FieldBeyondItsBits_ThrowsAndChangesNothing()
    {
        StateTree tree = new();
        Fr before = tree.Root;
        RecordAddress address = RecordAddress.Account(new AccountId(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Update(
        [
            KeyValuePair.Create(address, new Record() with { B5 = 1 }),
            KeyValuePair.Create(address, new Record() with { B5 = 1UL << 36 }),
        ]));
        Assert.Equal(before, tree.Root);
    }

    private static Record Sample(Random random) => new Record() with
    {
        A0 = (ulong)random.NextInt64(1L << 60),
        A4 = (ulong)random.NextInt64(1L << 48),
        B0 = (ulong)random.NextInt64(1L << 60),
        B5 = (ulong)random.NextInt64(1L << 36),
    };
}
