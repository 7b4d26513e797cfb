using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.ConstraintSystem;

public sealed class ExpressionProgramTests
{
    private const ulong Seed = 7;

    [Fact]
    public void Compile_CommonParts_AreComputedOnce()
    {
        Expression a = Expression.Column(ColumnKind.Witness, 0);
        Expression part = (a + 3) * a;
        ExpressionProgram program = ExpressionProgram.Compile(part, part * part, (Expression.Column(ColumnKind.Witness, 0) + 3) * a, 3);
        Assert.Equal(["Column", "Constant", "Add", "Multiply", "Multiply"], program.Instructions.Select(step => $"{step.Opcode}"));
        Assert.Equal([3, 4, 3, 1], program.Outputs);
        Assert.Equal([Fr.FromUInt64(3)], program.Constants);
        Assert.Equal(2, program.ProductCount);
    }

    [Fact]
    public void IsUniform_OnlyWhatNoRowChanges()
    {
        Expression scalar = Expression.PublicScalar(0);
        Expression beta = Expression.Of(Symbol.Beta);
        Expression column = Expression.Column(ColumnKind.Fixed, 0);
        Expression first = Expression.Of(Symbol.FirstRow);
        ExpressionProgram program = ExpressionProgram.Compile(
            scalar * beta, (scalar * beta) + 5, column * beta, first * beta, Expression.Of(Symbol.ExceptLastRow), column - column);
        Assert.Equal([true, true, false, false, false, false], program.Outputs.Select(program.IsUniform));
        Assert.Equal(2, program.ProductCount);
    }

    [Fact]
    public void Compile_CellOrParameter_Throws()
    {
        Assert.Contains("Cell", Assert.Throws<ArgumentException>(
            () => ExpressionProgram.Compile(Expression.Of(new Circuits.Builder.Cell(0, 0)) + 1)).Message);
        Assert.Contains("Parameter", Assert.Throws<ArgumentException>(
            () => ExpressionProgram.Compile(Expression.Parameter(0, Fr.One) + 1)).Message);
    }

    [Fact]
    public void Evaluate_RandomFormulas_MatchBigInteger()
    {
        SeededElements random = new(Seed);
        Inputs inputs = new();
        for (int round = 0; round < 200; round++)
        {
            List<(Expression Formula, BigInteger Value)> pool = [];
            for (int i = 0; i < 5; i++)
            {
                inputs.Columns[i] = random.Next();
                pool.Add((Expression.Column(ColumnKind.Witness, i), ShortNumber.ToBigInteger(inputs.Columns[i])));
            }

            Fr constant = random.Next();
            pool.Add((Expression.Constant(constant), ShortNumber.ToBigInteger(constant)));
            for (int i = 0; i < 30; i++)
            {
                (Expression left, BigInteger x) = pool[random.NextBelow(pool.Count)];
                (Expression right, BigInteger y) = pool[random.NextBelow(pool.Count)];
                pool.Add(random.NextBelow(3) switch
                {
                    0 => (left + right, Reduce(x + y)),
                    1 => (left - right, Reduce(x - y)),
                    _ => (left * right, Reduce(x * y)),
                });
            }

            Fr[] values = ExpressionProgram.Compile([.. pool.Select(entry => entry.Formula)]).Evaluate(inputs);
            Assert.True(
                pool.Select(entry => entry.Value).SequenceEqual(values.Select(value => ShortNumber.ToBigInteger(value))),
                $"round {round} of seed {Seed}");
        }
    }

    private static BigInteger Reduce(BigInteger value) => ((value % ShortNumber.Modulus) + ShortNumber.Modulus) % ShortNumber.Modulus;

    private sealed class Inputs : IExpressionInputs
    {
        internal Fr[] Columns { get; } = new Fr[5];

        public Fr Column(ColumnKind kind, int index, int rotation) => Columns[index];

        public Fr Symbol(Symbol symbol) => throw new NotSupportedException();

        public Fr PublicScalar(int index) => throw new NotSupportedException();
    }
}
