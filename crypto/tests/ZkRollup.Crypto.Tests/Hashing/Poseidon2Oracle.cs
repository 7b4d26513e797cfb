using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Hashing;

/// <summary>Poseidon2 by the letter of the paper: bit lists, matrices and BigInteger, independent of the code under test.</summary>
internal static class Poseidon2Oracle
{
    internal static readonly BigInteger R = Oracle.Integer(Fr.Modulus);

    private static readonly int[] Lanes = [0, 1, 2, 3];

    private static readonly int[][] ExternalMatrix = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];

    private static readonly BigInteger[] Diagonal =
    [
        Hex("07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d"),
        Hex("6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4"),
        Hex("419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2"),
        Hex("3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787"),
    ];

    /// <summary>All 88 constants in order of use.</summary>
    internal static readonly BigInteger[] RoundConstants = [.. GrainValues(88)];

    internal static BigInteger Hex(string digits) => BigInteger.Parse("0" + digits, System.Globalization.NumberStyles.HexNumber, null);

    internal static BigInteger[] Permute(BigInteger[] input)
    {
        int next = 0;
        BigInteger[] state = Apply(input, (i, j) => ExternalMatrix[i][j]);
        for (int round = 0; round < 64; round++)
        {
            bool isFull = round is < 4 or >= 60;
            state = [.. state.Select((x, lane) => isFull || lane == 0 ? BigInteger.ModPow((x + RoundConstants[next++]) % R, 5, R) : x)];
            state = isFull
                ? Apply(state, (i, j) => ExternalMatrix[i][j])
                : Apply(state, (i, j) => i == j ? Diagonal[i] + 1 : BigInteger.One);
        }

        return state;
    }

    internal static BigInteger Compress(BigInteger[] input, string domain)
    {
        BigInteger constant = new(System.Text.Encoding.ASCII.GetBytes(domain), isUnsigned: true, isBigEndian: true);
        return (Permute(input)[0] + input[0] + constant) % R;
    }

    internal static BigInteger Hash(ulong domain, IReadOnlyList<BigInteger> message)
    {
        BigInteger[] state = [0, 0, 0, message.Count + ((BigInteger)domain << 64)];
        for (int block = 0; block == 0 || 3 * block < message.Count; block++)
        {
            for (int i = 0; i < 3 && (3 * block) + i < message.Count; i++)
            {
                state[i] = (state[i] + message[(3 * block) + i]) % R;
            }

            state = Permute(state);
        }

        return state[0];
    }

    private static BigInteger[] Apply(BigInteger[] state, Func<int, int, BigInteger> matrix) =>
        [.. Lanes.Select(i => Lanes.Aggregate(BigInteger.Zero, (sum, j) => sum + (matrix(i, j) * state[j])) % R)];

    private static IEnumerable<BigInteger> GrainValues(int count)
    {
        IEnumerator<int> bits = ShrunkBits().GetEnumerator();
        while (count > 0)
        {
            BigInteger value = 0;
            for (int i = 0; i < 255; i++)
            {
                bits.MoveNext();
                value = (2 * value) + bits.Current;
            }

            if (value < R)
            {
                count--;
                yield return value;
            }
        }
    }

    private static IEnumerable<int> ShrunkBits()
    {
        IEnumerator<int> raw = RawBits().Skip(160).GetEnumerator();
        while (raw.MoveNext())
        {
            bool keep = raw.Current == 1;
            raw.MoveNext();
            if (keep)
            {
                yield return raw.Current;
            }
        }
    }

    private static IEnumerable<int> RawBits()
    {
        string initial = string.Concat(
            Binary(1, 2), Binary(0, 4), Binary(255, 12), Binary(4, 12), Binary(8, 10), Binary(56, 10), new string('1', 30));
        List<int> state = [.. initial.Select(c => c - '0')];
        Assert.Equal(80, state.Count);
        while (true)
        {
            int bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0];
            state.RemoveAt(0);
            state.Add(bit);
            yield return bit;
        }
    }

    private static string Binary(int value, int width) => Convert.ToString(value, 2).PadLeft(width, '0');
}
