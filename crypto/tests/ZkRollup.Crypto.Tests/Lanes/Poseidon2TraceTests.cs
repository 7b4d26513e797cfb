using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>What happens within permutations in lanes against a permutation that is computed S-box by S-box.</summary>
public class Poseidon2TraceTests
{
    private const int Group = 16;
    private const int Sboxes = 88;
    private const int Rounds = 64;
    private const int Cells = Sboxes + (4 * Rounds) + 3;

    [RequiresLanesFact]
    public void TryTrace_EverySboxAndRound_MatchesSingleSteps()
    {
        Random random = new(3);
        byte[] bytes = new byte[40];
        Fr[] states = new Fr[4 * Group];
        foreach (ref Fr element in states.AsSpan())
        {
            random.NextBytes(bytes);
            element = random.Next(4) switch { 0 => Fr.Zero, 1 => -Fr.One, _ => Fr.FromBigEndianReduced(bytes) };
        }

        // Rounds first, S-boxes after them in reverse; every third round is not asked for.
        int[] rounds = [.. Enumerable.Range(0, Rounds).Select(round => round % 3 == 0 ? -1 : 1 + (4 * round))];
        int[] sboxes = [.. Enumerable.Range(0, Sboxes).Select(sbox => (4 * Rounds) + Sboxes - sbox)];
        Fr[] expectedStates = [.. states];
        Fr[] expected = new Fr[Group * Cells];
        for (int i = 0; i < Group; i++)
        {
            Trace(expectedStates.AsSpan(4 * i, 4), expected.AsSpan(Cells * i, Cells), sboxes, rounds);
        }

        Fr[] cells = new Fr[Group * Cells];
        Assert.True(Poseidon2.TryTrace(states, cells, sboxes, rounds));
        Assert.Equal(expectedStates, states);
        Assert.Equal(expected, cells);
    }

    [Fact]
    public void TryTrace_WithoutLanes_ChangesNothing()
    {
        Fr[] states = [.. Enumerable.Range(0, 4 * Group).Select(i => Fr.FromInt64(i))];
        Fr[] before = [.. states];
        Fr[] cells = new Fr[Group * Cells];
        int[] places = [.. Enumerable.Range(0, Sboxes)];
        int[] rounds = [.. Enumerable.Repeat(-1, Rounds)];
        bool isDone = Poseidon2.TryTrace(states, cells, places, rounds);
        Assert.Equal(Fr8.IsAccelerated, isDone);
        Assert.Equal(!isDone, states.SequenceEqual(before));
        Assert.Equal(!isDone, cells.All(cell => cell.IsZero));
    }

    [Fact]
    public void TryTrace_WrongSizesOrPlaces_Throws()
    {
        Fr[] states = new Fr[4 * Group];
        Fr[] cells = new Fr[Group * Sboxes];
        int[] places = [.. Enumerable.Range(0, Sboxes)];
        int[] rounds = [.. Enumerable.Repeat(-1, Rounds)];
        Assert.Throws<ArgumentException>("states", () => Poseidon2.TryTrace(states.AsSpan(4), cells, places, rounds));
        Assert.Throws<ArgumentException>("cells", () => Poseidon2.TryTrace(states, cells.AsSpan(1), places, rounds));
        Assert.Throws<ArgumentException>("cells", () => Poseidon2.TryTrace(states, cells.AsSpan(Group), places, rounds));
        Assert.Throws<ArgumentException>("sboxes", () => Poseidon2.TryTrace(states, cells, places.AsSpan(1), rounds));
        Assert.Throws<ArgumentException>("rounds", () => Poseidon2.TryTrace(states, cells, places, rounds.AsSpan(1)));
        rounds[5] = Sboxes - 3;
        Assert.Throws<ArgumentException>("cells", () => Poseidon2.TryTrace(states, cells, places, rounds));
    }

    /// <summary>The permutation as its definition reads.</summary>
    private static void Trace(Span<Fr> state, Span<Fr> cells, int[] sboxes, int[] rounds)
    {
        int next = 0;
        MultiplyExternal(state);
        for (int round = 0; round < Rounds; round++)
        {
            bool isPartial = round is >= 4 and < 60;
            int full = round < 4 ? round : round - 56;
            int lanes = isPartial ? 1 : 4;
            for (int lane = 0; lane < lanes; lane++)
            {
                state[lane] += isPartial
                    ? Poseidon2.InternalRoundConstants[round - 4]
                    : Poseidon2.ExternalRoundConstants[(4 * full) + lane];
            }

            if (rounds[round] >= 0)
            {
                state.CopyTo(cells[rounds[round]..]);
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                Fr square = state[lane] * state[lane];
                state[lane] *= square * square;
                cells[sboxes[next++]] = state[lane];
            }

            if (isPartial)
            {
                Fr sum = state[0] + state[1] + state[2] + state[3];
                for (int lane = 0; lane < 4; lane++)
                {
                    state[lane] = (state[lane] * Poseidon2.InternalDiagonal[lane]) + sum;
                }
            }
            else
            {
                MultiplyExternal(state);
            }
        }
    }

    private static void MultiplyExternal(Span<Fr> state)
    {
        ReadOnlySpan<int> matrix = [5, 7, 1, 3, 4, 6, 1, 1, 1, 3, 5, 7, 1, 1, 4, 6];
        Span<Fr> product = new Fr[4];
        for (int i = 0; i < matrix.Length; i++)
        {
            product[i / 4] += Fr.FromInt64(matrix[i]) * state[i % 4];
        }

        product.CopyTo(state);
    }
}
