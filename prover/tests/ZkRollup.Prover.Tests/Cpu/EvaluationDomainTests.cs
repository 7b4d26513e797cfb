using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;

namespace ZkRollup.Prover.Tests.Cpu;

/// <summary>Transforms against evaluation by Horner's rule, the textbook transform, and their own inverses.</summary>
public class EvaluationDomainTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(13)]
    public void Forward_RandomCoefficients_MatchesHorner(int log2)
    {
        using EvaluationDomain domain = new(log2);
        foreach (Fr shift in new[] { Fr.One, Fr.MultiplicativeGenerator, Fr.FromInt64(-3) })
        {
            Fr[] coefficients = RandomElements(domain.Size, seed: log2);
            Fr[] values = [.. coefficients];
            domain.ForwardCoset(values, shift);
            foreach (int i in new[] { 0, 1, domain.Size / 2, domain.Size / 3, domain.Size - 1 }.Where(i => i < domain.Size))
            {
                Fr point = shift * Fr.PowVarTime(domain.Root, [(ulong)i]);
                Fr expected = Fr.Zero;
                for (int j = coefficients.Length - 1; j >= 0; j--)
                {
                    expected = (expected * point) + coefficients[j];
                }

                Assert.Equal(expected, values[i]);
            }

            domain.InverseCoset(values, shift);
            Assert.Equal(coefficients, values);
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(14)]
    public void Transforms_RandomAndExtremeColumns_MatchDirect(int log2)
    {
        using EvaluationDomain domain = new(log2);
        Fr largest = -Fr.One;
        Fr[][] columns =
        [
            RandomElements(domain.Size, seed: 1),
            [.. Enumerable.Repeat(largest, domain.Size)],
            [.. Enumerable.Range(0, domain.Size).Select(i => i % 2 == 0 ? largest : Fr.One)],
            new Fr[domain.Size],
            [.. Enumerable.Range(0, domain.Size).Select(i => i == domain.Size - 1 ? Fr.One : Fr.Zero)],
        ];
        foreach (bool inverse in new[] { false, true })
        {
            foreach (Fr shift in new[] { Fr.One, Fr.MultiplicativeGenerator })
            {
                Fr[][] expected = [.. columns.Select(column => column.ToArray())];
                Fr[][] actual = [.. columns.Select(column => column.ToArray())];
                foreach (Fr[] column in expected)
                {
                    DirectTransform.Apply(column, domain.Root, shift, inverse);
                }

                domain.TransformAll([.. actual.Select(column => column.AsMemory())], shift, inverse);
                for (int i = 0; i < columns.Length; i++)
                {
                    Assert.Equal(expected[i], actual[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(18)]
    [InlineData(22)]
    public void Inverse_AfterForward_LargeSizes_ReturnsColumn(int log2)
    {
        // Large lengths: the row and column transforms recurse. Coefficients c_3 = 5, c_(n−1) = 7 have known values.
        using EvaluationDomain domain = new(log2);
        Fr[] column = new Fr[domain.Size];
        column[3] = Fr.FromUInt64(5);
        column[^1] = Fr.FromUInt64(7);
        domain.ForwardCoset(column, Fr.MultiplicativeGenerator);
        foreach (int i in new[] { 0, 1, 12345, domain.Size - 1 })
        {
            Fr point = Fr.MultiplicativeGenerator * Fr.PowVarTime(domain.Root, [(ulong)i]);
            Fr expected =
                (Fr.FromUInt64(5) * Fr.PowVarTime(point, [3])) + (Fr.FromUInt64(7) * Fr.PowVarTime(point, [(ulong)domain.Size - 1]));
            Assert.Equal(expected, column[i]);
        }

        domain.InverseCoset(column, Fr.MultiplicativeGenerator);
        Assert.Equal(Fr.FromUInt64(5), column[3]);
        Assert.Equal(Fr.FromUInt64(7), column[^1]);
        column[3] = column[^1] = Fr.Zero;
        Assert.True(column.All(element => element.IsZero));
    }

    [Fact]
    public void Constructor_SizeOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationDomain(25));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationDomain(-1));
    }

    [Fact]
    public void Forward_WrongLengthOrZeroShift_Throws()
    {
        using EvaluationDomain domain = new(4);
        Assert.Contains(
            "16 elements, got 15",
            Assert.Throws<ArgumentException>(() => domain.Forward(new Fr[15])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => domain.ForwardCoset(new Fr[16], Fr.Zero));
    }

    [Fact]
    public void Forward_Cancelled_Throws()
    {
        using EvaluationDomain domain = new(10);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => domain.Forward(new Fr[1024], source.Token));
    }

    private static Fr[] RandomElements(int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return Fr.FromBigEndianReduced(bytes);
        })];
    }
}
