using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;

namespace ZkRollup.Bench.Micro;

/// <summary>The pairing of one pair of points, and the check of two pairs that ends a verification.</summary>
internal sealed class PairingBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int rounds = context.Size(full: 10, quick: 1);
        yield return new BenchmarkGroup(
            "pairing.single",
            "Miller loop and final exponentiation of one pair",
            () =>
            [
                new Contender("own", 1, () => AtePairing.Product([G1Affine.Generator], [G2Affine.Generator], out _)),
                .. context.Reference(rounds, blst => () => blst.PairGenerators(rounds)),
            ]);
        yield return new BenchmarkGroup(
            "pairing.check",
            "check that the product of two pairings is 1",
            () =>
            {
                (G1Affine[] g1, G2Affine[] g2) = Pairs();
                return
                [
                    new Contender("own", 1, () => RequireOne(AtePairing.Check(g1, g2))),
                    .. context.Reference(rounds, blst => () => RequireOne(blst.CheckPairing(g1, g2, rounds))),
                ];
            });
        yield return new BenchmarkGroup(
            "pairing.check.prepared",
            "check that the product of two pairings is 1, the points of G2 prepared before",
            () =>
            {
                (G1Affine[] g1, G2Affine[] g2) = Pairs();
                G2Prepared[] prepared = [.. g2.Select(point => new G2Prepared(point))];
                return
                [
                    new Contender("own", 1, () => RequireOne(AtePairing.Check(g1, prepared))),
                    .. context.Reference(rounds, blst =>
                    {
                        byte[] lines = blst.PrecomputeLines(g2);
                        return () => RequireOne(blst.CheckPairing(g1, lines, rounds));
                    }),
                ];
            });
    }

    /// <summary>Two pairs whose product is 1: (s·G, H) and (−G, s·H).</summary>
    internal static (G1Affine[] G1, G2Affine[] G2) Pairs()
    {
        Fr scalar = Inputs.FrElements(1)[0];
        return (
            [G1Jacobian.Generator.MultiplyVarTime(scalar).ToAffine(), -G1Affine.Generator],
            [G2Affine.Generator, G2Jacobian.Generator.MultiplyVarTime(scalar).ToAffine()]);
    }

    private static void RequireOne(bool isOne)
    {
        if (!isOne)
        {
            throw new InvalidOperationException("The product of the two pairings is not 1.");
        }
    }
}
