using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Curves;

namespace ZkRollup.Bench.Micro;

/// <summary>Multi-scalar multiplication over G1, on one thread, for the widths of scalars that proofs meet.</summary>
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
                $"sum over 2^{log} points of G1 with {bits}-bit scalars",
                () => Contenders(context, points.Value, bits));
        }
    }

    private static IReadOnlyList<Contender> Contenders(BenchmarkContext context, G1Affine[] points, int bits)
    {
        byte[] scalars = Inputs.Scalars(points.Length, bits);
        return
        [
            .. context.Reference(1, blst =>
            {
                byte[] scratch = new byte[blst.ScratchBytes(points.Length)];
                return () => _ = blst.SumOfProducts(points, scalars, bits, scratch);
            }),
        ];
    }
}
