using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;

namespace ZkRollup.Bench.Micro;

/// <summary>Number-theoretic transforms of eight columns at once, on one core.</summary>
internal sealed class TransformBenchmarks : IBenchmarkSource
{
    private const int Columns = 8;
    private const int GoalLog2Size = 16;

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        foreach (int log in new[] { 12, GoalLog2Size, 20 })
        {
            int size = context.Size(full: log, quick: log / 2);
            yield return new BenchmarkGroup(
                $"ntt.{log}",
                $"transform of a column of 2^{size} elements, {Columns} columns at once, one thread",
                () => Contenders(size))
            {
                Clock = ClockKind.Process,
                Goals = log == GoalLog2Size
                    ? [Goal.AtMost("forward", 7, TimeUnit.Milliseconds), Goal.AtMost("inverse", 7, TimeUnit.Milliseconds)]
                    : [],
            };
        }
    }

    private static IReadOnlyList<Contender> Contenders(int log2Size)
    {
        EvaluationDomain domain = new(log2Size, threads: 1);
        Fr[] elements = Inputs.FrElements(Columns << log2Size);
        Memory<Fr>[] columns = [.. Enumerable.Range(0, Columns).Select(i => elements.AsMemory(i << log2Size, 1 << log2Size))];
        return
        [
            new Contender("forward", Columns, () => domain.TransformAll(columns, Fr.One, inverse: false)),
            new Contender("inverse", Columns, () => domain.TransformAll(columns, Fr.One, inverse: true)),
        ];
    }
}
