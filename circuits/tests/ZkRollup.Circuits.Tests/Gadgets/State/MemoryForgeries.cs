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
        IReadOnlyList<MemoryAccess?>[] accesses = [.. honest.Accounts.Accesses];
        MemoryAccess Access(int slot, int port) => accesses[slot][port]!;
        MemoryBatch With(params (int Slot, int Port, MemoryAccess Access)[] changes) => Change(honest.Accounts, changes);

        yield return new("a port reads a stale value", ["account.new", "account.old"], honest with
        {
            // Time 4 takes what time 2 left and time 3 has taken; time 5 takes what time 3 left.
            Accounts = With((1, 0, new(Access(0, 2).Old, 1)), (1, 1, new(Access(1, 1).Old, 1))),
        });
        yield return new("a port reads what nobody wrote", ["account.new", "account.old"], honest with
        {
            Accounts = With((1, 0, new(Forger.Numbers(63, 1, 1), 0))),
        });
        yield return new("a port takes the right value of a wrong time", ["account.new", "account.old"], honest with
        {
            Accounts = With((1, 0, new(Access(1, 0).Old, 1))),
        });
        yield return ReadOfTheFuture(forger);
        yield return TwoAddresses(forger, "two addresses for one record, block = (target − offset)/4 modulo r", quarter: true);
        yield return TwoAddresses(forger, "two addresses for one record, offset + 4", quarter: false);
        yield return OtherClass(forger, "the record of another class", ["limb"], keepRange: false);
        yield return OtherClassLookedUp(forger, "the record of another class is looked up", ["limb"], keepRange: false);
        yield return WrittenOverControl(forger);
        yield return KeptFieldChanged(forger);
    }

    internal static MemoryBatch Change(MemoryBatch batch, params (int Slot, int Port, MemoryAccess Access)[] changes)
    {
        MemoryAccess?[][] accesses = [.. batch.Accesses.Select(slot => slot.ToArray())];
        foreach ((int slot, int port, MemoryAccess access) in changes)
        {
            accesses[slot][port] = access;
        }

        return batch with { Accesses = accesses };
    }

    /// <summary>Time 1 takes what time 3 leaves; all tuples match, but the gap is −3.</summary>
    private static Forgery ReadOfTheFuture(Forger forger)
    {
        StateBatch honest = forger.Honest;
        IReadOnlyList<Fr> written = honest.Accounts.Accesses[1][0]!.Old;
        MemoryBatch accounts = Change(
            honest.Accounts,
            (0, 0, new(written, 0)),
            (0, 1, new(Forger.FieldsX, 1)),
            (1, 0, new(written, 2)));
        Cell gap = forger.RegionOf("read port").Limb(0, 0);
        return new("a port reads the future", ["limb"], honest with { Accounts = accounts }, Tweak: inputs =>
        {
            forger.Set(inputs, 0, gap, Fr.FromInt64(-3));
            forger.Set(inputs, 0, forger.RegionOf("read port").Limb(1, 0), Fr.Zero);
        });
    }

    /// <summary>4·block + 2 + offset is the address of X, with other parts.</summary>
    internal static Forgery TwoAddresses(Forger forger, string name, bool quarter, bool keepRange = false)
    {
        Fr.TryInvert(Fr.FromUInt64(4), out Fr inverse);
        Fr block = quarter ? Fr.One - inverse : Fr.Zero;
        Fr offset = quarter ? Fr.One : Fr.FromUInt64(4);
        Control[][] controls = [.. forger.Honest.Controls.Select(slot => slot.ToArray())];
        controls[1][0] = controls[1][0] with { Block = block, Offset = offset };
        ControlWires wires = forger.Circuit.Controls[0];
        Cell source = quarter ? wires.BlockCell : wires.OffsetCell!.Value;
        return new(
            name,
            [keepRange ? "copy" : "limb"],
            forger.Honest with { Controls = controls },
            keepRange ? forger.KeepRange(source) : null);
    }

    /// <summary>Slot 1 does not write order A but reads the static record S as an order and leaves it as it was.</summary>
    internal static Forgery OtherClass(Forger forger, string name, IReadOnlyList<string> labels, bool keepRange)
    {
        // S is kind + 16·limit = 59 = 27 + 32·1 as price and size.
        Fr[] misread = Forger.Numbers(27, 1, 0, 0);
        StateBatch other = Forger.Workload()
            .Do(0, 3, Control.On(3, 0, Forger.Numbers(29, 11, 101, 1)))
            .Do(1, 3, Control.Off(4))
            .Do(0, 4, Control.Off(0))
            .Do(1, 4, Control.Off(0))
            .Run();
        TouchedRecord record = new(Forger.AddressS, misread, misread, 2);
        Control[][] controls = [.. other.Controls.Select(slot => slot.ToArray())];
        controls[1][3] = Control.On(Forger.AddressS - Forger.Sizes.Orders.Base, 0, misread);
        return new(name, labels, other with
        {
            Controls = controls,
            Nodes = forger.Honest.Nodes,
            Orders = Change(other.Orders, (1, 0, new(misread, 1))) with { Touched = [.. other.Orders.Touched, record] },
        }, keepRange ? forger.KeepRange(forger.Circuit.Controls[StateCircuit.OrderPort].BlockCell) : null);
    }

    /// <summary>Slot 1 looks up order B as a static record.</summary>
    internal static Forgery OtherClassLookedUp(Forger forger, string name, IReadOnlyList<string> labels, bool keepRange)
    {
        Fr[] misread = Forger.Numbers(1, 0);
        StateBatch honest = forger.Honest;
        Control[][] controls = [.. honest.Controls.Select(slot => slot.ToArray())];
        controls[1][4] = new(Fr.One, Fr.FromUInt64(Forger.AddressB) - Fr.FromUInt64(Forger.Sizes.Statics.Base), Fr.Zero, []);
        return new(name, labels, honest with
        {
            Controls = controls,
            Found = [honest.Found[0], misread],
            Statics = [.. honest.Statics, (Forger.AddressB, misread)],
            Nodes = forger.NodesWith(Forger.AddressB),
        }, keepRange ? forger.KeepRange(forger.Circuit.Controls[StateCircuit.StaticLookup].BlockCell) : null);
    }

    /// <summary>Port 2 of slot 0 leaves an amount of 45, though the transaction says 44.</summary>
    private static Forgery WrittenOverControl(Forger forger)
    {
        Control honest = forger.Honest.Controls[0][2];
        StateBatch other = Forger.Workload().Do(0, 2, honest with { New = [Fr.FromInt64(45), .. honest.New[1..]] }).Run();
        Cell amount = forger.Circuit.Controls[2].FieldCells[0];
        return new(
            "a written field is not the transaction's",
            ["copy"],
            other with { Controls = forger.Honest.Controls },
            forger.SetCopy(amount, "write port", 0, Fr.FromInt64(45)));
    }

    /// <summary>Port 1 of slot 0 changes the key that it should keep; port 2 overwrites it.</summary>
    private static Forgery KeptFieldChanged(Forger forger)
    {
        Fr forged = Fr.FromUInt64(6666);
        IReadOnlyList<Fr> old = forger.Honest.Accounts.Accesses[0][2]!.Old;
        MemoryBatch accounts = Change(forger.Honest.Accounts, (0, 2, new([old[0], old[1], forged], 0)));
        WitnessStep keep = forger.Circuit.Built.Steps.Single(step => step.Label == "copy"
            && forger.RegionOf("write port").Cells.Contains(step.Inputs[0])
            && forger.RegionOf("write port").Cells.Contains(step.Outputs[0]));
        return new("a kept field is changed", ["copy"], forger.Honest with { Accounts = accounts }, (slot, step, _, outputs) =>
        {
            if (slot == 0 && step == keep)
            {
                outputs[0] = forged;
            }
        });
    }
}
