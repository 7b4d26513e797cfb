using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu.Evaluator;

namespace ZkRollup.Prover.Tests.Cpu.Evaluator;

/// <summary>Programs on many rows against the same program evaluated at each row alone.</summary>
public class RowProgramTests
{
    private static Expression W(int index, int rotation = 0) => Expression.Column(ColumnKind.Witness, index, rotation);

    private static Expression Y => Expression.Of(Symbol.Y);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(8, 30)]
    [InlineData(16, 30)]
    [InlineData(32, 10)]
    [InlineData(40, 10)]
    [InlineData(100, 10)]
    [InlineData(255, 4)]
    [InlineData(256, 4)]
    [InlineData(2048, 1)]
    public void Evaluate_RandomPrograms_MatchEveryRow(int rows, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int seed = (1000 * rows) + i;
            Expression[] roots = new RandomExpressions(seed).Make(steps: 20 + (7 * i), sumShare: 25 * (i % 4));
            RequireEqual(roots, new RowSamples(rows, seed), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_LargeRandomProgram_MatchesEveryRow(int seed) =>
        RequireEqual(new RandomExpressions(seed).Make(steps: 1500, sumShare: 60), new RowSamples(64, seed), $"seed {seed}");

    [Fact]
    public void Evaluate_DeepSums_MatchEveryRow()
    {
        Expression sum = W(0);
        Expression doubled = W(1);
        Expression alternating = Expression.Zero;
        Expression weighted = Expression.Zero;
        Expression scaled = Expression.Zero;
        for (int i = 0; i < 200; i++)
        {
            sum += W(i % 6) * W((i + 1) % 6, 1);
            doubled += doubled;
            alternating = W(i % 5) - alternating;
            weighted = (weighted * (i % 8)) + W(i % 6, i % 2);
            scaled += Expression.Constant(Fr.FromUInt64(1UL << (i % 60))) * W(i % 6, i / 6 % 2) * Expression.Of(Symbol.Beta);
        }

        Expression[] sums = [sum, doubled, alternating, weighted, scaled];
        RequireEqual([.. sums, .. sums.Select(s => s * s), .. sums.Select(s => s * W(2)), .. sums.Select(s => s * Y)], Samples(), "sums");
    }

    [Fact]
    public void Evaluate_ProductsOfSumsOfEveryLength_MatchEveryRow()
    {
        // Every pair of lengths, so that each decision of the bounds is taken, with limbs at their extremes.
        Expression[] sums = [.. Enumerable.Range(1, 12).Select(count => Enumerable.Range(0, count)
            .Aggregate(Expression.Zero, (total, i) => i % 3 == 1 ? total - W(i % 6, i / 6) : total + W(i % 6, i / 6)))];
        Expression[] products = [.. sums.SelectMany(a => sums.Select(b => a * (b + Expression.Of(Symbol.Gamma))))];
        RequireEqual(products, Samples(), "products");
        foreach ((long digit, long last) in new[] { (-(1L << 51), -(1L << 46)), ((1L << 51) - 1, 1L << 46), (-(1L << 51), 1L << 46) })
        {
            RowSamples extreme = new(rows: 32, seed: 5);
            Fr element = RowSamples.WithLaneValue(RowSamples.Digits(digit, last));
            extreme.SetAll(element, -element);
            foreach (Expression sum in sums)
            {
                // Alone: no other use has it balanced.
                RequireEqual([sum], extreme, $"sum, digit {digit}, {last}");
                RequireEqual([sum * Y], extreme, $"scaled sum, digit {digit}, {last}");
                RequireEqual([-sum * sum], extreme, $"negated square, digit {digit}, {last}");
            }

            Expression[] squares = [.. sums.Select(s => s * s), .. sums.Select(s => -s * s)];
            RequireEqual([.. products, .. sums, .. squares], extreme, $"digit {digit}, {last}");
        }
    }

    [Fact]
    public void Evaluate_ScaledTermsThatAllAgree_MatchEveryRow()
    {
        // Equal remainders do not cancel: without a reduction in between, 180 of them leave the last limb.
        Expression[] columns =
        [
            .. Enumerable.Range(0, 12).Select(i => W(i % 6, i / 6)),
            .. Enumerable.Range(0, 12).Select(i => Expression.Column(ColumnKind.Helper, i % 6, i / 6)),
            .. Enumerable.Range(0, 6).Select(i => Expression.Column(ColumnKind.Instance, i)),
        ];
        Expression[] factors =
        [
            .. new[] { Symbol.Beta, Symbol.Gamma, Symbol.Y }.Select(Expression.Of),
            .. Enumerable.Range(0, RowSamples.ScalarCount).Select(Expression.PublicScalar),
        ];
        Expression sum = factors.SelectMany(f => columns.Select(c => f * c)).Aggregate(Expression.Zero, (total, term) => total + term);
        RowSamples samples = new(rows: 32, seed: 9);
        for (int seed = 0; seed < 20; seed++)
        {
            Fr element = RowSamples.Element(new Random(seed));
            samples.SetAll(element, element);
            RequireEqual([sum, sum * W(0), sum - (W(1) * W(2))], samples, $"equal terms, seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Compile_RandomProgram_ComputesNoProductTwice(int seed)
    {
        Expression part = (Y * W(0)) + (Expression.Of(Symbol.Beta) * W(1));
        RequireProducts(ExpressionProgram.Compile(part + W(2), part - W(3), part * W(4)), "part of three");
        RequireProducts(ExpressionProgram.Compile(new RandomExpressions(seed).Make(steps: 800, sumShare: 50)), $"seed {seed}");
    }

    [Fact]
    public void Compile_SumOfFourAsOutput_IsBalanced()
    {
        // It leaves the radix by a product, whose factor allows limbs of two digits.
        RowGraph graph = new(ExpressionProgram.Compile(W(0) + W(1) + W(2) + W(3)));
        Assert.Contains(new LaneCode(graph).Steps, step => step.Opcode == LaneOpcode.SumBalanced);
    }

    [Fact]
    public void Evaluate_SmallFactors_MatchEveryRow()
    {
        Expression[] roots = [.. Enumerable.Range(-9, 19).Select(c => (c * W(0)) + (W(1) * c) - (c * (W(2) - W(3))))];
        Expression[] nested = [.. Enumerable.Range(2, 9).Select(c => c * (c * (c * ((W(0) * W(1)) + (c * Y * W(2)) + c))))];
        Expression[] powers = [.. Enumerable.Range(2, 7).Select(c => c * W(4) * (c * W(5)) * (c * W(4)))];
        RequireEqual([.. roots, .. nested, .. powers], Samples(), "factors");
    }

    [Fact]
    public void Evaluate_HornerInChallenge_MatchesEveryRow()
    {
        Expression total = Expression.Zero;
        for (int i = 0; i < 120; i++)
        {
            Expression a = W(i % 6) + (i * W((i + 1) % 6));
            total = (total * Y) + (a * a * a * a * a) - W((i + 2) % 6, 1);
        }

        RequireEqual([total * Expression.Of(Symbol.ExceptLastRow)], Samples(), "Horner");
    }

    [Fact]
    public void Evaluate_UniformOrVanishingOutputs_FillEveryRow()
    {
        Expression beta = Expression.Of(Symbol.Beta);
        Expression nothing = W(0) - W(0);
        RequireEqual([beta * Y, Expression.Constant(Fr.FromInt64(-7)), Expression.PublicScalar(1) - beta], Samples(), "uniform");
        RequireEqual([nothing, nothing * W(1), nothing * beta, nothing + beta, (nothing + beta) * Y], Samples(), "vanishing");
    }

    [Fact]
    public void Evaluate_ColumnsAsOutputs_AreCopiedWithRotation()
    {
        RowSamples samples = Samples();
        RequireEqual([W(0), W(0, 1), W(0), -W(0, 1), Expression.Column(ColumnKind.Fixed, 0)], samples, "columns");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(128)]
    public void Evaluate_PeriodicColumn_RepeatsAndWrapsAround(int period)
    {
        RowSamples samples = new(rows: 128, seed: period);
        Fr[] values = [.. Enumerable.Range(0, period).Select(i => Fr.FromInt64(100 + i))];
        samples.Set(ColumnKind.Witness, 0, values);
        Fr[][] outputs = Evaluate(ExpressionProgram.Compile(W(0), W(0, 1)), samples, inLanes: true, threads: 1);
        for (int row = 0; row < 128; row++)
        {
            Assert.Equal(Fr.FromInt64(100 + (row % period)), outputs[0][row]);
            Assert.Equal(Fr.FromInt64(100 + ((row + 1) % period)), outputs[1][row]);
        }
    }

    [Fact]
    public void Evaluate_ManyThreads_SameResult()
    {
        ExpressionProgram program = ExpressionProgram.Compile(new RandomExpressions(11).Make(60, 50));
        RowSamples samples = new(rows: 4096, seed: 11);
        Fr[][] one = Evaluate(program, samples, inLanes: true, threads: 1);
        Assert.Equal(one, Evaluate(program, samples, inLanes: true, threads: 3));
        Assert.Equal(one, Evaluate(program, samples, inLanes: true, threads: null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluate_Cancelled_Throws(bool inLanes)
    {
        using RowProgram program = Compile(ExpressionProgram.Compile(W(0) * W(1)), inLanes);
        using CancellationTokenSource source = new();
        CancellingInputs inputs = new(new RowSamples(rows: 4096, seed: 1), source);

        // Cancelled after the first look: it must be seen again between blocks.
        Assert.ThrowsAny<OperationCanceledException>(() => program.Evaluate(inputs, [new Fr[4096]], 4096, 1, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => program.Evaluate(inputs, [new Fr[4096]], 4096, 1, source.Token));
    }

    [Fact]
    public void Evaluate_WrongLengths_Throws()
    {
        using RowProgram program = RowProgram.Compile(ExpressionProgram.Compile(W(0)));
        RowSamples samples = Samples();
        Assert.Contains(
            "1 outputs, got 2",
            Assert.Throws<ArgumentException>(() => program.Evaluate(samples, [new Fr[48], new Fr[48]], 48)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "48 elements, got 47",
            Assert.Throws<ArgumentException>(() => program.Evaluate(samples, [new Fr[47]], 48)).Message,
            StringComparison.Ordinal);
        samples.Set(ColumnKind.Witness, 0, new Fr[32]);
        Assert.Contains(
            "divides 48, got 32",
            Assert.Throws<ArgumentException>(() => program.Evaluate(samples, [new Fr[48]], 48)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => program.Evaluate(samples, [Array.Empty<Fr>()], 0));
    }

    private static RowSamples Samples() => new(rows: 48, seed: 3);

    private static RowProgram Compile(ExpressionProgram program, bool inLanes) =>
        inLanes ? RowProgram.Compile(program) : RowProgram.CompileScalar(program);

    private static Fr[][] Evaluate(ExpressionProgram program, RowSamples samples, bool inLanes, int? threads)
    {
        using RowProgram compiled = Compile(program, inLanes);
        Fr[][] outputs = [.. program.Outputs.Select(_ => new Fr[samples.Rows])];
        compiled.Evaluate(samples, [.. outputs.Select(output => output.AsMemory())], samples.Rows, threads);
        return outputs;
    }

    private static void RequireEqual(Expression[] roots, RowSamples samples, string what)
    {
        ExpressionProgram program = ExpressionProgram.Compile(roots);
        Fr[][] scalar = Evaluate(program, samples, inLanes: false, threads: 1);
        Fr[][] lanes = Fr8.IsAccelerated ? Evaluate(program, samples, inLanes: true, threads: 2) : scalar;
        for (int row = 0; row < samples.Rows; row++)
        {
            Fr[] expected = program.Evaluate(samples.AtRow(row));
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(expected[i] == scalar[i][row], $"{what}: scalar output {i} on row {row} of {samples.Rows}");
                Assert.True(expected[i] == lanes[i][row], $"{what}: output {i} in lanes on row {row} of {samples.Rows}");
            }
        }
    }

    private static void RequireProducts(ExpressionProgram program, string what)
    {
        int products = new LaneCode(new RowGraph(program)).Steps.Count(step =>
            step.Opcode is LaneOpcode.Multiply or LaneOpcode.Square or LaneOpcode.Scale or LaneOpcode.ScaleAdd);
        Assert.True(products is > 0 && products <= program.ProductCount, $"{what}: {products} of {program.ProductCount} products");
    }

    private sealed class CancellingInputs(RowSamples samples, CancellationTokenSource source) : IRowInputs
    {
        public ReadOnlyMemory<Fr> Column(ColumnKind kind, int index)
        {
            source.Cancel();
            return samples.Column(kind, index);
        }

        public ReadOnlyMemory<Fr> Selector(Symbol symbol) => samples.Selector(symbol);

        public Fr Symbol(Symbol symbol) => samples.Symbol(symbol);

        public Fr PublicScalar(int index) => samples.PublicScalar(index);
    }
}
