using ZkRollup.Bench.Baselines;
using ZkRollup.Bench.Micro;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

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
        const int count = 40;
        G1Affine[] points = Inputs.Points(count);
        byte[] scratch = new byte[BlstFactAttribute.Library.ScratchBytes(count)];
        foreach (int bits in new[] { 255, 64, 16 })
        {
            byte[] bytes = Inputs.Scalars(count, bits);
            Fr[] scalars = new Fr[count];
            byte[] wide = new byte[32];
            for (int i = 0; i < count; i++)
            {
                Array.Clear(wide);
                bytes.AsSpan(i * bytes.Length / count, bytes.Length / count).CopyTo(wide);
                Assert.True(Fr.TryReadLittleEndian(wide, out scalars[i]));
            }

            G1Affine expected = G1Jacobian.SumOfProductsVarTime(points, scalars).ToAffine();
            Assert.Equal(expected, BlstFactAttribute.Library.SumOfProducts(points, bytes, bits, scratch));
        }
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
