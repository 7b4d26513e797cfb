using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged accesses.</summary>
internal static class MemoryForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        StateBatch honest = forger.Honest;
        MemoryAccess Access(int slot, int port) => honest.Memory.Accesses[slot][port]!;

        // Time 7 takes what time 0 left and time 4 has taken, and overwrites all of it.
        yield return new("a port reads a stale value", ["memory.clear", "memory.first"], honest.With((1, 2, new(Forger.FieldsA, 6))));
        Fr[] invented = Forger.Numbers(0, 0, 63, 1, 1, 1, 1);
        yield return new("a port reads what nobody wrote", ["memory.clear", "memory.old"], honest.With((1, 2, new(invented, 2))));
        yield return new(
            "a port takes the right value of a wrong time",
            ["memory.clear", "memory.old"],
            honest.With((1, 2, new(Access(1, 2).Old, 1))));
        yield return ReadOfTheFuture(forger, "a port reads the future", -2, 0, 0);
        yield return ReadOfTheFuture(forger, "a port reads the future, the second limb negative", 14, -1, 0);
        yield return ReadOfTheFuture(forger, "a port reads the future, the third limb negative", 14, 15, -1);
        foreach (bool keepRange in new[] { false, true })
        {
            string how = keepRange ? ", range checked on another value" : "";
            yield return TwoAddresses(forger, $"two addresses for one record, block = (target − offset)/4 modulo r{how}", true, keepRange);
            yield return TwoAddresses(forger, $"two addresses for one record, offset + 4{how}", false, keepRange);
            yield return OtherClass(forger, $"the record of another class{how}", keepRange);
            yield return OtherClassLookedUp(forger, $"the record of another class is looked up{how}", keepRange);
        }

        yield return WrittenOverControl(forger);
        yield return ClearedOverControl(forger);
        yield return ElsewhereThanControl(forger, "a port of one class is elsewhere", ["address.first"], port: 1, block: 2);
        yield return ElsewhereThanControl(forger, "a port of two classes is elsewhere", ["address.next"], port: 2, block: 5);
        yield return ReadsElsewhere(forger);
        yield return Skipped(forger);
        yield return Unbidden(forger, "a port reads without a flag", StateCircuit.Reader);
        yield return Unbidden(forger, "a port writes without a flag", StateCircuit.Writer);
    }

    /// <summary>Time 1 takes what time 2 leaves, time 2 what the tree holds; all tuples match, but the gap is −2.</summary>
    private static Forgery ReadOfTheFuture(Forger forger, string name, params long[] gap)
    {
        IReadOnlyList<Fr> written = forger.Honest.Memory.Accesses[0][2]!.Old;
        StateBatch batch = forger.Honest.With((0, 0, new(written, 0)), (0, 1, new(Forger.FieldsX, 1)), (0, 2, new(written, 1)));
        return new(name, ["limb"], batch, Tweak: inputs =>
        {
            for (int limb = 0; limb < gap.Length; limb++)
            {
                forger.Set(inputs, 0, forger.RegionOf("port").Limb(limb / 2, limb % 2), Fr.FromInt64(gap[limb]));
            }
        });
    }

    /// <summary>4·block + 2 + offset is the address of X, with other parts.</summary>
    private static Forgery TwoAddresses(Forger forger, string name, bool quarter, bool keepRange)
    {
        Fr.TryInvert(Fr.FromUInt64(4), out Fr inverse);
        Control control = forger.Honest.Controls[1][1] with
        {
            Block = quarter ? Fr.One - inverse : Fr.Zero,
            Offset = quarter ? Fr.One : Fr.FromUInt64(4),
        };
        (_, Cell? block, Cell? offset) = forger.Circuit.Controls[1].Cells[0];
        Cell source = (quarter ? block : offset)!.Value;
        return new(
            name, Labels(keepRange), forger.Honest.With(1, 1, control), keepRange ? forger.KeepRange(source) : null);
    }

    /// <summary>Port 1 of slot 1 is not at account X, which port 2 left as it shall be, but at order B, by a block too large.</summary>
    private static Forgery OtherClass(Forger forger, string name, bool keepRange)
    {
        StateBatch other = Forger.Workload()
            .Do(0, 2, Control.On(0, 1, 0, Forger.Numbers(7003, 7004, 45, 7, 11, 100, 0)))
            .Do(1, 1, Control.Off)
            .Run();
        ulong block = (Forger.AddressB - Forger.Sizes.Accounts.AddressOf(0)) / Forger.Sizes.Accounts.Stride;
        StateBatch batch = other
            .With(1, 1, Control.On(0, block, 0, Forger.FieldsB[2..4]))
            .With((1, 1, new(Forger.FieldsB, 5)))
            .WithTouched([.. other.Memory.Touched, new(Forger.AddressB, Forger.FieldsB, Forger.FieldsB, 6)]);
        batch = batch with { Nodes = forger.NodesWith(Forger.AddressB) };
        Cell source = forger.Circuit.Controls[1].Cells[0].Block!.Value;
        return new(name, Labels(keepRange), batch, keepRange ? forger.KeepRange(source) : null);
    }

    /// <summary>Slot 1 looks up a record beside the treasury, by a block too large.</summary>
    private static Forgery OtherClassLookedUp(Forger forger, string name, bool keepRange)
    {
        Fr[] empty = new Fr[StateCircuit.Format.Count];
        ulong address = Forger.AddressT + 1;
        StateBatch batch = forger.Honest.With(1, StateCircuit.Ports, Control.On(0, address - Forger.Sizes.Statics.Base, 0)) with
        {
            Found = [forger.Honest.Found[0], empty],
            Statics = [.. forger.Honest.Statics, (address, empty)],
            Nodes = forger.NodesWith(address),
        };
        Cell source = forger.Circuit.Controls[StateCircuit.Ports].Cells[0].Block!.Value;
        return new(name, Labels(keepRange), batch, keepRange ? forger.KeepRange(source) : null);
    }

    /// <summary>Port 2 of slot 0 leaves an amount of 46, though the transaction says 44.</summary>
    private static Forgery WrittenOverControl(Forger forger)
    {
        Control honest = forger.Honest.Controls[0][2];
        StateBatch other = Forger.Workload().Do(0, 2, honest with { New = Forger.Change(honest.New, (2, 46)) }).Run();
        Cell amount = forger.Circuit.Controls[2].FieldCells[2];
        return new(
            "a written field is not the transaction's",
            ["copy"],
            other with { Controls = forger.Honest.Controls },
            forger.SetCopy(amount, "port", 0, Fr.FromInt64(46)));
    }

    /// <summary>Port 3 of slot 0 writes order A, though the transaction clears it.</summary>
    private static Forgery ClearedOverControl(Forger forger)
    {
        StateBatch other = Forger.Workload().Do(0, 3, forger.Honest.Controls[0][3] with { Clears = false }).Run();
        return new(
            "a record is not cleared",
            ["copy"],
            other with { Controls = forger.Honest.Controls },
            forger.SetCopy(forger.Circuit.Controls[3].ClearCell!.Value, "port", 0, Fr.Zero));
    }

    /// <summary>In slot 1 the transaction says another block; the port stays where it was.</summary>
    private static Forgery ElsewhereThanControl(Forger forger, string name, string[] labels, int port, ulong block)
    {
        WitnessStep last = forger.AddressSteps(port)[^1];
        Control control = forger.Honest.Controls[1][port] with { Block = Fr.FromUInt64(block) };
        return new(name, labels, forger.Honest.With(1, port, control), forger.Keep((_, step) => step == last));
    }

    /// <summary>In slot 1 the transaction says account X; port 0 stays at the treasury.</summary>
    private static Forgery ReadsElsewhere(Forger forger)
    {
        WitnessStep last = forger.AddressSteps(StateCircuit.Reader)[^1];
        return new(
            "a port is at the alternative that is not chosen",
            ["address.next"],
            forger.Honest.With(1, StateCircuit.Reader, forger.Honest.Controls[0][StateCircuit.Reader]),
            forger.Keep((_, step) => step == last));
    }

    /// <summary>Port 3 of slot 1 does not write order A, which port 2 left as it shall be.</summary>
    private static Forgery Skipped(Forger forger)
    {
        StateBatch other = Forger.Workload()
            .Do(1, 2, Control.On(1, 3, 0, Forger.Numbers(0, 0, 51, 11, 9, 255, 1)))
            .Do(1, 3, Control.Off)
            .Run();
        WitnessStep choice = forger.AddressSteps(3)[0];
        return new(
            "a port does nothing",
            ["address.first.enable"],
            other.With(1, 3, forger.Honest.Controls[1][3]),
            (slot, step, _, outputs) => outputs[0] = slot == 1 && step == choice ? Fr.Zero : outputs[0]);
    }

    /// <summary>In slot 0 a port is at account X, though no flag says so.</summary>
    private static Forgery Unbidden(Forger forger, string name, int port)
    {
        WitnessStep last = forger.AddressSteps(port)[^1];
        return new(
            name,
            ["address.next.enable"],
            forger.Honest,
            forger.Keep((_, step) => step == last),
            inputs => forger.Set(inputs, 0, forger.Circuit.Controls[port].Cells[0].Flag, Fr.Zero));
    }

    private static string[] Labels(bool keepRange) => [keepRange ? "copy" : "limb"];
}
