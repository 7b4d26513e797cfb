using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests;

/// <summary>The smallest circuit with every scope of gates: a sequence that runs through all slots, its rows numbered in limbs.</summary>
public sealed class FibonacciTests
{
    private const int Slots = 4;

    [Fact]
    public void Check_HonestWitness_FindsNothing()
    {
        BuiltCircuit built = Build();
        (Trace trace, PublicInputs inputs) = Witness(built);
        Assert.Empty(MockChecker.Check(built.Circuit, trace, inputs));
    }

    [Theory]
    [InlineData(0, 0, "start")]
    [InlineData(3, 0, "step")]
    [InlineData(7, 1, "carry")]
    [InlineData(31, 0, "end")]
    [InlineData(5, 2, "limb[0]")]
    public void Check_OneCellChanged_NamesTheConstraint(int row, int column, string label)
    {
        BuiltCircuit built = Build();
        (Trace trace, PublicInputs inputs) = Witness(built);
        trace[row, column] += Fr.FromUInt64(1000);
        Assert.Contains(MockChecker.Check(built.Circuit, trace, inputs), failure => failure.Label == label);
    }

    [Fact]
    public void Attack_EveryCellHintAndConstraint_IsNoticed()
    {
        BuiltCircuit built = Build();
        (_, PublicInputs inputs) = Witness(built);

        // The result is F(30)·a + F(31)·b for the first two values a and b, and value i of the honest sequence is F(i + 1).
        Fr[] sequence = Sequence(Fr.One, Fr.One);
        Fr[] forged = Sequence(Fr.One + sequence[30], Fr.One - sequence[29]);
        GadgetAttack attack = new GadgetAttack(built)
            .Batch("honest", SlotsOf(sequence), inputs)
            .FalseBatch("other start, same end", ["start", "second"], SlotsOf(forged))
            .FalseStatement("other result", ["end"], SlotsOf(sequence), new([sequence[31] + Fr.One], []))
            .KeptUnproven("limb[0]", "the gate 'number' fixes every limb");
        Restart(0, Fr.FromInt64(2), Fr.One, "start");
        Restart(0, Fr.One, Fr.FromInt64(2), "second");
        Restart(2, sequence[16] + Fr.One, sequence[17], "carry");
        Restart(2, sequence[16], sequence[17] + Fr.One, "carry sum");
        attack.Run();

        // From one slot on a sequence with other first values, and its own last value as the claimed result.
        void Restart(int slot, Fr first, Fr second, string label)
        {
            Fr[] rest = Sequence(first, second);
            Fr[] all = [.. sequence[..(8 * slot)], .. rest[..^(8 * slot)]];
            attack.FalseStatement($"{label}, forged", [label], SlotsOf(all), new([all[31]], []));
        }
    }

    /// <summary>a' = b and b' = a + b on every row; the limb repeats the row number.</summary>
    internal static BuiltCircuit Build()
    {
        CircuitBuilder builder = new("fibonacci", new(Rows: 8, Copied: 2, Local: 0, Limbs: 1, LimbBits: 3));
        Expression result = builder.AddPublicScalar();
        Region region = builder.Allocate("sequence", new(8, 2, 0, 1));
        builder.Input(region[0, 0]);
        builder.Input(region[0, 1]);
        for (int row = 0; row < 8; row++)
        {
            Expression a = region[row, 0];
            Expression b = region[row, 1];
            if (row < 7)
            {
                builder.Constrain("step", (Expression)region[row + 1, 0] - b);
                builder.Constrain("sum", (Expression)region[row + 1, 1] - a - b);
                builder.Hint("next", [region[row, 0], region[row, 1]], [region[row + 1, 0], region[row + 1, 1]], (read, write) =>
                {
                    write[0] = read[1];
                    write[1] = read[0] + read[1];
                });
            }

            Fr number = Fr.FromUInt64((ulong)row);
            builder.Hint("number", [], [region.Limb(row, 0)], (_, write) => write[0] = number);
            builder.Constrain("number", (Expression)region.Limb(row, 0) - Expression.Parameter(0, number));
        }

        builder.ConstrainSlotBoundary("carry", (Expression)new Cell(8, 0) - region[7, 1]);
        builder.ConstrainSlotBoundary("carry sum", (Expression)new Cell(8, 1) - region[7, 0] - region[7, 1]);
        builder.ConstrainFirstRow("start", (Expression)region[0, 0] - 1);
        builder.ConstrainFirstRow("second", (Expression)region[0, 1] - 1);
        builder.ConstrainLastRow("end", (Expression)region[7, 0] - result);
        return builder.Build();
    }

    private static (Trace Trace, PublicInputs Inputs) Witness(BuiltCircuit built)
    {
        Fr[] sequence = Sequence(Fr.One, Fr.One);
        Trace trace = WitnessGenerator.Generate(built, Slots, (slot, inputs) =>
        {
            inputs[0] = sequence[8 * slot];
            inputs[1] = sequence[(8 * slot) + 1];
        });
        return (trace, new([sequence[31]], []));
    }

    /// <summary>The first two values of each slot.</summary>
    private static Fr[][] SlotsOf(Fr[] sequence) =>
        [.. Enumerable.Range(0, Slots).Select(slot => sequence[(8 * slot)..((8 * slot) + 2)])];

    private static Fr[] Sequence(Fr first, Fr second)
    {
        Fr[] sequence = new Fr[(8 * Slots) + 1];
        (sequence[0], sequence[1]) = (first, second);
        for (int i = 2; i < sequence.Length; i++)
        {
            sequence[i] = sequence[i - 2] + sequence[i - 1];
        }

        return sequence;
    }
}
