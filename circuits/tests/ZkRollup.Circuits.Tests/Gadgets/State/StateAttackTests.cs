using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Every cell perturbed, every hint replaced by a liar, every constraint deleted.</summary>
public sealed class StateAttackTests
{
    [Fact]
    public void State_EveryCellHintAndConstraint_IsNoticed()
    {
        Forger forger = new();
        GadgetAttack attack = new GadgetAttack(forger.Circuit.Built)
            .Batch("honest", forger.Circuit.Inputs(forger.Honest), StateCircuit.Publish(forger.Honest))
            .FreeInput([.. FreeInputs(forger)])
            .FreeHint("hash", "it only claims its result, and the rows of slot 1 are inactive")
            .FreeHint("touched.inverse", "the record of T did not change, and the rows of slot 1 are inactive")
            .KeptUnproven("bus publication", "what it prevents are false public inputs: PublicationTests");
        foreach (Cell cell in IdleCells(forger))
        {
            attack.Idle(cell, "the row of slot 1 is inactive, or the record of T does not change");
        }

        HashSet<string> gates = [.. forger.Circuit.Built.Circuit.Gates.Select(gate => gate.Label), "copy", "limb"];
        foreach (Forgery forgery in ForgeryTests.All(forger).Where(forgery => forgery.Labels.All(gates.Contains)))
        {
            attack.Overwrite(forgery.Name, forger.Fired(forgery), forger.Difference(forgery));
        }

        attack.Run();
    }

    /// <summary>What is free in slot 1 is not in slot 0.</summary>
    [Fact]
    public void State_UsedCellChanged_IsNoticed()
    {
        Forger forger = new();
        int[] used = [.. FreeInputs(forger)];
        Assert.NotEmpty(used);
        foreach (int input in used)
        {
            foreach (Fr step in new[] { Fr.One, -Fr.One })
            {
                Forgery lie = new("", [], forger.Honest, Tweak: inputs => inputs[0][input] += step);
                Assert.True(forger.Fired(lie).Length > 0, $"input {input} changed by {step}");
            }
        }
    }

    /// <summary>Hashes and inverses of slot 0, but that of the record that does not change.</summary>
    [Fact]
    public void State_HashOrInverseOfSlot0Changed_IsNoticed()
    {
        Forger forger = new();
        Cell free = forger.TouchedRow(Forger.RowOfT).Inverse;
        WitnessStep[] steps = [.. forger.Circuit.Built.Steps.Where(step =>
            step.Label is "hash" or "touched.inverse" && step.Outputs[0] != free)];
        Assert.True(steps.Length > Forger.Sizes.Touched);
        foreach (WitnessStep changed in steps)
        {
            Forgery lie = new("", [], forger.Honest, (slot, step, _, outputs) =>
            {
                if (slot == 0 && step == changed)
                {
                    outputs[0] += Fr.One;
                }
            });
            Assert.True(forger.Fired(lie).Length > 0, $"'{changed.Label}' at {changed.Outputs[0]}");
        }
    }

    /// <summary>In slot 1 what inactive rows and nodes hold; in slot 0 all is in use.</summary>
    private static IEnumerable<int> FreeInputs(Forger forger)
    {
        TouchedCells[] rows = [.. Enumerable.Range(0, Forger.Sizes.Touched).Select(forger.TouchedRow)];
        int used = forger.Honest.Nodes.Count - Forger.Sizes.Nodes;
        IEnumerable<Region> nodes = Enumerable.Range(used, Forger.Sizes.Nodes - used).Select(number => forger.RegionOf("node", number));
        HashSet<Cell> cells =
        [
            .. rows.SelectMany(row => row.Region.Cells).Except(rows.Select(row => row.Flag)),
            .. nodes.SelectMany(node => new[] { node[0, 4], node[0, 5] }),
        ];
        return forger.Circuit.Built.InputCells.Where(cells.Contains).Select(forger.Circuit.Map.IndexOf);
    }

    /// <summary>Times, subtrees and inverses of inactive touched records.</summary>
    private static IEnumerable<Cell> IdleCells(Forger forger) => Enumerable.Range(0, Forger.Sizes.Touched)
        .Select(forger.TouchedRow)
        .SelectMany(row => new[] { row.Time, row.Published, row.Inverse });
}
