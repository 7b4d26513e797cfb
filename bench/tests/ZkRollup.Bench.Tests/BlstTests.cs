using ZkRollup.Bench.Baselines;
using ZkRollup.Bench.Micro;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Bench.Tests;

/// <summary>The baseline does the same work as the project: equal results from equal memory.</summary>
public class BlstTests
{
    [BlstFact]
    public void FieldLoops_SameInputs_MatchOwnArithmetic()
    {
        Fp[] x = Inputs.FpElements(9);
        Fp[] squares = Inputs.FpElements(9);
        Fr[] z = Inputs.FrElements(9);
        (Fp[] expectedProducts, Fp[] expectedSquares, Fr[] expectedScalars) = ([.. x], [.. x], [.. z]);
        for (int c = 0; c < 8; c++)
        {
            expectedProducts[c] = x[c] * x[8] * x[8] * x[8];
            expectedSquares[c] = x[c] * x[c] * (x[c] * x[c]);
            expectedScalars[c] = z[c] * z[8] * z[8];
        }

        BlstFactAttribute.Library.MultiplyFp(x.AsSpan(0, 8), x[8], rounds: 3);
        BlstFactAttribute.Library.SquareFp(squares.AsSpan(0, 8), rounds: 2);
        BlstFactAttribute.Library.MultiplyFr(z.AsSpan(0, 8), z[8], rounds: 2);
        Assert.Equal(expectedProducts, x);
        Assert.Equal(expectedSquares, squares);
        Assert.Equal(expectedScalars, z);
    }

    [BlstFact]
    public void SumOfProducts_EachWidth_MatchesOwnSum()
    {
        const int count = 300;
        G1Affine[] points = Inputs.Points(count);
        byte[] scratch = new byte[BlstFactAttribute.Library.ScratchBytes(count)];
        foreach (int bits in new[] { 255, 64, 16 })
        {
            byte[] bytes = Inputs.Scalars(count, bits);
            Fr[] scalars = Inputs.ToFr(bytes, bits);
            G1Affine expected = G1Jacobian.SumOfProductsVarTime(points, scalars).ToAffine();
            Assert.Equal(expected, BlstFactAttribute.Library.SumOfProducts(points, bytes, bits, scratch));
            using G1Bases bases = new(points);
            using G1Msm msm = new(threads: 1);
            Assert.Equal(expected, msm.ComputeVarTime(bases, scalars).ToAffine());
        }
    }

    [Fact]
    public void ToFr_ScalarNotBelowModulus_Throws() =>
        Assert.Throws<ArgumentException>(() => Inputs.ToFr(Enumerable.Repeat((byte)255, Fr.ByteLength).ToArray(), bits: 255));

    [BlstFact]
    public void CheckPairing_EqualAndUnequalPairs_MatchesOwnCheck()
    {
        (G1Affine[] g1, G2Affine[] g2) = PairingBenchmarks.Pairs();
        byte[] lines = BlstFactAttribute.Library.PrecomputeLines(g2);
        Assert.True(AtePairing.Check(g1, g2));
        Assert.True(BlstFactAttribute.Library.CheckPairing(g1, g2, rounds: 2));
        Assert.True(BlstFactAttribute.Library.CheckPairing(g1, lines, rounds: 2));
        G1Affine[] wrong = [g1[0], -g1[1]];
        Assert.False(AtePairing.Check(wrong, g2));
        Assert.False(BlstFactAttribute.Library.CheckPairing(wrong, g2, rounds: 2));
        Assert.False(BlstFactAttribute.Library.CheckPairing(wrong, lines, rounds: 2));
    }

    [BlstFact]
    public void CheckPairing_WrongLengths_Throws()
    {
        (G1Affine[] g1, G2Affine[] g2) = PairingBenchmarks.Pairs();
        Assert.Throws<ArgumentException>(() => BlstFactAttribute.Library.CheckPairing(g1, g2.AsSpan(0, 1), rounds: 1));
        Assert.Throws<ArgumentException>(() => BlstFactAttribute.Library.CheckPairing(g1.AsSpan(0, 1), g2, rounds: 1));
        Assert.Throws<ArgumentException>(() => BlstFactAttribute.Library.CheckPairing(g1, new byte[1], rounds: 1));
        Assert.Throws<ArgumentException>(() => BlstFactAttribute.Library.PrecomputeLines(g2.AsSpan(0, 1)));
    }

    [BlstFact]
    public void SumOfProducts_WrongLengths_Throws() => Assert.Throws<ArgumentException>(
        () => BlstFactAttribute.Library.SumOfProducts(Inputs.Points(2), new byte[63], 255, new byte[1 << 20]));

    [Fact]
    public void TryLoad_NoSources_SaysWhy()
    {
        string empty = Directory.CreateTempSubdirectory("zkrollup-bench-").FullName;
        try
        {
            Assert.False(Blst.TryLoad(empty, out Blst? blst, out string description));
            Assert.Null(blst);
            Assert.NotEmpty(description);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }
}
