using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

public sealed class CopyTests
{
    private const ulong Seed = 13;

    [Fact]
    public void Copy_RandomJoins_MakeExactlyTheirClasses()
    {
        SeededElements random = new(Seed);
        for (int round = 0; round < 50; round++)
        {
            CircuitBuilder builder = new("copies", new(Rows: 8, Copied: 3, Local: 1));
            int[] expected = [.. Enumerable.Range(0, 24)];
            for (int i = 0; i < random.NextBelow(30); i++)
            {
                int a = random.NextBelow(24);
                int b = random.NextBelow(24);
                builder.Copy(new(a / 3, a % 3), new(b / 3, b % 3));
                int old = expected[b];
                expected = [.. expected.Select(value => value == old ? expected[a] : value)];
            }

            builder.ConstrainEveryRow("nothing", builder.Counter - builder.Counter);
            BuiltCircuit built = builder.Build();
            CopyClassList classes = new(built.Circuit);
            for (int a = 0; a < 24; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    int classOf = classes.ClassOf(new(a / 3, a % 3));
                    bool isJoined = classOf >= 0 && classOf == classes.ClassOf(new(b / 3, b % 3));
                    Assert.True(isJoined == (expected[a] == expected[b]), $"round {round} of seed {Seed}: {a}, {b}");
                }
            }
        }
    }

    [Fact]
    public void Check_OneCellOfAClassDiffers_NamesItsNeighboursInTheCycle()
    {
        CircuitBuilder builder = new("copies", new(Rows: 4, Copied: 2, Local: 0));
        builder.Copy(new(0, 0), new(1, 1));
        builder.Copy(new(2, 0), new(3, 1));
        builder.Copy(new(3, 1), new(1, 1));
        BuiltCircuit built = builder.Build();
        Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { });
        foreach ((int row, int column) in new[] { (0, 0), (1, 1), (2, 0), (3, 1) })
        {
            trace[4 + row, column] = Fr.FromInt64(5);
        }

        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        trace[6, 0] = Fr.Zero;
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, trace, PublicInputs.None);
        Assert.Equal(2, failures.Count);
        Assert.All(failures, failure => Assert.Equal(("copy", 1), (failure.Label, failure.Slot)));
        CheckFailure own = Assert.Single(failures, failure => failure.Row == 2);
        Assert.StartsWith("copied 0 is 0, but copied", own.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_OutsideTheCopiedColumns_Throws()
    {
        CircuitBuilder builder = new("copies", new(Rows: 4, Copied: 2, Local: 1));
        Assert.Contains("outside the 2 copied columns", Assert.Throws<ArgumentException>(() => builder.Copy(new(0, 0), new(0, 2))).Message);
        Assert.Throws<ArgumentException>(() => builder.Copy(new(4, 0), new(0, 0)));
        Assert.Throws<ArgumentException>(() => builder.Import(Element.FromUnchecked(new(0, 0)), new(1, 0)));
    }

    [Fact]
    public void Import_EveryWire_KeepsWhatIsKnown()
    {
        CircuitBuilder builder = new("copies", new(Rows: 4, Copied: 2, Local: 0));
        Unconstrained input = builder.Input(new(0, 0));
        Bit bit = builder.ConstrainBit("bit", input);
        Assert.Equal(new Cell(1, 0), builder.Import(bit, new(1, 0)).Cell);
        Assert.Equal(1, builder.Import((Bounded)bit, new(2, 0)).Maximum);
        Assert.Equal(new Cell(3, 0), builder.Import((Element)bit, new(3, 0)).Cell);
        Assert.Equal(3, Bounded.FromUnchecked(new(0, 0), 7).Bits);
        Assert.Equal(4, Bounded.FromUnchecked(new(0, 0), 8).Bits);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bounded.FromUnchecked(new(0, 0), -1));
        BuiltCircuit built = builder.Build();
        Trace trace = WitnessGenerator.Generate(built, 1, (_, inputs) => inputs[0] = Fr.One);
        Assert.Equal([Fr.One, Fr.One, Fr.One, Fr.One], trace.Column(0).ToArray());
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
    }
}
