using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>One honest batch, and the means to forge another witness for the same public inputs.</summary>
/// <remarks>
/// The batch, by slot and access: 0.0 reads record X, 0.1 and 0.2 write it, 0.3 clears order A, 0.4 reads T and 0.5 A; 1.0 reads T by
/// writing what it finds, 1.1 writes X, 1.2 and 1.3 write A, 1.4 reads X and 1.5 A. So X and A change and T does not. Of three rows for
/// touched records a slot, X, A and T take those of slot 0: the rows of slot 1 are inactive, and so are the last nodes. Order B is in the
/// tree, untouched.
/// </remarks>
internal sealed class Forger
{
    internal static readonly StateSizes Sizes = new(Slots: 2, Touched: 3, Nodes: 5, Depth: 2);

    internal const int RowOfX = 0;
    internal const int RowOfA = 1;
    internal const int RowOfT = 2;

    internal static readonly ulong AddressX = Sizes.AddressOf(0, 6);
    internal static readonly ulong AddressA = Sizes.AddressOf(1, 3);
    internal static readonly ulong AddressB = Sizes.AddressOf(1, 10);
    internal static readonly ulong AddressT = Sizes.AddressOf(3, 8);

    /// <summary>A leaf that is empty and untouched.</summary>
    internal static readonly ulong AddressEmpty = Sizes.AddressOf(2, 5);

    internal static readonly Fr[] FieldsX = Numbers(7001, 7002, 9, 5, 21, 200, 1);
    internal static readonly Fr[] FieldsA = Numbers(0, 0, 17, 3, 30, 201, 1);
    internal static readonly Fr[] FieldsB = Numbers(0, 0, 1, 0, 0, 0, 0);
    internal static readonly Fr[] FieldsT = Numbers(6001, 6002, 40, 6, 1, 2, 0);

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

    /// <summary>Fields with some of them changed.</summary>
    internal static Fr[] Change(IReadOnlyList<Fr> fields, params ReadOnlySpan<(int Field, long Value)> changes)
    {
        Fr[] changed = [.. fields];
        foreach ((int field, long value) in changes)
        {
            changed[field] = Fr.FromInt64(value);
        }

        return changed;
    }

    /// <summary>The honest workload; a forger may give other fields to begin with, or control other accesses.</summary>
    internal static StateWorkload Workload(Fr[]? fieldsX = null, Fr[]? fieldsA = null, Fr[]? fieldsT = null) => new StateWorkload(Sizes)
        .Before(AddressX, fieldsX ?? FieldsX)
        .Before(AddressA, fieldsA ?? FieldsA)
        .Before(AddressB, FieldsB)
        .Before(AddressT, fieldsT ?? FieldsT)
        .Do(0, 0, Control.Read(AddressX))
        .Do(0, 1, Control.Write(AddressX, Numbers(7003, 7004, 50, 3, 20, 100, 0)))
        .Do(0, 2, Control.Write(AddressX, Numbers(0, 0, 44, 6, 11, 100, 0)))
        .Do(0, 3, Control.Write(AddressA, Numbers(0, 0, 0, 0, 0, 0, 0)))
        .Do(0, 4, Control.Read(AddressT))
        .Do(0, 5, Control.Read(AddressA))
        .Do(1, 0, Control.Read(AddressT))
        .Do(1, 1, Control.Write(AddressX, Numbers(7005, 7006, 45, 7, 11, 99, 1)))
        .Do(1, 2, Control.Write(AddressA, Numbers(0, 0, 51, 4, 31, 255, 1)))
        .Do(1, 3, Control.Write(AddressA, Numbers(0, 0, 51, 11, 9, 255, 1)))
        .Do(1, 4, Control.Read(AddressX))
        .Do(1, 5, Control.Read(AddressA));

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

    /// <summary>What is computed into some cells is the forger's.</summary>
    internal static HintOverride SetCells(params (int Slot, Cell Target, Fr Value)[] lies) => (slot, step, _, outputs) =>
    {
        foreach ((int atSlot, Cell target, Fr value) in lies)
        {
            if (slot == atSlot && step.Outputs[0] == target)
            {
                outputs[0] = value;
            }
        }
    };

    /// <summary>What a port finds and what it leaves.</summary>
    internal (RecordCells Old, RecordCells New) PortCells(int port)
    {
        Region region = Circuit.Built.Regions.Where(region => region.Kind == "record").ElementAt(port);
        return (Circuit.Memory.CellsOf(region, 0), Circuit.Memory.CellsOf(region, 1));
    }

    /// <summary>The region of a kind, by the order of placement.</summary>
    internal Region RegionOf(string kind, int number = 0) => Circuit.Built.Regions.Where(region => region.Kind == kind).ElementAt(number);

    /// <summary>The cells of a touched record.</summary>
    internal TouchedCells TouchedRow(int row)
    {
        Region region = Circuit.Built.Regions
            .Where(region => region.Kind == "record" && region.Size.Local > 0)
            .ElementAt(row);
        return new(region, Circuit.Memory.CellsOf(region, 1), Circuit.Memory.CellsOf(region, 0));
    }

    /// <summary>The limb of the gap of an access.</summary>
    internal Cell GapCell(int number, int limb)
    {
        Region[] accesses = [.. Circuit.Built.Regions.Where(region => region.Kind == "record" && region.Size.Limbs > 0)];
        return number < StateCircuit.Ports
            ? accesses[number].Limb(0, limb)
            : accesses[StateCircuit.Ports].Limb((number - StateCircuit.Ports) * RecordCells.Rows, limb);
    }

    /// <summary>The nodes of the batch if it touched another leaf without changing it.</summary>
    internal IReadOnlyList<TreeNodeUpdate> NodesWith(ulong address)
    {
        List<TreeNodeUpdate> nodes = [.. Honest.Nodes];
        foreach (TreeNodeUpdate node in Workload().NodesOf(address))
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

    private WitnessStep CopyOf(Cell source, string kind) => Circuit.Built.Steps.Single(step =>
        step.Label == "copy"
        && step.Inputs[0] == source
        && Circuit.Built.Regions.Single(region => region.Cells.Contains(step.Outputs[0])).Kind.StartsWith(kind, StringComparison.Ordinal));
}
