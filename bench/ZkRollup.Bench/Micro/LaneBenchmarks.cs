using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Bench.Micro;

/// <summary>Products in eight lanes, per element, beside single ones of the baseline: one chain (latency) and eight (throughput).</summary>
internal sealed class LaneBenchmarks : IBenchmarkSource
{
    private const double FpRatioMax = 0.36;

    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int rounds = context.Size(full: 2_000, quick: 10);
        foreach ((int chains, string suffix, string text) in new[] { (1, "dependent", "one chain"), (8, "independent", "8 chains") })
        {
            yield return new BenchmarkGroup(
                $"fp.lanes.{suffix}",
                $"product of one element in Fp, {text} of eight lanes; blst {text} of single elements",
                () => Fp(context, chains, rounds))
            {
                Goals = [Goal.RatioAtMost("multiply", FpRatioMax), Goal.RatioAtMost("square", FpRatioMax)],
            };
            yield return new BenchmarkGroup(
                $"fr.lanes.{suffix}",
                $"product of one element in Fr, {text} of eight or sixteen lanes; blst {text} of single elements",
                () => Fr(context, chains, rounds));
        }
    }

    private static IReadOnlyList<Contender> Fp(BenchmarkContext context, int chains, int rounds)
    {
        Fp[] x = Inputs.FpElements(chains + 1);
        Fp[] squares = Inputs.FpElements(chains);
        Fp y = x[chains];
        long operations = (long)chains * rounds;
        return
        [
            Lanes<Fp8, FpMultiplyStep>("multiply", chains, rounds),
            Lanes<Fp8, FpSquareStep>("square", chains, rounds),
            .. context.Baseline("blst square", operations, blst => () => blst.SquareFp(squares, rounds)),
            .. context.Reference(operations, blst => () => blst.MultiplyFp(x.AsSpan(0, chains), y, rounds)),
        ];
    }

    private static IReadOnlyList<Contender> Fr(BenchmarkContext context, int chains, int rounds)
    {
        Fr[] x = Inputs.FrElements(chains + 1);
        Fr y = x[chains];
        return
        [
            Lanes<Fr8, FrMultiplyStep>("multiply", chains, rounds),
            Lanes<Fr8, FrMultiplyPairStep>("multiply pair", chains, rounds),
            Lanes<Fr8, FrSquareStep>("square", chains, rounds),
            Lanes<Fr8, FrSquarePairStep>("square pair", chains, rounds),
            Lanes<Fr8, FrButterflyPairStep>("butterfly pair", chains, rounds),
            .. context.Reference((long)chains * rounds, blst => () => blst.MultiplyFr(x.AsSpan(0, chains), y, rounds)),
        ];
    }

    private static Contender Lanes<TVector, TStep>(string name, int count, int rounds)
        where TVector : unmanaged
        where TStep : struct, ILaneStep<TVector>
    {
        LaneChains<TVector, TStep> chains = new(count);
        return new Contender(name, (long)chains.ProductsPerRound * rounds, () => chains.Run(rounds));
    }
}
