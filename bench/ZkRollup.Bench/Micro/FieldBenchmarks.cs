using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Bench.Micro;

/// <summary>Scalar field products: dependent ones (latency) and eight independent chains (throughput).</summary>
internal sealed class FieldBenchmarks : IBenchmarkSource
{
    private const int Chains = 8;

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int rounds = context.Size(full: 2_000, quick: 10);
        yield return FpProduct(context, "fp.multiply.dependent", "product in Fp, each of the one before", 1, rounds);
        yield return FpProduct(context, "fp.multiply.independent", "product in Fp, 8 chains", Chains, rounds);
        yield return FpSquare(context, rounds);
        yield return FrProduct(context, "fr.multiply.dependent", "product in Fr, each of the one before", 1, rounds);
        yield return FrProduct(context, "fr.multiply.independent", "product in Fr, 8 chains", Chains, rounds);
    }

    private static BenchmarkGroup FpProduct(BenchmarkContext context, string name, string operation, int chains, int rounds)
    {
        long operations = (long)chains * rounds;
        return new BenchmarkGroup(name, operation, () =>
        {
            Fp[] x = Inputs.FpElements(chains + 1);
            Fp[] baselineX = Inputs.FpElements(chains + 1);
            Fp y = x[chains];
            return
            [
                new Contender("scalar", operations, () => MultiplyChains(x.AsSpan(0, chains), y, rounds)),
                .. context.Reference(operations, blst => () => blst.MultiplyFp(baselineX.AsSpan(0, chains), y, rounds)),
            ];
        });
    }

    private static BenchmarkGroup FpSquare(BenchmarkContext context, int rounds)
    {
        return new BenchmarkGroup("fp.square.dependent", "square in Fp, each of the one before", () =>
        {
            Fp[] x = Inputs.FpElements(1);
            Fp[] baselineX = Inputs.FpElements(1);
            return
            [
                new Contender("scalar", rounds, () => SquareChain(ref x[0], rounds)),
                .. context.Reference(rounds, blst => () => blst.SquareFp(baselineX, rounds)),
            ];
        });
    }

    private static BenchmarkGroup FrProduct(BenchmarkContext context, string name, string operation, int chains, int rounds)
    {
        long operations = (long)chains * rounds;
        return new BenchmarkGroup(name, operation, () =>
        {
            Fr[] x = Inputs.FrElements(chains + 1);
            Fr[] baselineX = Inputs.FrElements(chains + 1);
            Fr y = x[chains];
            return
            [
                new Contender("scalar", operations, () => MultiplyChains(x.AsSpan(0, chains), y, rounds)),
                .. context.Reference(operations, blst => () => blst.MultiplyFr(baselineX.AsSpan(0, chains), y, rounds)),
            ];
        });
    }

    private static void MultiplyChains(Span<Fp> x, in Fp y, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                Fp.Multiply(x[c], y, out x[c]);
            }
        }
    }

    private static void MultiplyChains(Span<Fr> x, in Fr y, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                Fr.Multiply(x[c], y, out x[c]);
            }
        }
    }

    private static void SquareChain(ref Fp x, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Fp.Square(x, out x);
        }
    }
}
