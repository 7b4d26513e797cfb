using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Checking;

public sealed class MockCheckerTests
{
    [Fact]
    public void Check_SeveralFaults_ReportsAllWithPlaceAndValues()
    {
        BuiltCircuit built = Build();
        Trace trace = Honest(built, out PublicInputs inputs);
        trace[5, 0] += Fr.One;
        trace[10, 0] = Fr.FromInt64(77);
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, trace, inputs);
        Assert.Equal(
            ["next at slot 1, row 0", "next at slot 1, row 1", "next at slot 2, row 1", "next at slot 2, row 2"],
            failures.Select(failure => $"{failure.Label} at slot {failure.Slot}, row {failure.Row}"));
        Assert.Equal("next at slot 1, row 0: value 1; local 0 (next row) = 106, local 0 = 104", failures[0].ToString());
    }

    [Theory]
    [InlineData(0, "first 0 0;next 0 0")]
    [InlineData(3, "next 0 2;boundary 0 3")]
    [InlineData(4, "instance 1 0;boundary 0 3;next 1 0")]
    [InlineData(15, "next 3 2;last 3 3")]
    public void Check_CellAtAnEnd_NamesTheScopesThatReadIt(int row, string expected)
    {
        BuiltCircuit built = Build();
        Trace trace = Honest(built, out PublicInputs inputs);
        trace[row, 0] += Fr.One;
        SortedSet<string> found = [.. MockChecker.Check(built.Circuit, trace, inputs).Select(f => $"{f.Label} {f.Slot} {f.Row}")];
        SortedSet<string> wanted = [.. expected.Split(';')];
        if (row == 0)
        {
            wanted.Add("instance 0 0");
        }

        Assert.Equal(wanted, found);
    }

    [Fact]
    public void Check_OtherInstanceWordOrScalar_NamesTheGate()
    {
        BuiltCircuit built = Build();
        Trace trace = Honest(built, out PublicInputs inputs);
        Fr[] words = [.. inputs.Columns[0]];
        words[2] += Fr.One;
        CheckFailure word = Assert.Single(MockChecker.Check(built.Circuit, trace, inputs with { Columns = [words] }));
        Assert.Equal(("instance", 2, 0), (word.Label, word.Slot, word.Row));
        PublicInputs shorter = inputs with { Columns = [inputs.Columns[0].Take(3).ToArray()] };
        CheckFailure missing = Assert.Single(MockChecker.Check(built.Circuit, trace, shorter));
        Assert.Equal(("instance", 3, 0), (missing.Label, missing.Slot, missing.Row));
        CheckFailure scalar = Assert.Single(MockChecker.Check(built.Circuit, trace, inputs with { Scalars = [Fr.One] }));
        Assert.Equal(("last", 3, 3), (scalar.Label, scalar.Slot, scalar.Row));
    }

    [Fact]
    public void Check_PublicInputsOfTheWrongShape_Throws()
    {
        BuiltCircuit built = Build();
        Trace trace = Honest(built, out PublicInputs inputs);
        Refused(inputs with { Scalars = [] }, "expected 1 public scalars, got 0");
        Refused(inputs with { Columns = [] }, "expected 1 instance columns, got 0");
        Refused(inputs with { Columns = [new Fr[5]] }, "at most 4, got 5");

        void Refused(PublicInputs wrong, string message) => Assert.Contains(
            message, Assert.Throws<ArgumentException>("publicInputs", () => MockChecker.Check(built.Circuit, trace, wrong)).Message);
    }

    /// <summary>Cell 0 of each row is 100 more than the counter; instance words repeat those of the first rows.</summary>
    private static BuiltCircuit Build()
    {
        CircuitBuilder builder = new("scopes", new(Rows: 4, Copied: 0, Local: 1));
        Expression word = builder.AddInstanceColumn();
        Expression end = builder.AddPublicScalar();
        Region region = builder.Allocate("row", new(4, 0, 1));
        builder.Input(region[0, 0]);
        for (int row = 0; row < 3; row++)
        {
            builder.Constrain("next", (Expression)region[row + 1, 0] - region[row, 0] - 1);
            builder.Hint("next", [region[row, 0]], [region[row + 1, 0]], (read, write) => write[0] = read[0] + Fr.One);
        }

        builder.ConstrainSlotBoundary("boundary", (Expression)new Cell(4, 0) - region[3, 0] - 1);
        builder.ConstrainFirstRow("first", (Expression)region[0, 0] - 100);
        builder.ConstrainLastRow("last", (Expression)region[3, 0] - end);
        builder.Constrain("instance", (Expression)region[0, 0] - word);
        return builder.Build();
    }

    private static Trace Honest(BuiltCircuit built, out PublicInputs inputs)
    {
        Trace trace = WitnessGenerator.Generate(built, 4, (slot, target) => target[0] = Fr.FromInt64(100 + (4 * slot)));
        inputs = new([Fr.FromInt64(115)], [[.. Enumerable.Range(0, 4).Select(slot => Fr.FromInt64(100 + (4 * slot)))]]);
        Assert.Empty(MockChecker.Check(built.Circuit, trace, inputs));
        return trace;
    }
}
