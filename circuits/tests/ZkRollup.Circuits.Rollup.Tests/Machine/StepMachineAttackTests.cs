using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

/// <summary>Every cell perturbed, every input a lie, every constraint deleted.</summary>
public sealed class StepMachineAttackTests
{
    private static readonly int[] Programs = [SmallMachine.Compute, SmallMachine.Relay, SmallMachine.Idle, SmallMachine.Compute];

    [Fact]
    public void Machine_EveryCellAndConstraint_IsNoticed()
    {
        SmallMachine small = new();
        Cell[] limbs = [.. SmallMachine.LimbCells(small)];
        GadgetAttack attack = new GadgetAttack(small.Built)
            .FreeInput([.. limbs.Select(small.Map.IndexOf)])
            .Batch("small", small.Inputs(Programs, Results(small, (2, 0), (1, 2), (0, 0), (5, 6))), PublicInputs.None)
            .Batch("ends", small.Inputs(Programs, Results(small, (17, 2), (0, 11), (7, 7), (2, 17))), PublicInputs.None)
            .FalseBatch("a difference of two weights", ["machine.bit"], small.Inputs(Programs, TwoWeights(small)));
        foreach (Cell limb in limbs)
        {
            attack.Idle(limb, "the limbs of a row count only for some programs: StepMachineTests looks at those that do");
        }

        AttackReport report = attack.Run();
        Assert.Equal(
            [
                "limb[0]", "limb[1]", "machine.a", "machine.b", "machine.bit", "machine.c", "machine.line", "machine.program",
                "machine.result", "machine.unit",
            ],
            report.Labels("input"));
    }

    private static Fr[][] Results(SmallMachine small, params (long X, long Y)[] values) =>
        small.Run([.. values.Select((value, slot) => (Programs[slot], value.X, value.Y))]);

    /// <summary>x − y = −18 = 14 − 2·16 in the last slot: the comparison says 2, and what follows is computed from it.</summary>
    private static Fr[][] TwoWeights(SmallMachine small)
    {
        Fr[][] results = Results(small, (2, 0), (1, 2), (0, 0), (2, 20));
        Fr[] last = results[^1];
        last[SmallMachine.ComparisonRow] = Fr.FromInt64(2);
        last[SmallMachine.SelectionRow] = (Fr.FromInt64(2) * (last[SmallMachine.X] - last[SmallMachine.Y])) + last[SmallMachine.Y];
        return results;
    }
}
