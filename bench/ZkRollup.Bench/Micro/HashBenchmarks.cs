using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Bench.Micro;

/// <summary>The permutation Poseidon2 of width 4, in batches and alone.</summary>
internal sealed class HashBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int batch = context.Size(full: 1024, quick: 16);
        yield return new BenchmarkGroup("poseidon2.batch", $"permutation of four elements of Fr, {batch} at once", () =>
        {
            Fr[] states = Inputs.FrElements(Poseidon2.Width * batch);
            return [new Contender("batch", batch, () => Poseidon2.PermuteBatch(states))];
        })
        {
            Clock = ClockKind.Process,
            Goals = [Goal.AtMost("batch", 1.5, TimeUnit.Microseconds)],
        };
        int rounds = context.Size(full: 1000, quick: 2);
        yield return new BenchmarkGroup("poseidon2.single", "permutation of four elements of Fr, each of the one before", () =>
        {
            Fr[] state = Inputs.FrElements(Poseidon2.Width);
            return [new Contender("single", rounds, () => PermuteChain(state, rounds))];
        });
    }

    private static void PermuteChain(Fr[] state, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Poseidon2.Permute(state);
        }
    }
}
