using ZkRollup.Circuits.Builder;
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
            .KeptUnproven("bus publication", "what it prevents are false public inputs: PublicationTests")
            .KeptUnproven("touched.flag on rows 10", "a record has one row, and its leaf and its words are taken once");
        foreach (Cell cell in IdleCells(forger))
        {
            attack.Idle(cell, "the row of slot 1 is inactive");
        }

        HashSet<string> gates = [.. forger.Circuit.Built.Circuit.Gates.Select(gate => gate.Label), "copy", "limb"];
        foreach (Forgery forgery in ForgeryTests.All(forger).Where(forgery => forgery.Labels.All(gates.Contains)))
        {
            attack.Overwrite(forgery.Name, forger.Fired(forgery), forger.Difference(forgery));
        }

        attack.Run();
    }

    /// <summary>What slot 1 leaves unused is free there, but not in slot 0.</summary>
    [Fact]
    public void State_UsedRowChanged_IsNoticed()
    {
        Forger forger = new();
        int lookup = forger.Circuit.Map.IndexOf(forger.Circuit.Controls[StateCircuit.StaticLookup].EnableCell);
        foreach (int input in FreeInputs(forger).Where(input => input != lookup))
        {
            foreach (Fr step in new[] { Fr.One, -Fr.One })
            {
                Forgery lie = new("", [], forger.Honest, Tweak: inputs => inputs[0][input] += step);
                Assert.True(forger.Fired(lie).Length > 0, $"input {input} changed by {step}");
            }
        }

        foreach (WitnessStep hash in forger.Circuit.Built.Steps.Where(step => step.Label == "hash"))
        {
            Forgery lie = new("", [], forger.Honest, (slot, step, _, outputs) =>
            {
                if (slot == 0 && step == hash)
                {
                    outputs[0] += Fr.One;
                }
            });
            Assert.True(forger.Fired(lie).Length > 0, $"hash at {hash.Outputs[0]}");
        }
    }

    /// <summary>Whether to look up, and what the inactive rows of slot 1 hold.</summary>
    private static IEnumerable<int> FreeInputs(Forger forger)
    {
        HashSet<Cell> flags = [forger.FlagCell(0), forger.FlagCell(1), forger.StaticFlagCell];
        Region[] rows = [forger.RegionOf("touched", 0), forger.RegionOf("touched", 1), forger.RegionOf("unchanged")];
        IEnumerable<Cell> cells = rows.SelectMany(row => row.Cells).Where(cell => !flags.Contains(cell));
        int used = forger.Honest.Nodes.Count - Forger.Sizes.Nodes;
        IEnumerable<Cell> nodes = Enumerable.Range(used, Forger.Sizes.Nodes - used)
            .SelectMany(number => new[] { forger.RegionOf("node", number)[0, 4], forger.RegionOf("node", number)[0, 5] });
        return forger.Circuit.Built.InputCells
            .Where(cells.Concat(nodes).Append(forger.Circuit.Controls[StateCircuit.StaticLookup].EnableCell).Contains)
            .Select(forger.Circuit.Map.IndexOf);
    }

    /// <summary>Times of inactive touched records, and the address of an inactive unchanged record.</summary>
    private static IEnumerable<Cell> IdleCells(Forger forger) =>
        [forger.TimeCell(0), forger.TimeCell(1), forger.StaticFlagCell with { Column = forger.StaticFlagCell.Column + 1 }];
}
