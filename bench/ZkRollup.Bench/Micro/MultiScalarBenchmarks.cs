using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Bench.Micro;

/// <summary>Multi-scalar multiplication over G1 for the widths of scalars that proofs meet: on one core, and on two against one.</summary>
internal sealed class MultiScalarBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int log = context.Size(full: 16, quick: 8);
        Lazy<G1Affine[]> points = new(() => Inputs.Points(1 << log));
        foreach (int bits in new[] { 255, 64, 16 })
        {
            yield return new BenchmarkGroup(
                $"msm.g1.{bits}",
                $"sum over 2^{log} points of G1 with {bits}-bit scalars, one thread",
                () => OneCore(context, points.Value, bits))
            {
                Clock = ClockKind.Process,
                Goals = [Goal.RatioAtMost("own", 0.38, stretch: 0.30)],
            };
        }

        yield return new BenchmarkGroup(
            "msm.g1.255.cores",
            $"sum over 2^{log} points of G1 with 255-bit scalars; the ratio is the speed-up",
            () => TwoCores(points.Value))
        {
            Clock = ClockKind.Wall,
            Goals = [Goal.RatioAtLeast("1 thread", 1.8)],
        };
    }

    private static IReadOnlyList<Contender> OneCore(BenchmarkContext context, G1Affine[] points, int bits)
    {
        byte[] scalars = Inputs.Scalars(points.Length, bits);
        return
        [
            Own("own", new G1Bases(points), Inputs.ToFr(scalars, bits), threads: 1),
            .. context.Reference(1, blst =>
            {
                byte[] scratch = new byte[blst.ScratchBytes(points.Length)];
                return () => _ = blst.SumOfProducts(points, scalars, bits, scratch);
            }),
        ];
    }

    /// <summary>Two sums at once, which share nothing but the machine, show how much of two cores there is to be had.</summary>
    private static IReadOnlyList<Contender> TwoCores(G1Affine[] points)
    {
        if (Environment.ProcessorCount < 2)
        {
            return [];
        }

        G1Bases bases = new(points);
        Fr[] scalars = Inputs.FrElements(points.Length);
        Contender[] alone = [Own("first", bases, scalars, threads: 1), Own("second", bases, scalars, threads: 1)];
        return
        [
            alone[0] with { Name = "1 thread" },
            new Contender("2 sums at once", alone.Length, () => Parallel.Invoke([.. alone.Select(sum => sum.Run)])),
            Own("2 threads", bases, scalars, threads: 2) with { IsReference = true },
        ];
    }

    private static Contender Own(string name, G1Bases bases, Fr[] scalars, int threads)
    {
        G1Msm msm = new(threads);
        return new Contender(name, 1, () => _ = msm.ComputeVarTime(bases, scalars));
    }
}
