using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>
/// Two records that shall belong together and do not: what a port finds and what it leaves, what a row held first and last. One alone
/// leaves tuples over; the same port or row in both slots makes up for it, so that copies alone notice.
/// </summary>
internal static class SplitForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        for (int port = 0; port < StateCircuit.Ports; port++)
        {
            foreach (bool isOld in new[] { true, false })
            {
                yield return TakesAndLeavesAlone(forger, port, isOld);
                yield return TakesHereLeavesThere(forger, port, isOld);
            }

            for (int field = 0; field < RecordFormat.WholeFields && port >= StateCircuit.WholePorts; field++)
            {
                yield return KeptFieldChanged(forger, port, field);
            }
        }

        for (int row = 0; row < Forger.Sizes.Touched; row++)
        {
            yield return OtherBeginning(forger, row);
            yield return BeginningsSwapped(forger, row);
        }
    }

    private static ulong TimeOf(int slot, int number) => (ulong)((StateSizes.Grid.Rows * slot) + 1 + number);

    /// <summary>The honest end of the batch, reached by other accesses.</summary>
    private static StateBatch EndOf(Forger forger, StateWorkload workload, params TouchedRecord[] touched) =>
        workload.Run().WithTouched(touched) with { Nodes = forger.Honest.Nodes };

    /// <summary>Only the port of one slot takes record X; that of the other slot leaves it.</summary>
    private static Forgery TakesAndLeavesAlone(Forger forger, int port, bool isOld)
    {
        (TouchedRecord x, TouchedRecord a, TouchedRecord t) = Honest(forger);
        int other = (port + 1) % StateCircuit.Ports;
        StateWorkload workload = Base()
            .Do(0, port, Control.Read(x.Address))
            .Do(1, port, Control.Write(x.Address, [.. x.Last]))
            .Do(1, other, Control.Write(a.Address, [.. a.Last]))
            .Do(0, 4, Control.Read(t.Address));
        StateBatch batch = EndOf(
            forger,
            workload,
            x with { LastTime = TimeOf(1, port) },
            a with { LastTime = TimeOf(1, other) },
            t with { LastTime = TimeOf(0, 4) });
        int off = isOld ? 0 : 1;
        Control control = batch.Controls[off][port] with { Enable = Fr.Zero };
        (RecordCells old, RecordCells now) = forger.PortCells(port);
        Cell lie = isOld ? old.Enable : now.Enable;
        return new(
            $"port {port} takes a record in slot 0 and leaves another one in slot 1, {(isOld ? "taking" : "leaving")} unbidden",
            ["copy"],
            batch.With(off, port, control).With((1, port, new(x.Last, 0))),
            Forger.SetCells((off, lie, Fr.One), (1 - off, lie, Fr.Zero)));
    }

    /// <summary>The port takes A and leaves B, in the next slot takes B and leaves A.</summary>
    private static Forgery TakesHereLeavesThere(Forger forger, int port, bool isOld)
    {
        (TouchedRecord x, TouchedRecord a, TouchedRecord t) = Honest(forger);
        int other = port == 0 ? 1 : 0;
        TouchedRecord b = new(Forger.AddressB, Forger.FieldsB, Forger.FieldsB, TimeOf(0, port));
        StateWorkload workload = Base().Do(1, other, Control.Write(x.Address, [.. x.Last])).Do(0, 4, Control.Read(t.Address));
        StateBatch batch = EndOf(
            forger,
            workload,
            x with { LastTime = TimeOf(1, other) },
            a with { LastTime = TimeOf(1, port) },
            t with { LastTime = TimeOf(0, 4) },
            b);
        (ulong first, ulong second) = isOld ? (b.Address, a.Address) : (a.Address, b.Address);
        (RecordCells old, RecordCells now) = forger.PortCells(port);
        Cell lie = isOld ? old.Address : now.Address;
        batch = batch
            .With(0, port, Control.Write(first, Forger.FieldsB))
            .With(1, port, Control.Write(second, [.. a.Last]))
            .With((0, port, new(Forger.FieldsA, TimeOf(0, port) - 1)), (1, port, new(Forger.FieldsB, TimeOf(1, port) - 1)));
        return new(
            $"port {port} takes one record and leaves another one, the {(isOld ? "first" : "second")} not its own",
            ["copy"],
            batch with { Nodes = forger.NodesWith(b.Address) },
            Forger.SetCells((0, lie, Fr.FromUInt64(second)), (1, lie, Fr.FromUInt64(first))));
    }

    /// <summary>A field of X that the port keeps becomes another.</summary>
    private static Forgery KeptFieldChanged(Forger forger, int port, int field)
    {
        (TouchedRecord x, TouchedRecord a, TouchedRecord t) = Honest(forger);
        int other = port == 2 ? 3 : 2;
        StateWorkload workload = Base()
            .Do(1, 0, Control.Write(x.Address, Forger.Change(x.Last, (field, 17))))
            .Do(1, port, Control.Write(x.Address, [.. x.Last]))
            .Do(1, other, Control.Write(a.Address, [.. a.Last]))
            .Do(0, 4, Control.Read(t.Address));
        StateBatch batch = EndOf(
            forger,
            workload,
            x with { LastTime = TimeOf(1, port) },
            a with { LastTime = TimeOf(1, other) },
            t with { LastTime = TimeOf(0, 4) });
        Cell lie = forger.PortCells(port).New.Fields[field];
        return new($"port {port} changes field {field}, which it keeps", ["copy"], batch, Forger.SetCells((1, lie, x.Last[field])));
    }

    /// <summary>An inactive row of slot 1 says what X was in the beginning, in place of the row that holds its leaf.</summary>
    private static Forgery OtherBeginning(Forger forger, int row)
    {
        (TouchedRecord x, TouchedRecord a, TouchedRecord t) = Honest(forger);
        Fr[] invented = Forger.Change(Forger.FieldsX, (2, 1));
        StateBatch batch = EndOf(
            forger, Forger.Workload(fieldsX: invented), [.. Ordered(x, a, t, row), .. Enumerable.Repeat(x with { First = invented }, 3)]);
        Cell lie = forger.TouchedRow(row).First.Enable;
        return new(
            $"an inactive row {row} says what a record was",
            ["copy"],
            batch,
            Forger.SetCells((0, lie, Fr.Zero), (1, lie, Fr.One)),
            inputs => SetFlags(forger, inputs, _ => false));
    }

    /// <summary>The rows of X and T hand each other's record to the memory.</summary>
    private static Forgery BeginningsSwapped(Forger forger, int row)
    {
        (TouchedRecord x, TouchedRecord a, TouchedRecord t) = Honest(forger);
        StateWorkload workload = Forger.Workload(fieldsX: Forger.FieldsT, fieldsT: Forger.FieldsX)
            .Do(1, 0, Control.Write(t.Address, Forger.FieldsT));
        StateBatch batch = EndOf(forger, workload, [.. Ordered(x, a, a, row), t, t, t]);
        Cell lie = forger.TouchedRow(row).First.Address;
        return new(
            $"rows {row} of both slots hand each other's record on",
            ["copy"],
            batch,
            Forger.SetCells((0, lie, Fr.FromUInt64(t.Address)), (1, lie, Fr.FromUInt64(x.Address))),
            inputs =>
            {
                forger.Set(inputs, 0, forger.TouchedRow((row + 2) % 3).Flag, Fr.Zero);
                SetFlags(forger, inputs, active => active == row);
            });
    }

    private static StateWorkload Base() => new StateWorkload(Forger.Sizes)
        .Before(Forger.AddressX, Forger.FieldsX)
        .Before(Forger.AddressA, Forger.FieldsA)
        .Before(Forger.AddressB, Forger.FieldsB)
        .Before(Forger.AddressT, Forger.FieldsT);

    private static (TouchedRecord X, TouchedRecord A, TouchedRecord T) Honest(Forger forger)
    {
        IReadOnlyList<TouchedRecord> touched = forger.Honest.Memory.Touched;
        return (touched[Forger.RowOfX], touched[Forger.RowOfA], touched[Forger.RowOfT]);
    }

    /// <summary>Three records, the first of them in a given row, the next ones in the rows after it.</summary>
    private static TouchedRecord[] Ordered(TouchedRecord first, TouchedRecord second, TouchedRecord third, int row)
    {
        TouchedRecord[] rows = new TouchedRecord[Forger.Sizes.Touched];
        rows[row] = first;
        rows[(row + 1) % 3] = second;
        rows[(row + 2) % 3] = third;
        return rows;
    }

    /// <summary>Which rows of slot 1 are active.</summary>
    private static void SetFlags(Forger forger, Fr[][] inputs, Func<int, bool> isActive)
    {
        for (int row = 0; row < Forger.Sizes.Touched; row++)
        {
            forger.Set(inputs, 1, forger.TouchedRow(row).Flag, isActive(row) ? Fr.One : Fr.Zero);
        }
    }
}
