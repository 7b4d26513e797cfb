using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>One honest batch, and the means to forge another witness for the same public inputs.</summary>
/// <remarks>
/// The batch: both slots read account X, write it but for the key, write it all, write order A, look up static S. Each class has room for
/// one touched record a slot and uses one, so the rows of slot 1 are inactive; three of ten nodes are. Order B is in the tree, untouched.
/// </remarks>
internal sealed class Forger
{
    internal static readonly StateSizes Sizes = new(Slots: 2, Touched: 1, Nodes: 5, Depth: 2);

    internal static readonly ulong AddressX = Sizes.Accounts.AddressOf(1);
    internal static readonly ulong AddressA = Sizes.Orders.AddressOf(3);
    internal static readonly ulong AddressB = Sizes.Orders.AddressOf(12);
    internal static readonly ulong AddressS = Sizes.Statics.AddressOf(5);

    internal static readonly Fr[] FieldsX = [.. Numbers(9, 5), Fr.FromUInt64(7001)];
    internal static readonly Fr[] FieldsA = Numbers(17, 3, 200, 1);
    internal static readonly Fr[] FieldsB = Numbers(1, 0, 0, 0);
    internal static readonly Fr[] FieldsS = Numbers(11, 3);

    internal Forger()
    {
        Circuit = new(Sizes);
        Honest = Workload().Run();
        Trace = Circuit.Generate(Honest);
    }

    internal StateCircuit Circuit { get; }

    internal StateBatch Honest { get; }

    internal Trace Trace { get; }

    internal static Fr[] Numbers(params ReadOnlySpan<long> values)
    {
        Fr[] numbers = new Fr[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            numbers[i] = Fr.FromInt64(values[i]);
        }

        return numbers;
    }

    /// <summary>The honest workload; a forger may give other fields to begin with, or control other ports.</summary>
    internal static StateWorkload Workload(Fr[]? fieldsX = null, Fr[]? fieldsA = null, Fr[]? fieldsS = null)
    {
        Fr[] newKey = [Fr.FromUInt64(7002), Fr.FromUInt64(7003)];
        return new StateWorkload(Sizes)
            .Before(AddressX, fieldsX ?? FieldsX)
            .Before(AddressA, fieldsA ?? FieldsA)
            .Before(AddressB, FieldsB)
            .Before(AddressS, fieldsS ?? FieldsS)
            .Do(0, 0, Control.On(1, 0))
            .Do(0, 1, Control.On(1, 0, Numbers(50, 3)))
            .Do(0, 2, Control.On(1, 0, [.. Numbers(44, 6), newKey[0]]))
            .Do(0, 3, Control.On(3, 0, Numbers(18, 4, 201, 0)))
            .Do(0, 4, Control.On(5, 0))
            .Do(1, 0, Control.On(1, 0))
            .Do(1, 1, Control.On(1, 0, Numbers(45, 7)))
            .Do(1, 2, Control.On(1, 0, [.. Numbers(51, 4), newKey[1]]))
            .Do(1, 3, Control.On(3, 0, Numbers(29, 11, 101, 1)))
            .Do(1, 4, Control.On(5, 0));
    }

    /// <summary>Some steps write what they write in the honest batch, whatever their inputs are.</summary>
    internal HintOverride Keep(Func<int, WitnessStep, bool> isKept) => (slot, step, _, outputs) =>
    {
        if (isKept(slot, step))
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Trace[(slot * Trace.RowsPerSlot) + step.Outputs[i].Row, step.Outputs[i].Column];
            }
        }
    };

    /// <summary>The steps of a label keep their values.</summary>
    internal HintOverride KeepLabel(string label, params int[] occurrences)
    {
        WitnessStep[] steps = [.. Circuit.Built.Steps.Where(step => step.Label == label)];
        HashSet<WitnessStep> kept = [.. occurrences.Select(i => steps[i])];
        return Keep((_, step) => kept.Contains(step));
    }

    /// <summary>The range check of a cell sees its honest value.</summary>
    internal HintOverride KeepRange(Cell source)
    {
        WitnessStep copy = CopyOf(source, "range");
        return Keep((_, step) => step == copy);
    }

    /// <summary>The range check of a cell of six bits has a top limb that is no small number, though four times it is.</summary>
    internal HintOverride FractionInTopLimb(Cell source)
    {
        Cell value = CopyOf(source, "range").Outputs[0];
        return (slot, step, inputs, outputs) =>
        {
            if (slot == 0 && step.Label == "range" && step.Inputs[0] == value)
            {
                Fr.TryInvert(Fr.FromInt64(4), out Fr quarter);
                outputs[2] = Fr.FromInt64(15);
                outputs[1] = outputs[2] * quarter;
                outputs[0] = inputs[0] - Fr.FromInt64(60);
            }
        };
    }

    /// <summary>The copy of a cell into a region of some kind has a value of the forger's.</summary>
    internal HintOverride SetCopy(Cell source, string kind, int atSlot, Fr value)
    {
        WitnessStep copy = CopyOf(source, kind);
        return (slot, step, _, outputs) =>
        {
            if (step == copy && slot == atSlot)
            {
                outputs[0] = value;
            }
        };
    }

    /// <summary>The region of a kind, by the order of placement.</summary>
    internal Region RegionOf(string kind, int number = 0) => Circuit.Built.Regions.Where(region => region.Kind == kind).ElementAt(number);

    /// <summary>The cell of a first field of a touched account (0) or order (1).</summary>
    internal Cell FirstCell(int table, int field)
    {
        TouchedLayout layout = LayoutOf(table);
        (int row, int column) = layout.First[field];
        return RegionOf("touched", table)[row, column];
    }

    internal Cell FlagCell(int table)
    {
        (int row, int column) = LayoutOf(table).Flag;
        return RegionOf("touched", table)[row, column];
    }

    internal Cell TimeCell(int table)
    {
        (int row, int column) = LayoutOf(table).LastTime;
        return RegionOf("touched", table)[row, column];
    }

    /// <summary>The flag of the unchanged record; its address is in the next column.</summary>
    internal Cell StaticFlagCell => RegionOf("unchanged")[1, RegionOf("unchanged").Size.Copied];

    internal Cell AddressCell(int table)
    {
        (int row, int column) = LayoutOf(table).Address;
        return RegionOf("touched", table)[row, column];
    }

    internal Cell StartFlagCell(int table) => RegionOf("touched carry", 2 * table)[0, 0];

    /// <summary>The cell of a field of the unchanged record.</summary>
    internal Cell StaticCell(int field) => RegionOf("unchanged")[0, field];

    /// <summary>The nodes of the batch if it touched another leaf without changing it.</summary>
    internal IReadOnlyList<TreeNodeUpdate> NodesWith(ulong address)
    {
        List<TreeNodeUpdate> nodes = [.. Honest.Nodes];
        StateWorkload workload = Workload();
        foreach (TreeNodeUpdate node in workload.NodesOf(address))
        {
            int same = nodes.FindIndex(other => other.Level == node.Level && other.Index == node.Index);
            if (same < 0)
            {
                nodes.Add(node);
            }
            else
            {
                nodes[same] = nodes[same] with { IsTouched = [.. nodes[same].IsTouched.Zip(node.IsTouched, (a, b) => a || b)] };
            }
        }

        return nodes;
    }

    /// <summary>Sets an input of a slot.</summary>
    internal void Set(Fr[][] inputs, int slot, Cell cell, Fr value) => inputs[slot][Circuit.Map.IndexOf(cell)] = value;

    internal Trace Generate(Forgery forgery)
    {
        Fr[][] inputs = Circuit.Inputs(forgery.Batch);
        forgery.Tweak?.Invoke(inputs);
        return WitnessGenerator.Generate(Circuit.Built, Sizes.Slots, (slot, target) => inputs[slot].CopyTo(target), forgery.Lie);
    }

    /// <summary>The labels that fire for the honest public inputs.</summary>
    internal string[] Fired(Forgery forgery) =>
        StateCircuit.Labels(MockChecker.Check(Circuit.Built.Circuit, Generate(forgery), StateCircuit.Publish(Honest)));

    /// <summary>The forged batch differs from the honest one in these cells of the whole batch.</summary>
    internal (Cell Cell, Fr Value)[] Difference(Forgery forgery)
    {
        Trace forged = Generate(forgery);
        List<(Cell, Fr)> cells = [];
        HashSet<int> counted = [.. Circuit.Built.Circuit.Multiplicities
            .Where(offer => offer.Term.Selector < 0)
            .Select(offer => offer.Column)];
        for (int column = 0; column < Circuit.Built.Circuit.Witness.Count; column++)
        {
            for (int row = 0; row < forged.Rows && !counted.Contains(column); row++)
            {
                if (forged[row, column] != Trace[row, column])
                {
                    cells.Add((new(row, column), forged[row, column]));
                }
            }
        }

        return [.. cells];
    }

    private static TouchedLayout LayoutOf(int table) =>
        TouchedLayout.For(Sizes.Grid, table == 0 ? StateCircuit.AccountFormat : StateCircuit.OrderFormat);

    private WitnessStep CopyOf(Cell source, string kind) => Circuit.Built.Steps.Single(step =>
        step.Label == "copy"
        && step.Inputs[0] == source
        && Circuit.Built.Regions.Single(region => region.Cells.Contains(step.Outputs[0])).Kind.StartsWith(kind, StringComparison.Ordinal));
}
