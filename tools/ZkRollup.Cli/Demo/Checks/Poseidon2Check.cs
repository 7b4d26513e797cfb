using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Permutations of many states at once: the first against its known answer, the others against single permutations.</summary>
internal sealed class Poseidon2Check : SelfCheck
{
    private const int Slice = 1024;
    private const string KnownAnswer = "28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d";

    private Fr[] _states = [];
    private (int State, Fr[] Expected)[] _samples = [];

    internal override string Name => "Poseidon2, batch";

    internal override void Prepare(bool isQuick)
    {
        int count = isQuick ? 64 : 32 * Slice;
        _states = ScalarSequence.Create(count * Poseidon2.Width, seed: 9);
        for (ulong i = 0; i < Poseidon2.Width; i++)
        {
            _states[i] = Fr.FromUInt64(i);
        }

        int[] sampled = [0, 1, 7, 8, (count / 2) + 3, count - 1];
        _samples = [.. sampled.Select(state => (state, Single(state)))];
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        const int SliceElements = Slice * Poseidon2.Width;
        for (int start = 0; start < _states.Length; start += SliceElements)
        {
            cancellation.ThrowIfCancellationRequested();
            Poseidon2.PermuteBatch(_states.AsSpan(start, Math.Min(SliceElements, _states.Length - start)));
        }

        bool holds = _states[0] == Fr.FromHex(KnownAnswer);
        foreach ((int state, Fr[] expected) in _samples)
        {
            holds &= _states.AsSpan(state * Poseidon2.Width, Poseidon2.Width).SequenceEqual(expected);
        }

        return CheckResult.Of(holds, "a permuted state differs", _states.Length / Poseidon2.Width, "permutations");
    }

    private Fr[] Single(int state)
    {
        Fr[] lanes = _states.AsSpan(state * Poseidon2.Width, Poseidon2.Width).ToArray();
        Poseidon2.Permute(lanes);
        return lanes;
    }
}
