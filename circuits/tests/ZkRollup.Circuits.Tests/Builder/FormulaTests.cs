using System.Reflection;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

/// <summary>What a formula may say, what the builder refuses, and what becomes one gate.</summary>
public sealed class FormulaTests
{
    private static readonly Expression Corner = new Cell(0, 0);

    [Fact]
    public void Constrain_CellsTwoRowsApart_NamesLabelAndRows() =>
        Refused(builder => builder.Constrain("far", Corner + new Cell(2, 0)), "'far' spans rows 0 to 2");

    [Fact]
    public void Constrain_OneParameterWithTwoValues_Throws()
    {
        Expression sum = (Corner + Expression.Parameter(0, Fr.One)) * (Corner + Expression.Parameter(0, Fr.Zero));
        Refused(builder => builder.Constrain("p", sum), "'p' gives parameter 0 two values");
    }

    [Fact]
    public void Constrain_ParametersNotNumberedFromZero_Throws() =>
        Refused(builder => builder.Constrain("p", Corner - Expression.Parameter(1, Fr.One)), "'p' has parameters 1: number them from 0");

    [Fact]
    public void Constrain_SameRowWithOtherParameter_Throws() => Refused(
        builder =>
        {
            builder.Constrain("p", Corner - Expression.Parameter(0, Fr.One));
            builder.Constrain("p", Corner - Expression.Parameter(0, Fr.Zero));
        },
        "'p' is used twice on row 0 with different parameters");

    [Fact]
    public void Constrain_NoCells_Throws() =>
        Refused(builder => builder.Constrain("none", Expression.PublicScalar(0)), "'none' reads no cells");

    [Fact]
    public void Constrain_CellOutsideTheGrid_Throws()
    {
        Refused(builder => builder.Constrain("c", (Expression)new Cell(0, 3)), "'c' reads column 3 of a grid of 3");
        Refused(builder => builder.Constrain("c", (Expression)new Cell(0, -1)), "is in no column");
        Refused(builder => builder.Constrain("r", (Expression)new Cell(-1, 0)), "'r' reads row -1");
        Refused(builder => builder.Constrain("r", (Expression)new Cell(4, 0)), "'r' reads row 4");
        Refused(builder => builder.Send("s", builder.AddBus("bus", 1), 1, (Expression)new Cell(-1, 0)), "'s' reads another slot");
        Refused(builder => builder.Send("s", builder.AddBus("bus", 1), 1, (Expression)new Cell(4, 0)), "'s' reads another slot");
    }

    [Fact]
    public void Constrain_ColumnOfTheNextRowAtTheEndOfTheSlot_Throws()
    {
        Expression next = Expression.Column(ColumnKind.Witness, 0, 1);
        Refused(builder => builder.Constrain("n", new Cell(3, 0) - next), "'n' reads row 3 and the next");
        Refused(builder => builder.Send("n", builder.AddBus("bus", 1), 1, new Cell(3, 0) - next), "'n' reads another slot");
    }

    [Fact]
    public void Scopes_WrongRows_Throw()
    {
        Refused(builder => builder.ConstrainSlotBoundary("b", (Expression)new Cell(3, 0)), "does not suit the scope SlotBoundary");
        Refused(builder => builder.ConstrainSlotBoundary("b", new Cell(2, 0) - (Expression)new Cell(3, 0)), "scope SlotBoundary");
        Refused(builder => builder.ConstrainFirstRow("f", (Expression)new Cell(1, 0)), "scope FirstRow");
        Refused(builder => builder.ConstrainFirstRow("f", Corner - new Cell(1, 0)), "scope FirstRow");
        Refused(builder => builder.ConstrainLastRow("l", Corner), "scope LastRow");
        Refused(builder => builder.ConstrainEveryRow("e", Corner), "scope EveryRow");
    }

    [Theory]
    [InlineData(Symbol.Beta)]
    [InlineData(Symbol.Gamma)]
    [InlineData(Symbol.Y)]
    [InlineData(Symbol.BusBalance)]
    [InlineData(Symbol.ExceptLastRow)]
    public void Build_FormulaWithChallenge_Throws(Symbol symbol)
    {
        Refused(builder => builder.Constrain("s", Corner * Expression.Of(symbol)), $"'s' reads the symbol {symbol}", build: true);
        Refused(b => b.Send("t", b.AddBus("bus", 1), Expression.Of(symbol), Corner), $"'t' reads the symbol {symbol}", build: true);
    }

    [Fact]
    public void Build_ColumnOrScalarThatDoesNotExist_Throws()
    {
        Refused(b => b.Constrain("c", Corner - Expression.Column(ColumnKind.Helper, 0)), "'c' reads Helper column 0", build: true);
        Refused(b => b.Constrain("c", Corner - Expression.Column(ColumnKind.Fixed, 99)), "'c' reads Fixed column 99", build: true);
        Refused(b => b.Constrain("c", Corner - Expression.Column(ColumnKind.Instance, 0)), "'c' reads Instance column 0", build: true);
        Refused(b => b.Constrain("c", Corner - Expression.Column(ColumnKind.Counter, 1)), "'c' reads Counter column 1", build: true);
        Refused(b => b.Constrain("c", Corner - Expression.PublicScalar(0)), "'c' reads PublicScalar 0", build: true);
    }

    /// <summary>The counter is no cell of the trace: a gate that compares cells with it names those that differ.</summary>
    [Fact]
    public void Counter_OnEveryRow_IsTheRowOfTheBatch()
    {
        CircuitBuilder builder = new("counter", new(Rows: 4, Copied: 0, Local: 1));
        for (int row = 0; row < 4; row++)
        {
            builder.Input(new(row, 0));
            builder.Constrain("count", builder.Counter - new Cell(row, 0));
        }

        builder.Constrain("start", builder.SlotStart + 2 - new Cell(2, 0));
        BuiltCircuit built = builder.Build();
        Assert.Equal(["local 0"], built.Circuit.Witness);
        Assert.True(built.Circuit.ReadsCounter);
        Trace trace = WitnessGenerator.Generate(built, 4, (slot, inputs) =>
        {
            for (int row = 0; row < 4; row++)
            {
                inputs[row] = Fr.FromInt64((4 * slot) + row);
            }
        });
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        trace[9, 0] += Fr.One;
        trace[14, 0] = Fr.Zero;
        Assert.Equal(
            ["count 2 1", "count 3 2", "start 3 2"],
            MockChecker.Check(built.Circuit, trace, PublicInputs.None).Select(f => $"{f.Label} {f.Slot} {f.Row}"));
        Assert.Contains("counter = 9", MockChecker.Check(built.Circuit, trace, PublicInputs.None)[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_DegreeTooLarge_NamesTheConstraint()
    {
        Expression cube = Corner * Corner * Corner;
        Refused(builder => builder.Constrain("x6", cube * cube), "'x6' has degree 7, larger than 6", build: true);
    }

    [Fact]
    public void Build_Twice_Throws()
    {
        CircuitBuilder builder = NewBuilder();
        builder.Constrain("c", Corner);
        builder.Build();
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.Constrain("d", Corner));
        Assert.Throws<InvalidOperationException>(() => builder.Input(new(0, 0)));
        Assert.Throws<InvalidOperationException>(() => builder.Allocate("r", new(1, 1)));
        Assert.Throws<InvalidOperationException>(() => builder.Copy(new(0, 0), new(1, 0)));
    }

    [Fact]
    public void Build_UsesWithOtherParameters_AreOneGate()
    {
        CircuitBuilder builder = NewBuilder();
        for (int row = 0; row < 3; row++)
        {
            Cell cell = new(row, 0);
            Fr value = Fr.FromInt64(10 + row);
            builder.Hint("h", [], [cell], (_, write) => write[0] = value);
            builder.Constrain("constant", (Expression)cell - Expression.Parameter(0, value));
        }

        BuiltCircuit built = builder.Build();
        Assert.Equal([0, 1, 2], Assert.Single(built.Circuit.Gates).Rows);
        Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { });
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        trace[5, 0] = Fr.FromInt64(10);
        CheckFailure failure = Assert.Single(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        Assert.Equal(("constant", 1, 1), (failure.Label, failure.Slot, failure.Row));
    }

    [Fact]
    public void Hint_WrongOrder_Throws()
    {
        Cell cell = new(0, 0);
        Refused(b => b.Hint("h", [cell], [new(0, 1)], (_, _) => { }), "'h' reads Cell { Row = 0, Column = 0 } before it is computed");
        Refused(b => b.Hint("h", [], [cell, cell], (_, _) => { }), "'h' writes Cell { Row = 0, Column = 0 }, which is computed already");
        Refused(
            b =>
            {
                b.Input(cell);
                b.Hint("h", [], [cell], (_, _) => { });
            },
            "computed already");
        Refused(b => b.Hint("h", [], [new(0, 3)], (_, _) => { }), "outside the grid");
        Refused(b => b.Hint("h", [], [new(4, 0)], (_, _) => { }), "outside the grid");
    }

    [Theory]
    [InlineData(typeof(Bit))]
    [InlineData(typeof(Bounded))]
    [InlineData(typeof(Element))]
    [InlineData(typeof(Signed))]
    public void Wire_WithAGuarantee_HasNoPublicConstructorAndNoSetter(Type wire)
    {
        Assert.Empty(wire.GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.All(wire.GetProperties(), property => Assert.Null(property.SetMethod));
        MethodInfo[] makers =
        [
            .. wire.Assembly.GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.ReturnType == wire)
                .Where(method => !method.GetParameters().Any(parameter => IsPromising(parameter.ParameterType)))
                .Where(method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(CircuitBuilder))),
        ];
        Assert.All(makers, maker => Assert.EndsWith("Unchecked", maker.Name));
    }

    private static bool IsPromising(Type type) =>
        type == typeof(Bit) || type == typeof(Bounded) || type == typeof(Element) || type == typeof(Signed);

    private static CircuitBuilder NewBuilder() => new("test", new(Rows: 4, Copied: 2, Local: 1));

    private static void Refused(Action<CircuitBuilder> write, string message, bool build = false)
    {
        CircuitBuilder builder = NewBuilder();
        if (build)
        {
            write(builder);
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => builder.Build()).Message);
        }
        else
        {
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => write(builder)).Message);
        }
    }
}
