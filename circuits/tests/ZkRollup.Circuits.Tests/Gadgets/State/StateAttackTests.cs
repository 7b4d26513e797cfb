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
            .FreeInput([.. FreeInputs(forger, slot: 0).Union(FreeInputs(forger, slot: 1))])
            .FreeHint("hash", "it only claims its result, and the rows of slot 1 are inactive")
            .KeptUnproven("bus publication", "what it prevents are false public inputs: PublicationTests");
        foreach (Cell cell in IdleCells(forger))
        {
            attack.Idle(cell, "the row of slot 1 is inactive");
        }

        foreach (Cell cell in MissingParts(forger))
        {
            attack.Idle(cell, "the class has no such part: the coefficient is zero");
        }

        HashSet<string> gates = [.. forger.Circuit.Built.Circuit.Gates.Select(gate => gate.Label), "copy", "limb"];
        foreach (Forgery forgery in ForgeryTests.All(forger).Where(forgery => forgery.Labels.All(gates.Contains)))
        {
            attack.Overwrite(forgery.Name, forger.Fired(forgery), forger.Difference(forgery));
        }

        attack.Run();
    }

    /// <summary>What is free in one slot is not in the other.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void State_UsedCellChanged_IsNoticed(int slot)
    {
        Forger forger = new();
        int[] free = [.. FreeInputs(forger, slot)];
        int[] used = [.. FreeInputs(forger, 1 - slot).Except(free)];
        Assert.NotEmpty(used);
        foreach (int input in used)
        {
            foreach (Fr step in new[] { Fr.One, -Fr.One })
            {
                Forgery lie = new("", [], forger.Honest, Tweak: inputs => inputs[slot][input] += step);
                Assert.True(forger.Fired(lie).Length > 0, $"input {input} changed by {step}");
            }
        }
    }

    [Fact]
    public void State_HashOfSlot0Changed_IsNoticed()
    {
        Forger forger = new();
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

    /// <summary>
    /// Whether to look up; alternatives that are not chosen, by flag or by a later one; fields of a record that is cleared; what the
    /// inactive rows of slot 1 hold.
    /// </summary>
    private static IEnumerable<int> FreeInputs(Forger forger, int slot)
    {
        IReadOnlyList<ControlWires> controls = forger.Circuit.Controls;
        (Cell Flag, Cell? Block, Cell? Offset) account = controls[StateCircuit.Writer].Cells[0];
        (Cell Flag, Cell? Block, Cell? Offset) reader = controls[StateCircuit.Reader].Cells[0];
        Cell?[] logic = slot == 0
            ? [controls[StateCircuit.Writer].Cells[1].Block, .. controls[StateCircuit.OrderPort].FieldCells.Select(cell => (Cell?)cell)]
            : [account.Flag, account.Block, account.Offset, reader.Flag, reader.Block, reader.Offset];
        IEnumerable<Cell> cells = [controls[StateCircuit.Ports].Cells[0].Flag, .. logic.Select(cell => cell!.Value)];
        if (slot == 1)
        {
            IEnumerable<int> touched = Enumerable.Range(0, Forger.Sizes.Touched);
            Region[] rows = [.. touched.Select(row => forger.RegionOf("touched", row)), forger.RegionOf("unchanged")];
            HashSet<Cell> flags = [.. touched.Select(forger.FlagCell), forger.StaticFlagCell];
            int used = forger.Honest.Nodes.Count - Forger.Sizes.Nodes;
            cells = cells
                .Concat(rows.SelectMany(row => row.Cells).Where(cell => !flags.Contains(cell)))
                .Concat(Enumerable.Range(used, Forger.Sizes.Nodes - used)
                    .SelectMany(number => new[] { forger.RegionOf("node", number)[0, 4], forger.RegionOf("node", number)[0, 5] }));
        }

        return forger.Circuit.Built.InputCells.Where(cells.Contains).Select(forger.Circuit.Map.IndexOf);
    }

    /// <summary>Times, addresses and publication of inactive touched records, and the address of an inactive unchanged record.</summary>
    private static IEnumerable<Cell> IdleCells(Forger forger) =>
    [
        .. Enumerable.Range(0, Forger.Sizes.Touched)
            .SelectMany(row => new[] { forger.TimeCell(row), forger.AddressCell(row), forger.PublishedCell(row) }),
        forger.StaticFlagCell with { Column = forger.StaticFlagCell.Column + 1 },
    ];

    /// <summary>Cells on the rows of ports for a block or an offset that the class does not have.</summary>
    private static IEnumerable<Cell> MissingParts(Forger forger)
    {
        HashSet<Cell> written = [.. forger.Circuit.Built.InputCells, .. forger.Circuit.Built.Steps.SelectMany(step => step.Outputs)];
        return Enumerable.Range(0, StateCircuit.Ports + 1)
            .SelectMany(forger.AddressSteps)
            .Select(step => step.Inputs[0])
            .SelectMany(flag => new[] { flag with { Column = flag.Column + 1 }, flag with { Column = flag.Column + 2 } })
            .Where(cell => !written.Contains(cell));
    }
}
