using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>One honest batch, and the means to forge another witness for it.</summary>
/// <remarks>
/// Slot 0 writes the mark of instrument 1 and scans accounts 1 and 2, which takes the units of slot 1 too; slot 2 writes the mark again and
/// scans one position of account 1, and account 2 without any; slot 3 does nothing.
/// </remarks>
internal sealed class ScanForger
{
    internal ScanForger()
    {
        Circuit = new();
        Honest = new(Circuit, Slots);
    }

    internal static ScanSlot[] Slots =>
    [
        new ScanSlot
        {
            Write = (ScanState.Risk(1), 25),
            Demands = [Demand(1, -50), Demand(2, 400)],
            Tasks = [ScanSlot.Task(1, 0), ScanSlot.Task(1, 1)],
        },
        new ScanSlot { Waits = true, Tasks = [ScanSlot.Task(1, 3), ScanSlot.Task(2, 2)] },
        new ScanSlot
        {
            Write = (ScanState.Risk(1), 30),
            Demands = [Demand(1, 10) with { Mask = 1 }, Demand(2, -77) with { Mask = 0 }],
            Tasks = [ScanSlot.Task(1, 0), null],
        },
        new ScanSlot(),
    ];

    internal ScanCircuit Circuit { get; }

    internal ScanCells Unit(int number) => Circuit.Device.Units[number].Cells;

    /// <summary>A cell of a job.</summary>
    internal Cell Job(int number, int row, int column) => Circuit.Device.Jobs[number].Region[row, column];

    /// <summary>Steps claim other values.</summary>
    internal static HintOverride Lie(params (int Slot, Cell Cell, Fr Value)[] lies) => (slot, step, _, outputs) =>
    {
        foreach ((int atSlot, Cell cell, Fr value) in lies)
        {
            for (int i = 0; i < outputs.Length && slot == atSlot; i++)
            {
                outputs[i] = step.Outputs[i] == cell ? value : outputs[i];
            }
        }
    };

    /// <summary>The honest slots but for one.</summary>
    internal static ScanSlot[] Change(int number, Func<ScanSlot, ScanSlot> change) =>
        [.. Slots.Select((slot, i) => i == number ? change(slot) : slot)];

    internal void Set(Fr[][] inputs, int slot, Cell cell, Fr value) => inputs[slot][Circuit.Map.IndexOf(cell)] = value;

    /// <summary>The inputs of a forged batch.</summary>
    internal Fr[][] Inputs(ScanForgery forgery) =>
        new ScanBatch(Circuit, forgery.Slots).Inputs(forgery.Lie, forgery.Tweak, forgery.Counted);

    /// <summary>The labels that fire for the honest public inputs; "limb" stands for the lookup of any limb column.</summary>
    internal string[] Fired(ScanForgery forgery)
    {
        IEnumerable<string> labels = Circuit.Labels(Inputs(forgery), Honest.Publics, forgery.Lie);
        return [.. labels.Select(label => label.StartsWith("limb[", StringComparison.Ordinal) ? "limb" : label).Distinct()];
    }

    /// <summary>The forged batch differs from the honest one in these cells of the whole batch.</summary>
    internal (Cell Cell, Fr Value)[] Difference(ScanForgery forgery)
    {
        Trace honest = Circuit.Generate(Honest.Inputs());
        Trace forged = Circuit.Generate(Inputs(forgery), forgery.Lie);
        HashSet<int> counted = [.. Circuit.Built.Circuit.Multiplicities.Where(offer => offer.Term.Selector < 0).Select(offer => offer.Column)];
        List<(Cell, Fr)> cells = [];
        for (int column = 0; column < Circuit.Built.Circuit.Witness.Count; column++)
        {
            for (int row = 0; row < forged.Rows && !counted.Contains(column); row++)
            {
                if (forged[row, column] != honest[row, column])
                {
                    cells.Add((new(row, column), forged[row, column]));
                }
            }
        }

        return [.. cells];
    }

    internal ScanBatch Honest { get; }

    internal static ScanDemand Demand(int account, long cash) => new(
        (ulong)account,
        Fr.FromInt64(account == 1 ? ScanState.EpochOf1 : ScanState.EpochOf2),
        account == 1 ? ScanState.MaskOf1 : ScanState.MaskOf2,
        Fr.FromInt64(cash));
}
