using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests;

/// <summary>The smallest circuit with every scope of gates: a sequence that runs through all slots, with a range check of its parity limbs.</summary>
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
        Fr[] sequence = Sequence();
        Fr[][] slots = [.. Enumerable.Range(0, Slots).Select(slot => sequence[(8 * slot)..((8 * slot) + 2)])];

        // The result is F(30)·a + F(31)·b for the first two values a and b, and value i of the honest sequence is F(i + 1).
        Fr[] forged = Sequence(Fr.One + sequence[30], Fr.One - sequence[29]);
        Fr[][] forgedSlots = [.. Enumerable.Range(0, Slots).Select(slot => forged[(8 * slot)..((8 * slot) + 2)])];
        new GadgetAttack(built)
            .Batch("honest", slots, inputs)
            .FalseBatch("other start, same end", ["start"], forgedSlots)
            .KeptUnproven("limb[0]", "the gate 'number' fixes every limb")
            .Run();
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

        Expression last = region[7, 1];
        builder.ConstrainSlotBoundary("carry", (Expression)new Cell(8, 0) - last);
        builder.ConstrainFirstRow("start", (Expression)region[0, 0] - 1);
        builder.ConstrainLastRow("end", (Expression)region[7, 0] - result);
        return builder.Build();
    }

    private static (Trace Trace, PublicInputs Inputs) Witness(BuiltCircuit built)
    {
        Fr[] sequence = Sequence();
        Trace trace = WitnessGenerator.Generate(built, Slots, (slot, inputs) =>
        {
            inputs[0] = sequence[8 * slot];
            inputs[1] = sequence[(8 * slot) + 1];
        });
        return (trace, new([sequence[31]], []));
    }

    private static Fr[] Sequence() => Sequence(Fr.One, Fr.One);

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
