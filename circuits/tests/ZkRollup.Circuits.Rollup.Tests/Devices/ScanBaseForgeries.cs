using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Units that see another slot's state, or another time.</summary>
internal static class ScanBaseForgeries
{
    private static readonly Fr Slot2 = Fr.FromInt64(2 * ScanCircuit.Grid.Rows);

    internal static IEnumerable<ScanForgery> All(ScanForger forger)
    {
        yield return PastASlotThatWrites(
            forger, "a scan goes on past a slot that writes", ["scan.base"], inputs => Own(forger, inputs, 2, Fr.Zero), null);
        yield return ForALaterSlot(
            forger, "a slot that waits scans for a later one", ["scan.base.carry"], null, inputs => Before(forger, inputs, 1, Slot2));
        yield return ForALaterSlot(
            forger,
            "another base is handed on than the own one",
            ["copy"],
            ScanForger.Lie((0, End(forger), Slot2)),
            inputs => Before(forger, inputs, 1, Slot2));
        yield return FirstSlotWaits(forger);
        yield return WaitsUnbidden(forger);
        yield return new("a program that waits, and a scan that does not", ["copy"], ScanForger.Slots, WaitLie(forger, 3, Fr.Zero), inputs =>
            forger.Set(inputs, 3, forger.Circuit.Wait, Fr.One));

        // The base of the units and the one handed on, against that of the slot.
        yield return PastASlotThatWrites(
            forger,
            "units go on past a slot that writes",
            ["copy"],
            inputs => Before(forger, inputs, 3, Fr.Zero),
            ScanForger.Lie([.. UnitBases(forger), (2, End(forger), Fr.Zero)]));
        for (int unit = 0; unit < ScanCircuit.Units; unit++)
        {
            yield return PastASlotThatWrites(
                forger, $"unit {unit} goes on past a slot that writes", ["copy"], null, ScanForger.Lie((2, forger.Unit(unit).Base, Fr.Zero)), unit);
        }

        yield return new(
            "all units have another time than the program says",
            ["copy"],
            ScanForger.Slots,
            ScanForger.Lie([.. Enumerable.Range(0, ScanCircuit.Units).Select(unit => (0, forger.Unit(unit).Time, Fr.FromInt64(240_000)))]));
    }

    private static Cell End(ScanForger forger)
    {
        Region region = forger.Circuit.Built.Regions.Single(region => region.Kind == "scan.base" && region.Row > 0);
        return region[0, 0];
    }

    private static Region First(ScanForger forger) =>
        forger.Circuit.Built.Regions.Single(region => region.Kind == "scan.base" && region.Row == 0);

    private static void Before(ScanForger forger, Fr[][] inputs, int slot, Fr value) =>
        forger.Set(inputs, slot, forger.Circuit.Device.Base.Before, value);

    private static void Own(ScanForger forger, Fr[][] inputs, int slot, Fr value)
    {
        forger.Set(inputs, slot, forger.Circuit.Device.Base.Own, value);
        Before(forger, inputs, slot + 1, value);
    }

    private static IEnumerable<(int, Cell, Fr)> UnitBases(ScanForger forger) =>
        Enumerable.Range(0, ScanCircuit.Units).Select(unit => (2, forger.Unit(unit).Base, Fr.Zero));

    private static HintOverride WaitLie(ScanForger forger, int slot, Fr value)
    {
        Cell program = forger.Circuit.Built.Regions.Single(region => region.Kind == "program")[0, 0];
        return ScanForger.Lie((slot, First(forger)[0, 0], value), (slot, program, value));
    }

    /// <summary>Place 3 of account 1, whose mark slot 2 changes, is scanned there for slot 0; slot 2 demands nothing of its own.</summary>
    private static ScanForgery PastASlotThatWrites(
        ScanForger forger, string name, string[] labels, Action<Fr[][]>? tweak, HintOverride? lie, int unit = 0)
    {
        ScanSlot[] slots = ScanForger.Slots;
        slots[1] = slots[1].With(0, (ScanTask?)null);
        slots[2] = (slots[2] with { Tasks = new ScanTask?[ScanCircuit.Units], Demands = new ScanDemand?[ScanCircuit.Jobs] })
            .With(unit, ScanSlot.Task(1, 3));
        return new(name, labels, slots, lie, tweak);
    }

    /// <summary>Slot 1 scans a position for slot 2, before that writes; slot 0 demands only what its own units scan.</summary>
    private static ScanForgery ForALaterSlot(
        ScanForger forger, string name, string[] labels, HintOverride? lie, Action<Fr[][]> tweak)
    {
        ScanSlot[] slots = ScanForger.Slots;
        slots[0] = slots[0].With(0, ScanForger.Demand(1, -50) with { Mask = 3 }).With(1, (ScanDemand?)null);
        slots[1] = slots[1] with { Tasks = [ScanSlot.Task(1, 0), null] };
        slots[2] = slots[2] with { Tasks = new ScanTask?[ScanCircuit.Units] };
        return new(name, labels, slots, lie, inputs =>
        {
            tweak(inputs);
            Own(forger, inputs, 1, Slot2);
        });
    }

    /// <summary>Slot 0 waits for slot 2, and scans before that writes.</summary>
    private static ScanForgery FirstSlotWaits(ScanForger forger)
    {
        ScanSlot[] slots = ScanForger.Slots;
        slots[0] = new ScanSlot { Waits = true, Tasks = [ScanSlot.Task(1, 0), null] };
        slots[1] = new ScanSlot();
        slots[2] = slots[2] with { Tasks = new ScanTask?[ScanCircuit.Units] };
        return new("the first slot waits for a later one", ["scan.base.first"], slots, Tweak: inputs =>
        {
            Before(forger, inputs, 0, Slot2);
            Own(forger, inputs, 0, Slot2);
        });
    }

    /// <summary>Slot 2 writes and does not wait, yet its base is that of slot 0.</summary>
    private static ScanForgery WaitsUnbidden(ScanForger forger) => PastASlotThatWrites(
        forger,
        "a slot that writes waits unbidden",
        ["copy"],
        inputs => Own(forger, inputs, 2, Fr.Zero),
        ScanForger.Lie((2, First(forger)[0, 0], Fr.One)));
}
