using Xunit.Abstractions;
using ZkRollup.Sequencer.Engine.Books;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Books;

/// <summary>The trees of levels against a sorted dictionary.</summary>
public class PriceTreePoolTests(ITestOutputHelper output)
{
    private const int Levels = 4_000;

    [Theory]
    [InlineData(1, 60, 1_000_000_000)]
    [InlineData(2, 500, 300)]
    [InlineData(3, 4_000, 1_000_000_000)]
    [InlineData(4, 4_000, 5_000)]
    public void Append_RandomLevels_ReturnsPredecessor(ulong seed, int levels, long span)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        PriceTreePool pool = new(2, Levels);
        PriceTree[] trees = [default, default];
        SortedList<long, int>[] naive = [[], []];
        for (int i = 1; i < 40_000; i++)
        {
            int side = (int)random.Below(2);
            bool grows = naive[side].Count < levels / 2 && i / 10_000 % 2 == 0;
            if (naive[side].Count > 0 && random.Percent(grows ? 30 : 60))
            {
                RemoveOrReplace(random, pool, ref trees[side], naive[side], i);
                continue;
            }

            long key = random.Between(-span, span);
            Assert.Equal(NaiveAppend(naive[side], key, i), pool.Append(ref trees[side], key, i));
        }

        Empty(pool, trees, naive);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Append_SortedLevels_NodesSuffice(bool rising)
    {
        PriceTreePool pool = new(1, Levels);
        PriceTree tree = default;
        for (int i = 1; i <= Levels; i++)
        {
            Assert.Equal(rising ? i - 1 : 0, pool.Append(ref tree, rising ? i : -i, i));
        }

        // All but each eighth: merging must keep the nodes below their bound.
        for (int i = 1; i <= Levels; i++)
        {
            if (i % 8 != 0)
            {
                pool.Remove(ref tree, rising ? i : -i);
            }
        }

        Assert.True(pool.Count <= PriceTreePool.CapacityFor(1, Levels / 8), $"{pool.Count} nodes for {Levels / 8} levels");
    }

    [Fact]
    public void Remove_LevelThatIsNone_Halts()
    {
        PriceTreePool pool = new(1, 10);
        PriceTree tree = default;
        pool.Append(ref tree, 5, 1);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => pool.Remove(ref tree, 6));

        Assert.Contains("a level is in its tree", exception.Message, StringComparison.Ordinal);
    }

    private static void RemoveOrReplace(
        SeededGenerator random, PriceTreePool pool, ref PriceTree tree, SortedList<long, int> naive, int order)
    {
        long key = naive.Keys[(int)random.Below(naive.Count)];
        if (random.Percent(20))
        {
            pool.Replace(tree, key, order);
            naive[key] = order;
        }
        else
        {
            pool.Remove(ref tree, key);
            naive.Remove(key);
        }
    }

    /// <summary>The value of the greatest key that is not above; then the key gets the order.</summary>
    private static int NaiveAppend(SortedList<long, int> naive, long key, int order)
    {
        int low = 0;
        int high = naive.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = naive.Keys[middle] <= key ? (middle + 1, high) : (low, middle);
        }

        int predecessor = low == 0 ? 0 : naive.Values[low - 1];
        naive[key] = order;
        return predecessor;
    }

    private static void Empty(PriceTreePool pool, PriceTree[] trees, SortedList<long, int>[] naive)
    {
        for (int side = 0; side < trees.Length; side++)
        {
            foreach (long key in naive[side].Keys)
            {
                pool.Remove(ref trees[side], key);
            }

            Assert.Equal(default, trees[side]);
        }

        Assert.Equal(0, pool.Count);
    }
}
