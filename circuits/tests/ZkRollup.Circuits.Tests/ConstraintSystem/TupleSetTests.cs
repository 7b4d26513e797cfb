using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.ConstraintSystem;

public sealed class TupleSetTests
{
    private const ulong Seed = 4408;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Find_AnyTuple_AgreesWithADictionary(int arity)
    {
        const int capacity = 700;
        SeededElements random = new(Seed);
        TupleSet set = new(arity, capacity);
        Dictionary<FieldTuple, int> expected = [];
        while (expected.Count < capacity)
        {
            // Few different elements, small and large, so that tuples agree in part, and often as a whole.
            Fr[] tuple = [.. Enumerable.Range(0, arity).Select(_ => Element(random, arity == 1 ? 2 * capacity : 30))];
            Assert.Equal(expected.TryGetValue(new(tuple), out int number) ? number : -1, set.Find(tuple));
            bool isNew = expected.TryAdd(new(tuple), expected.Count);
            Assert.Equal(isNew, set.Add(tuple));
            Assert.Equal(expected.Count, set.Count);
        }

        foreach ((FieldTuple tuple, int number) in expected)
        {
            Assert.Equal(number, set.Find(tuple.Elements));
        }
    }

    [Fact]
    public void Find_EmptySet_FindsNothing()
    {
        TupleSet set = new(1, 0);
        Assert.Equal((-1, 0), (set.Find([Fr.Zero]), set.Count));
    }

    private static Fr Element(SeededElements random, int different)
    {
        int number = random.NextBelow(different);
        return number % 2 == 0 ? Fr.FromInt64(number) : -Fr.FromInt64(number);
    }
}
