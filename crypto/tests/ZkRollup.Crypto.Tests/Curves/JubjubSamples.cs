using System.Numerics;
using ZkRollup.Crypto.Curves;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>Points and scalars that the Jubjub and Schnorr tests share.</summary>
internal static class JubjubSamples
{
    /// <summary>The eight points of order 1, 2, 4 and 8: entry i is i·T with T of order 8.</summary>
    internal static readonly JubjubPoint[] SmallOrder = FindSmallOrder();

    /// <summary>0, 1, 2, l − 1, l − 2 and integers around limb boundaries, below l.</summary>
    internal static IEnumerable<BigInteger> Scalars(int random, int seed) =>
        Oracle.EdgeValues(JubjubOracle.L).Concat(Oracle.RandomValues(JubjubOracle.L, random, seed));

    /// <summary>Random points of the whole curve, most of them outside the subgroup.</summary>
    internal static IEnumerable<JubjubPoint> CurvePoints(int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[32];
        while (count > 0)
        {
            random.NextBytes(bytes);
            if (JubjubPoint.TryReadCompressedVarTime(bytes, out JubjubPoint point))
            {
                count--;
                yield return point;
            }
        }
    }

    /// <summary>Small-order points, the generator and its negative, random points of the subgroup and of the curve.</summary>
    internal static List<JubjubPoint> Points(int random, int seed)
    {
        JubjubPoint[] curve = [.. CurvePoints(random, seed)];
        return
        [
            .. SmallOrder,
            JubjubPoint.Generator,
            -JubjubPoint.Generator,
            JubjubPoint.Generator + SmallOrder[1],
            JubjubPoint.Generator + SmallOrder[4],
            .. curve,
            .. curve.Select(p => JubjubPoint.MultiplyByCofactor(p)),
        ];
    }

    private static JubjubPoint[] FindSmallOrder()
    {
        foreach (JubjubPoint point in CurvePoints(1000, seed: 80))
        {
            JubjubOracle torsion = (JubjubOracle.L * JubjubOracle.From(point)).Affine();
            if ((4 * torsion).Affine() != JubjubOracle.Identity)
            {
                return [.. Enumerable.Range(0, 8).Select(i => (i * torsion).ToPoint())];
            }
        }

        throw new InvalidOperationException("No point of order 8 among 1000 random points.");
    }
}
