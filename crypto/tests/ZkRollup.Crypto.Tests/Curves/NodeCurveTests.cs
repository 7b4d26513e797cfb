using System.Numerics;
using System.Text.Json;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using static ZkRollup.Crypto.Tests.Curves.CurveOracle;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>Curves and pairings against an independent implementation in JavaScript.</summary>
public class NodeCurveTests
{
    /// <summary>0, ±1, ±2, equal and opposite values, and random ones.</summary>
    private static readonly BigInteger[] Scalars =
        [0, 1, 2, R - 1, R - 2, (R - 1) / 2, BigInteger.One << 64, .. Oracle.RandomValues(R, 5, seed: 21)];

    [NodeOracleFact]
    public void Add_EdgeAndRandomPairs_MatchesOracle()
    {
        foreach (BigInteger a in Scalars)
        {
            foreach (BigInteger b in Scalars.Append(R - a))
            {
                Assert.Equal(NodeOracle.AskText("bls.g1.add", Hex(G1(a)), Hex(G1(b))), Hex(G1(a) + G1(b)));
                Assert.Equal(NodeOracle.AskText("bls.g2.add", Hex(G2(a)), Hex(G2(b))), Hex(G2(a) + G2(b)));
            }
        }
    }

    [NodeOracleFact]
    public void Multiply_EdgeAndRandomScalars_MatchesOracle()
    {
        G1Affine p = G1(77).ToAffine();
        G2Affine q = G2(77).ToAffine();
        foreach (BigInteger k in Scalars)
        {
            Assert.Equal(NodeOracle.AskText("bls.g1.multiply", Hex(p), Hex(k)), Hex(G1(77).MultiplyVarTime(Scalar(k))));
            Assert.Equal(NodeOracle.AskText("bls.g2.multiply", Hex(q), Hex(k)), Hex(G2(77).MultiplyVarTime(Scalar(k))));
        }

        // Outside the subgroup too: no reduction modulo r may be hidden in the product.
        G1Affine outside = AnyPointOfG1Curve(1);
        Assert.False(outside.IsInSubgroup);
        G1Jacobian product = G1Jacobian.FromAffine(outside).MultiplyVarTime(Scalar(R - 2));
        Assert.Equal(NodeOracle.AskText("bls.g1.multiply", Hex(outside), Hex(R - 2)), Hex(product));
    }

    [NodeOracleFact]
    public void SumOfProducts_ZeroRepeatedAndOppositeTerms_MatchesOracle()
    {
        BigInteger[] random = [.. Oracle.RandomValues(R, 40, seed: 22)];
        BigInteger[] logs = [0, 1, 1, R - 1, 5, 5, 5, R - 5, .. random[..20]];
        BigInteger[] scalars = [7, 0, 9, 9, R - 1, R - 1, 1, R - 1, .. random[20..]];
        foreach (int n in new[] { 0, 1, 2, 3, 8, 17, logs.Length })
        {
            G1Affine[] points1 = [.. logs[..n].Select(k => G1(k).ToAffine())];
            G2Affine[] points2 = [.. logs[..n].Select(k => G2(k).ToAffine())];
            Fr[] factors = [.. scalars[..n].Select(Scalar)];
            string[] hexScalars = [.. scalars[..n].Select(Hex)];
            Assert.Equal(
                NodeOracle.AskText("bls.g1.msm", points1.Select(Hex), hexScalars), Hex(G1Jacobian.SumOfProductsVarTime(points1, factors)));
            Assert.Equal(
                NodeOracle.AskText("bls.g2.msm", points2.Select(Hex), hexScalars), Hex(G2Jacobian.SumOfProductsVarTime(points2, factors)));
        }
    }

    [NodeOracleFact]
    public void Compressed_EdgeAndRandomPoints_MatchesOracle()
    {
        foreach (BigInteger k in Scalars)
        {
            Assert.Equal(NodeOracle.AskText("bls.g1.compress", Hex(G1(k))), CompressedHex(G1(k).ToAffine()));
            Assert.Equal(NodeOracle.AskText("bls.g2.compress", Hex(G2(k))), CompressedHex(G2(k).ToAffine()));
        }

        foreach (BigInteger k in Scalars.Where(k => !k.IsZero))
        {
            Assert.Equal(NodeOracle.AskText("bls.g1.decode", CompressedHex(G1(k).ToAffine())), Hex(G1(k)));
            Assert.Equal(NodeOracle.AskText("bls.g2.decode", CompressedHex(G2(k).ToAffine())), Hex(G2(k)));
        }
    }

    [NodeOracleFact]
    public void IsInSubgroup_PointsOfBothCurves_MatchesOracle()
    {
        for (ulong i = 0; i < 8; i++)
        {
            G1Affine p = AnyPointOfG1Curve(1000 * i);
            Assert.Equal(NodeOracle.Ask("bls.g1.inSubgroup", Hex(p)).GetBoolean(), p.IsInSubgroup);
            p = G1Jacobian.FromAffine(p).ClearCofactor().ToAffine();
            Assert.Equal(NodeOracle.Ask("bls.g1.inSubgroup", Hex(p)).GetBoolean(), p.IsInSubgroup);
            G2Affine q = AnyPointOfG2Curve(1000 * i);
            Assert.Equal(NodeOracle.Ask("bls.g2.inSubgroup", Hex(q)).GetBoolean(), q.IsInSubgroup);
            q = G2Jacobian.FromAffine(q).ClearCofactor().ToAffine();
            Assert.Equal(NodeOracle.Ask("bls.g2.inSubgroup", Hex(q)).GetBoolean(), q.IsInSubgroup);
        }
    }

    [NodeOracleFact]
    public void Map_EdgeAndRandomElements_MatchesOracle()
    {
        BigInteger p = Oracle.Integer(Fp.Modulus);
        BigInteger[] values = [0, 1, p - 1, .. Oracle.RandomValues(p, 5, seed: 23)];
        foreach (BigInteger a in values)
        {
            Assert.Equal(NodeOracle.AskText("bls.g1.map", Hex(a)), Hex(G1Jacobian.MapVarTime(Oracle.Element<Fp>(a))));
            foreach (BigInteger b in values[..4])
            {
                Fp2 element = new(Oracle.Element<Fp>(a), Oracle.Element<Fp>(b));
                Assert.Equal(NodeOracle.AskText("bls.g2.map", [new[] { Hex(a), Hex(b) }]), Hex(G2Jacobian.MapVarTime(element)));
            }
        }
    }

    [NodeOracleFact]
    public void PairingProduct_RandomPairsAndInfinity_MatchesOracle()
    {
        BigInteger[] logs1 = [1, 0, R - 3, .. Oracle.RandomValues(R, 3, seed: 24)];
        BigInteger[] logs2 = [1, 5, 0, .. Oracle.RandomValues(R, 3, seed: 25)];
        foreach (Range range in new[] { 0..0, 0..1, 1..3, 3..6, 0..6 })
        {
            G1Affine[] g1 = [.. logs1[range].Select(k => G1(k).ToAffine())];
            G2Affine[] g2 = [.. logs2[range].Select(k => G2(k).ToAffine())];
            AtePairing.Product(g1, g2, out Fp12 product);
            JsonElement expected = NodeOracle.Ask("bls.pairing.product", g1.Select(Hex), g2.Select(Hex));
            Assert.Equal(expected.EnumerateArray().Select(e => e.GetString()!), Coefficients(product).Select(Hex));
        }
    }

    private static IEnumerable<Fp> Coefficients(Fp12 a) =>
        new[] { a.C0, a.C1 }.SelectMany(half => new[] { half.C0, half.C1, half.C2 }).SelectMany(c => new[] { c.C0, c.C1 });
}
