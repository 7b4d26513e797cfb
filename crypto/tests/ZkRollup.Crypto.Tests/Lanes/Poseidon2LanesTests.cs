using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>Permutations in lanes against single ones.</summary>
public class Poseidon2LanesTests
{
    [Fact]
    public void PermuteBatch_AnyCount_MatchesSinglePermutations()
    {
        Random random = new(1);
        byte[] bytes = new byte[40];
        for (int count = 0; count < 52; count++)
        {
            Fr[] states = new Fr[4 * count];
            foreach (ref Fr element in states.AsSpan())
            {
                random.NextBytes(bytes);
                element = random.Next(4) switch { 0 => Fr.Zero, 1 => -Fr.One, _ => Fr.FromBigEndianReduced(bytes) };
            }

            Fr[] expected = [.. states];
            for (int i = 0; i < expected.Length; i += 4)
            {
                Poseidon2.Permute(expected.AsSpan(i, 4));
            }

            Poseidon2.PermuteBatch(states);
            Assert.Equal(expected, states);
        }
    }

    [Fact]
    public void HashBatch_AnyLengthAndCount_MatchesSingleHashes()
    {
        Random random = new(2);
        byte[] bytes = new byte[40];
        for (int length = 0; length < 8; length++)
        {
            foreach (int count in new[] { 0, 1, 2, 3, 16, 17, 65, 130 })
            {
                Fr[] messages = new Fr[length * count];
                foreach (ref Fr element in messages.AsSpan())
                {
                    random.NextBytes(bytes);
                    element = random.Next(4) switch { 0 => Fr.Zero, 1 => -Fr.One, _ => Fr.FromBigEndianReduced(bytes) };
                }

                Fr[] digests = new Fr[count];
                ulong domain = (ulong)random.NextInt64();
                Poseidon2.HashBatch(domain, length, messages, digests);
                for (int i = 0; i < count; i++)
                {
                    Assert.Equal(Poseidon2.Hash(domain, messages.AsSpan(length * i, length)), digests[i]);
                }
            }
        }
    }

    [Fact]
    public void HashBatch_LengthsThatDoNotMatch_Throw()
    {
        Fr[] elements = new Fr[8];
        Assert.Throws<ArgumentException>(() => Poseidon2.HashBatch(1, 3, elements, new Fr[2]));
        Assert.Throws<ArgumentException>(() => Poseidon2.HashBatch(1, 3, elements.AsSpan(0, 6), elements.AsSpan(5, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.HashBatch(1, -1, elements, new Fr[2]));
    }

    [Fact]
    public void PermuteBatch_LargestWords_MatchesSinglePermutations()
    {
        // In memory these elements are r − 1, the largest value that the first matrix can meet in every lane.
        Fr largest = new(Fr.Modulus[0] - 1, Fr.Modulus[1], Fr.Modulus[2], Fr.Modulus[3]);
        Fr[] states = [.. Enumerable.Repeat(largest, 64)];
        Fr[] expected = [.. states];
        Poseidon2.PermuteBatch(states);
        Poseidon2.Permute(expected.AsSpan(0, 4));
        for (int i = 0; i < states.Length; i++)
        {
            Assert.Equal(expected[i % 4], states[i]);
        }
    }

    [Fact]
    public void PermuteBatch_IteratedFromExtremes_MatchesSinglePermutations()
    {
        Fr[] states = [.. Enumerable.Range(0, 64).Select(i => i % 3 == 0 ? -Fr.FromUInt64((ulong)i) : Fr.FromUInt64((ulong)i << 58))];
        Fr[] expected = [.. states];
        for (int round = 0; round < 100; round++)
        {
            Poseidon2.PermuteBatch(states);
            for (int i = 0; i < expected.Length; i += 4)
            {
                Poseidon2.Permute(expected.AsSpan(i, 4));
            }

            Assert.Equal(expected, states);
        }
    }
}
