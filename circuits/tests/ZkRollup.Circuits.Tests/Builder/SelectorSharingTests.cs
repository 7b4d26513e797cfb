using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

public sealed class SelectorSharingTests
{
    [Fact]
    public void Build_LinearGatesOnDifferentRows_ShareOneColumn()
    {
        Assert.Equal(5, Rows(count: 5, shares: false).Circuit.Fixed.Count);
        Circuit circuit = Rows(count: 5, shares: true).Circuit;
        FixedColumn shared = Assert.Single(circuit.Fixed);
        Assert.Equal([1, 2, 3, 4, 5, 0, 0, 0], shared.Values.Select(value => (int)(value.ToString()[^1] - '0')));
        Assert.Equal(6, circuit.Degree);
    }

    [Fact]
    public void Build_SixLinearGates_TakeTwoColumns() => Assert.Equal(2, Rows(count: 6, shares: true).Circuit.Fixed.Count);

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(5, 1, 2)]
    public void Build_GatesOfHigherDegree_KeepWithinTheBound(int degree, int count, int columns)
    {
        Circuit circuit = Rows(count, shares: true, degree).Circuit;
        Assert.Equal(degree == 5 ? count : columns, circuit.Fixed.Count);
        Assert.True(circuit.Degree <= Circuit.DegreeMax);
    }

    [Fact]
    public void Check_EachGateOfASharedColumn_FiresOnItsRowsAlone()
    {
        BuiltCircuit built = Rows(count: 5, shares: true);
        for (int row = 0; row < 8; row++)
        {
            Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { });
            trace[8 + row, 0] = Fr.One;
            IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, trace, PublicInputs.None);
            Assert.Equal(row < 5 ? [$"gate {row}"] : [], failures.Select(failure => failure.Label));
        }
    }

    [Fact]
    public void Factor_OnEveryRow_IsZeroUnlessTheGateHoldsThere()
    {
        BuiltCircuit built = Rows(count: 5, shares: true);
        Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { });
        RowInputs inputs = new(built.Circuit, trace, PublicInputs.None);
        foreach (Gate gate in built.Circuit.Gates)
        {
            ExpressionProgram factor = ExpressionProgram.Compile(gate.Factor);
            for (int row = 0; row < 8; row++)
            {
                inputs.Row = row;
                Assert.Equal(gate.Rows.Contains(row), !factor.Evaluate(inputs)[0].IsZero);
            }
        }
    }

    /// <summary>Gate i demands that the first cell of row i is zero, to some power.</summary>
    private static BuiltCircuit Rows(int count, bool shares, int degree = 1)
    {
        CircuitBuilder builder = new("rows", new(8, 1, 0));
        Region region = builder.Allocate("rows", new(8, 1));
        for (int row = 0; row < count; row++)
        {
            Expression cell = region[row, 0];
            builder.Constrain($"gate {row}", Enumerable.Repeat(cell, degree).Aggregate((product, factor) => product * factor));
        }

        return builder.Build(shares);
    }
}
