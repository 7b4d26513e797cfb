using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Hashing;

public class Poseidon2Tests
{
    private static readonly BigInteger R = Poseidon2Oracle.R;

    [Fact]
    public void Permute_KnownAnswer_Matches()
    {
        Fr[] state = [Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)];
        Poseidon2.Permute(state);
        Assert.Equal("0x28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d", state[0].ToString());
        Assert.Equal("0x0e56f2b6fad25075aa93560185b70e2b180ed7e269159c507c288b6747a0db2d", state[1].ToString());
        Assert.Equal("0x6d8196f28da6006bb89b3df94600acdc03d0ba7c2b0f3f4409a54c1db6bf30d0", state[2].ToString());
        Assert.Equal("0x07cfb49540ee456cce38b8a7d1a930a57ffc6660737f6589ef184c5e15334e36", state[3].ToString());
    }

    [Fact]
    public void RoundConstants_FirstAndAll_MatchIndependentGrain()
    {
        Assert.Equal("0x1a3bdcbfc11dabfb6ed0dd5f5a9b38191488bce9eecd811c10f9378b32db8c61", Poseidon2.ExternalRoundConstants[0].ToString());
        Fr[] external = Poseidon2.ExternalRoundConstants;
        Fr[] all = [.. external[..16], .. Poseidon2.InternalRoundConstants, .. external[16..]];
        Assert.Equal(Poseidon2Oracle.RoundConstants, all.Select(c => Oracle.Integer(c)));
    }

    [Fact]
    public void Permute_EdgeAndRandomStates_MatchesBigInteger()
    {
        foreach (BigInteger[] input in States())
        {
            Fr[] state = [.. input.Select(Oracle.Element<Fr>)];
            Poseidon2.Permute(state);
            Assert.Equal(Poseidon2Oracle.Permute(input), state.Select(x => Oracle.Integer(x)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(67)]
    public void PermuteBatch_AnyCount_EqualsSingle(int count)
    {
        Fr[] states = [.. Oracle.RandomValues(R, 4 * count, seed: count).Select(Oracle.Element<Fr>)];
        Fr[] expected = [.. states];
        for (int i = 0; i < count; i++)
        {
            Poseidon2.Permute(expected.AsSpan(4 * i, 4));
        }

        Poseidon2.PermuteBatch(states);
        Assert.Equal(expected, states);
    }

    [Fact]
    public void Compress_BothDomains_MatchesBigInteger()
    {
        foreach (BigInteger[] input in States())
        {
            Fr[] x = [.. input.Select(Oracle.Element<Fr>)];
            Fr leaf = Poseidon2.Compress(x[0], x[1], x[2], x[3], TreeDomain.Leaf);
            Fr node = Poseidon2.Compress(x[0], x[1], x[2], x[3], TreeDomain.Node);
            Assert.Equal(Poseidon2Oracle.Compress(input, "zkr.leaf"), Oracle.Integer(leaf));
            Assert.Equal(Poseidon2Oracle.Compress(input, "zkr.node"), Oracle.Integer(node));
            Assert.NotEqual(leaf, node);
        }
    }

    [Fact]
    public void Compress_ResultAliasesOperand_Unchanged()
    {
        Fr a = Fr.FromUInt64(5);
        Fr expected = Poseidon2.Compress(Fr.FromUInt64(5), Fr.FromUInt64(5), Fr.One, Fr.FromUInt64(5), TreeDomain.Node);
        a = Poseidon2.Compress(a, a, Fr.One, a, TreeDomain.Node);
        Assert.Equal(expected, a);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void CompressBatch_AnyCount_EqualsSingle(int count)
    {
        Fr[] inputs = [.. Oracle.RandomValues(R, 4 * count, seed: 100 + count).Select(Oracle.Element<Fr>)];
        foreach (TreeDomain domain in Enum.GetValues<TreeDomain>())
        {
            Fr[] outputs = new Fr[count];
            Poseidon2.CompressBatch(inputs, domain, outputs);
            for (int i = 0; i < count; i++)
            {
                Fr[] x = inputs[(4 * i)..((4 * i) + 4)];
                Assert.Equal(Poseidon2.Compress(x[0], x[1], x[2], x[3], domain), outputs[i]);
            }
        }
    }

    [Fact]
    public void Hash_LengthsUpToNine_MatchesBigInteger()
    {
        foreach (ulong domain in new[] { 0UL, 1UL, ulong.MaxValue, 0x7a6b722e7369676eUL })
        {
            for (int length = 0; length < 10; length++)
            {
                BigInteger[] message = [.. Oracle.RandomValues(R, length, seed: length)];
                Fr digest = Poseidon2.Hash(domain, [.. message.Select(Oracle.Element<Fr>)]);
                Assert.Equal(Poseidon2Oracle.Hash(domain, message), Oracle.Integer(digest));
            }
        }
    }

    [Fact]
    public void Hash_ZeroMessagesOfAllLengthsAndDomains_NeverEqual()
    {
        HashSet<Fr> digests = [];
        for (int length = 0; length < 10; length++)
        {
            for (ulong domain = 0; domain < 4; domain++)
            {
                Assert.True(digests.Add(Poseidon2.Hash(domain, new Fr[length])), $"length {length}, domain {domain}");
            }
        }
    }

    [Fact]
    public void Hash_AnyElementChanged_DigestChanges()
    {
        Fr[] message = [.. Oracle.RandomValues(R, 7, seed: 9).Select(Oracle.Element<Fr>)];
        Fr digest = Poseidon2.Hash(1, message);
        for (int i = 0; i < message.Length; i++)
        {
            Fr[] changed = [.. message];
            changed[i] += Fr.One;
            Assert.NotEqual(digest, Poseidon2.Hash(1, changed));
        }
    }

    [Fact]
    public void Arguments_WrongShape_Throw()
    {
        Assert.Throws<ArgumentException>(() => Poseidon2.Permute(new Fr[3]));
        Assert.Throws<ArgumentException>(() => Poseidon2.Permute(new Fr[5]));
        Assert.Throws<ArgumentException>(() => Poseidon2.PermuteBatch(new Fr[6]));
        Assert.Throws<ArgumentException>(() => Poseidon2.CompressBatch(new Fr[7], TreeDomain.Leaf, new Fr[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.Compress(default, default, default, default, (TreeDomain)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2.CompressBatch([], (TreeDomain)(-1), []));
        Fr[] buffer = new Fr[8];
        Assert.Throws<ArgumentException>(() => Poseidon2.CompressBatch(buffer.AsSpan(0, 4), TreeDomain.Leaf, buffer.AsSpan(3, 1)));
    }

    private static IEnumerable<BigInteger[]> States()
    {
        BigInteger[] edges = [.. Oracle.EdgeValues(R)];
        yield return [0, 0, 0, 0];
        yield return [R - 1, R - 1, R - 1, R - 1];
        for (int i = 0; i < edges.Length; i++)
        {
            yield return [edges[i], edges[(i + 7) % edges.Length], edges[^(1 + i)], 1];
        }

        foreach (BigInteger[] state in Oracle.RandomValues(R, 160, seed: 11).Chunk(4))
        {
            yield return state;
        }
    }
}
