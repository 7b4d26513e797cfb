using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.ConstraintSystem;

public sealed class ExpressionTests
{
    private static readonly Expression A = Expression.Column(ColumnKind.Witness, 0);
    private static readonly Expression B = Expression.Column(ColumnKind.Witness, 1);

    [Fact]
    public void Equals_SameFormulaBuiltTwice_IsEqual()
    {
        Expression again = Expression.Column(ColumnKind.Witness, 0);
        Assert.Equal((A * B) + 7, (again * B) + 7);
        Assert.Equal(((A * B) + 7).GetHashCode(), ((again * B) + 7).GetHashCode());
    }

    [Fact]
    public void Equals_AnyDifference_IsNotEqual()
    {
        Expression[] all =
        [
            A, B, A + B, B + A, A - B, A * B, A + 1, A + 2, A * (B + 1), (A * B) + 1, 0, 1, -1,
            Expression.Column(ColumnKind.Witness, 0, 1), Expression.Column(ColumnKind.Fixed, 0), Expression.Column(ColumnKind.Instance, 0),
            Expression.Column(ColumnKind.Table, 0), Expression.Column(ColumnKind.Helper, 0), Expression.Column(ColumnKind.Helper, 0, 1),
            Expression.Of(Symbol.Beta), Expression.Of(Symbol.Gamma), Expression.PublicScalar(0), Expression.PublicScalar(1),
            Expression.Of(new Cell(0, 0)), Expression.Of(new Cell(0, 1)), Expression.Of(new Cell(1, 0)), Expression.Parameter(0, Fr.One),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Operators_ZeroAndOne_VanishWhereTheyChangeNothing()
    {
        Assert.Same(A, A + 0);
        Assert.Same(A, 0 + A);
        Assert.Same(A, A - 0);
        Assert.Same(A, A * 1);
        Assert.Same(A, 1 * A);
        Assert.True((A * 0).IsZero);
        Assert.True((0 * A).IsZero);
        Assert.Equal(ExpressionKind.Difference, (-A).Kind);
        Assert.Equal((Expression)6, (Expression)2 * 3);
        Assert.Equal((Expression)(-1), (Expression)2 - 3);
        Assert.Equal((Expression)5, (Expression)2 + 3);
    }

    [Fact]
    public void Degree_EveryOperator_IsThatOfThePolynomial()
    {
        Expression cube = A * A * B;
        Assert.Equal(3, cube.Degree);
        Assert.Equal(3, (cube + A).Degree);
        Assert.Equal(3, (B - cube).Degree);
        Assert.Equal(6, (cube * cube).Degree);
        Assert.Equal(0, ((Expression)5).Degree);
        Assert.Equal(1, Expression.Parameter(0, Fr.One).Degree);
        Assert.Equal(0, Expression.PublicScalar(0).Degree);
        Assert.Equal(1, Expression.Of(Symbol.FirstRow).Degree);
        Assert.Equal(1, Expression.Of(Symbol.LastRow).Degree);
        Assert.Equal(0, Expression.Of(Symbol.ExceptLastRow).Degree);
    }

    [Fact]
    public void Degree_SquaredBeyondInt_StaysTooLarge()
    {
        Expression power = A;
        for (int i = 0; i < 70; i++)
        {
            power *= power;
            Assert.True(power.Degree > Circuit.DegreeMax || i < 2, $"2^{i + 1} became {power.Degree}");
        }

        Assert.Equal(int.MaxValue, power.Degree);
    }

    [Theory]
    [InlineData(ColumnKind.Fixed, 1)]
    [InlineData(ColumnKind.Table, 1)]
    [InlineData(ColumnKind.Instance, 1)]
    [InlineData(ColumnKind.Counter, 1)]
    [InlineData(ColumnKind.Witness, 2)]
    [InlineData(ColumnKind.Witness, -1)]
    [InlineData(ColumnKind.Helper, 2)]
    public void Column_RotationThatNobodyOpens_Throws(ColumnKind kind, int rotation) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(rotation), () => Expression.Column(kind, 0, rotation));

    [Fact]
    public void Compile_DeepSharedFormula_TakesNoStackAndNoExponentialTime()
    {
        // Each step uses the one before twice: 2^100000 paths, 100000 nodes.
        const int Depth = 100_000;
        Expression deep = A;
        for (int i = 0; i < Depth; i++)
        {
            deep += deep;
        }

        ExpressionProgram program = ExpressionProgram.Compile(deep);
        Assert.Equal(Depth + 1, program.Instructions.Count);
        FormulaReader reader = new("deep", [deep + Expression.Of(new Cell(3, 0))]);
        Assert.Equal(3, reader.Row);
        Assert.Equal(Depth + 2, ExpressionProgram.Compile(reader.Formulas[0]).Instructions.Count);
    }
}
