using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Cpu.Arguments;
using ZkRollup.Prover.Cpu.Opening;
using ZkRollup.Prover.Cpu.Quotient;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Tests.Plonk;

namespace ZkRollup.Prover.Tests.Cpu;

/// <summary>The vector operations of the prover against their definitions, at the edges of blocks and lanes.</summary>
public sealed unsafe class VectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(67)]
    [InlineData(1003)]
    public void Evaluate_AnyLength_MatchesHorner(int count)
    {
        SeededScalars random = new(count);
        Fr[] coefficients = random.Next(count);
        foreach (Fr point in new[] { random.Next(), Fr.Zero, Fr.One, -Fr.One })
        {
            fixed (Fr* pointer = coefficients)
            {
                Assert.Equal(Polynomial.Evaluate(coefficients, point), FrLanes.Evaluate(pointer, count, point));
            }
        }
    }

    /// <summary>More terms than a sum takes without reduction, and the largest elements.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(300)]
    public void Combine_ManyColumns_MatchesSum(int columns)
    {
        const int Rows = 24;
        SeededScalars random = new(columns);
        Fr[][] values = [.. Enumerable.Range(0, columns).Select(_ => random.Next(Rows))];
        Fr[] weights = random.Next(columns);
        for (int i = 0; i < columns; i++)
        {
            values[i][i % Rows] = -Fr.One;
            weights[i] = i % 3 == 0 ? -Fr.One : weights[i];
        }

        using NativeBuffer<Fr> memory = new((long)columns * Rows);
        using NativeBuffer<nint> sources = new(columns + 1);
        using NativeBuffer<double> factors = new((long)(columns + 1) * Fr8.FactorSize);
        using NativeBuffer<Fr> target = new(Rows);
        for (int i = 0; i < columns; i++)
        {
            sources.Pointer[i] = (nint)(memory.Pointer + (i * Rows));
            values[i].CopyTo(new Span<Fr>(memory.Pointer + (i * Rows), Rows));
            Fr8.Split(weights[i] * Fr8.RadixRatio, factors.Pointer + (i * Fr8.FactorSize));
        }

        sources.Pointer[columns] = 0;
        FrLanes.Combine((Fr**)sources.Pointer, factors.Pointer, columns + 1, target.Pointer, 0, Rows);
        for (int row = 0; row < Rows; row++)
        {
            Fr expected = Fr.Zero;
            for (int i = 0; i < columns; i++)
            {
                expected += values[i][row] * weights[i];
            }

            Assert.Equal(expected, target.Pointer[row]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(5000)]
    public void Divide_AnyLength_MatchesPolynomial(int count)
    {
        SeededScalars random = new(count);
        Fr[] coefficients = random.Next(count);
        Fr point = random.Next();
        Fr[] expected = new Fr[count - 1];
        Fr value = Polynomial.DivideByLinear(coefficients, point, expected);
        fixed (Fr* pointer = coefficients)
        {
            Assert.Equal(value, LinearDivision.Divide(pointer, count, point, new RowWorkers(3, CancellationToken.None)));
        }

        Assert.Equal([.. expected, Fr.Zero], coefficients);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(256)]
    public void InvertNonZero_AnyCount_MatchesInverse(int count)
    {
        Fr[] values = new SeededScalars(count).Next(count);
        values[0] = Fr.One;
        values[^1] = -Fr.One;
        Fr[] expected = [.. values];
        Fr.BatchInvert(expected);
        Fr[] prefixes = new Fr[count];
        fixed (Fr* pointer = values)
        fixed (Fr* scratch = prefixes)
        {
            LaneInversion.InvertNonZero(pointer, scratch, count);
        }

        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Solve_RemaindersOfPolynomial_GivesItBack(int pieces)
    {
        const int Rows = 16;
        SeededScalars random = new(pieces);
        Fr[] polynomial = random.Next(pieces * Rows);
        Fr[] powers = random.Next(pieces);
        Fr[] scales = random.Next(pieces);
        Fr[] values = new Fr[pieces * Rows];
        for (int k = 0; k < pieces; k++)
        {
            for (int i = 0; i < Rows; i++)
            {
                Fr[] column = [.. Enumerable.Range(0, pieces).Select(j => polynomial[(j * Rows) + i])];
                values[(k * Rows) + i] = Polynomial.Evaluate(column, powers[k]) * scales[k];
            }
        }

        fixed (Fr* pointer = values)
        {
            PieceSolver.Solve(pointer, powers, scales, Rows, new RowWorkers(2, CancellationToken.None));
        }

        Assert.Equal(polynomial, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(5001)]
    public void Run_SumsInBlocks_MatchesRunningSum(int rows)
    {
        Fr[] values = new SeededScalars(rows).Next(rows);
        Fr[] sums = new Fr[rows];
        Fr Write(int from, int to, Fr before)
        {
            for (int row = from; row < to; row++)
            {
                sums[row] = before;
                before += values[row];
            }

            return before;
        }

        Fr total = PrefixScan.Run(
            rows, new RowWorkers(3, CancellationToken.None), Fr.Zero, Fr.Add, (from, to) => Write(from, to, Fr.Zero), Write);
        Fr expected = Fr.Zero;
        for (int row = 0; row < rows; row++)
        {
            Assert.Equal(expected, sums[row]);
            expected += values[row];
        }

        Assert.Equal(expected, total);
    }
}
