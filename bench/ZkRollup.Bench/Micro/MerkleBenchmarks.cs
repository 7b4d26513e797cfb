using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Bench.Micro;

/// <summary>Updates of many leaves of a tree at once.</summary>
internal sealed class MerkleBenchmarks : IBenchmarkSource
{
    private const int Depth = 15;

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int leaves = context.Size(full: 10_000, quick: 10);
        int present = context.Size(full: 200_000, quick: 100);
        yield return new BenchmarkGroup(
            "merkle.update",
            $"update of {leaves} random leaves in a tree of depth {Depth} (2^{2 * Depth} leaves), empty or holding {present} leaves, these among them",
            () => Contenders(leaves, present))
        {
            Clock = ClockKind.Process,
            Goals = [Goal.AtMost("empty", 0.6, TimeUnit.Seconds), Goal.AtMost("prefilled", 0.6, TimeUnit.Seconds)],
        };
    }

    private static IReadOnlyList<Contender> Contenders(int count, int present)
    {
        (uint Index, Fr Hash)[] held = RandomLeaves(present);
        (uint Index, Fr Hash)[] first = held[..count];
        (uint Index, Fr Hash)[] second = [.. first.Select((leaf, i) => (leaf.Index, held[present - 1 - i].Hash))];
        MerkleTree tree = new(Depth, Fr.Zero);
        tree.Update(held);
        bool isSecond = false;
        return
        [
            new Contender("empty", 1, () => new MerkleTree(Depth, Fr.Zero).Update(first)),
            new Contender("prefilled", 1, () =>
            {
                // In turns, so that every update changes the leaves.
                isSecond = !isSecond;
                tree.Update(isSecond ? second : first);
            }),
        ];
    }

    private static (uint Index, Fr Hash)[] RandomLeaves(int count)
    {
        Random random = new(BenchmarkContext.Seed);
        return [.. Inputs.FrElements(count).Select(hash => ((uint)random.Next(1 << (2 * Depth)), hash))];
    }
}
