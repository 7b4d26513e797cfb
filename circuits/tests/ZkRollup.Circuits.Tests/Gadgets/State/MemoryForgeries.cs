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
        MemoryAccess Access(int slot, int number) => honest.Memory.Accesses[slot][number]!;

        // Access 1.2 takes what the tree holds and access 0.3 has taken, and overwrites all of it.
        yield return new("a port reads a stale value", ["memory.first", "memory.new"], honest.With((1, 2, new(Forger.FieldsA, 66))));
        Fr[] invented = Forger.Numbers(0, 0, 63, 1, 1, 1, 1);
        yield return new(
            "a port reads what nobody wrote", ["memory.new", "memory.old"], honest.With((1, 2, new(invented, Access(1, 2).Gap))));
        yield return new(
            "a port takes the right value of a wrong time",
            ["memory.new", "memory.old"],
            honest.With((1, 2, Access(1, 2) with { Gap = 1 })));
        yield return new(
            "a read finds what nobody wrote",
            ["memory.last", "memory.new", "memory.old"],
            honest.With((1, 5, new(invented, Access(1, 5).Gap))));
        yield return ReadOfTheFuture(forger, "a port reads the future", -2, 0, 0);
        yield return ReadOfTheFuture(forger, "a port reads the future, the second limb negative", 14, -1, 0);
        yield return ReadOfTheFuture(forger, "a port reads the future, the third limb negative", 14, 15, -1);
        yield return Enabled(forger, "a port is on twice", Fr.FromInt64(2));
        yield return Enabled(forger, "a port is on −1 times", -Fr.One);
        yield return OutsideTheTree(forger, "a record beyond the tree", Fr.FromUInt64(4 * Forger.Sizes.Leaves));
        yield return OutsideTheTree(forger, "a record at address −1", -Fr.One);
        Fr.TryInvert(Fr.FromUInt64(4), out Fr quarter);
        yield return OutsideTheTree(forger, "a record at address 1/4", quarter);
        yield return new(
            "a record that the batch does not touch", ["memory.new", "memory.old"], WithAccess(forger, Fr.FromUInt64(Forger.AddressEmpty)));
        yield return WrittenOverControl(forger);
        yield return Skipped(forger);
    }

    /// <summary>Access 0.0 takes what 0.1 leaves, 0.1 what the tree holds; all tuples match, but the gap is −2.</summary>
    private static Forgery ReadOfTheFuture(Forger forger, string name, params long[] gap)
    {
        IReadOnlyList<Fr> written = forger.Honest.Memory.Accesses[0][2]!.Old;
        StateBatch batch = forger.Honest.With((0, 0, new(written, 0)), (0, 1, new(Forger.FieldsX, 1)), (0, 2, new(written, 1)));
        return new(name, ["limb"], batch, Tweak: inputs =>
        {
            for (int limb = 0; limb < gap.Length; limb++)
            {
                forger.Set(inputs, 0, forger.GapCell(0, limb), Fr.FromInt64(gap[limb]));
            }
        });
    }

    /// <summary>Access 1.1 takes place another number of times.</summary>
    private static Forgery Enabled(Forger forger, string name, Fr times) => new(
        name,
        ["memory.new"],
        forger.Honest.With(1, 1, forger.Honest.Controls[1][1] with { Enable = times }));

    /// <summary>A row hands an empty record to port 0 of slot 0 that is no leaf of the tree.</summary>
    private static Forgery OutsideTheTree(Forger forger, string name, Fr address)
    {
        Fr[] empty = new Fr[StateCircuit.Format.Count];
        StateBatch batch = WithAccess(forger, address);
        batch = batch.WithTouched([.. batch.Memory.Touched, new(0, empty, empty, 1)]);
        return new(name, ["touched.leaf"], batch, Tweak: inputs => forger.Set(inputs, 1, forger.TouchedRow(0).Address, address));
    }

    /// <summary>Access 0.0 is at an address where it finds an empty record.</summary>
    private static StateBatch WithAccess(Forger forger, Fr address)
    {
        MemoryAccess empty = new(new Fr[StateCircuit.Format.Count], 0);
        return forger.Honest.With(0, 0, new(Fr.One, address)).With((0, 0, empty), (0, 1, new(Forger.FieldsX, 1)));
    }

    /// <summary>Port 3 of slot 1 leaves an amount of 46, though the transaction says 51.</summary>
    private static Forgery WrittenOverControl(Forger forger)
    {
        Control honest = forger.Honest.Controls[1][3];
        StateBatch other = Forger.Workload().Do(1, 3, honest with { New = Forger.Change(honest.New!, (2, 46)) }).Run();
        Cell amount = forger.PortCells(3).New.Fields[2];
        return new(
            "a written field is not the transaction's",
            ["copy", "node.parent", "node.root[1]"],
            other with { Controls = forger.Honest.Controls },
            Forger.SetCells((1, amount, Fr.FromInt64(46))));
    }

    /// <summary>Port 3 of slot 1 does not write order A, which port 2 left as it shall be.</summary>
    private static Forgery Skipped(Forger forger)
    {
        StateBatch other = Forger.Workload()
            .Do(1, 2, forger.Honest.Controls[1][3])
            .Do(1, 3, Control.Off)
            .Run();
        (RecordCells old, RecordCells now) = forger.PortCells(3);
        return new(
            "a port does nothing",
            ["copy"],
            other.With(1, 3, forger.Honest.Controls[1][3]),
            Forger.SetCells((1, old.Enable, Fr.Zero), (1, now.Enable, Fr.Zero)));
    }
}
