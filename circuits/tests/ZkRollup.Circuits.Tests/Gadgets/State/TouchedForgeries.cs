using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged touched records.</summary>
internal static class TouchedForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        string[] tables = ["accounts", "orders"];
        for (int table = 0; table < tables.Length; table++)
        {
            int number = table;
            Action<Fr[][]> gap = inputs => Gap(forger, inputs, number);
            yield return new($"{tables[table]}: a gap", ["touched.prefix"], forger.Honest, Tweak: gap);
            Action<Fr[][]> hiddenGap = inputs =>
            {
                Gap(forger, inputs, number);
                forger.Set(inputs, 1, forger.StartFlagCell(number), Fr.One);
            };
            yield return new(
                $"{tables[table]}: a gap, hidden by the flag that slot 1 starts with",
                ["touched.carry.flag"],
                forger.Honest,
                Tweak: hiddenGap);
            yield return new(
                $"{tables[table]}: a gap, hidden by the flag that the row sees",
                ["copy"],
                forger.Honest,
                forger.SetCopy(forger.StartFlagCell(table), "touched", 1, Fr.One),
                gap);
            yield return new(
                $"{tables[table]}: a gap, hidden by the flag that slot 0 ends with",
                ["copy"],
                forger.Honest,
                forger.SetCopy(forger.FlagCell(table), "touched carry", 0, Fr.One),
                hiddenGap);
        }

        yield return new("flag 2", ["order.first", "order.last", "touched.flag", "touched.leaf"], forger.Honest, Tweak: inputs =>
        {
            forger.Set(inputs, 0, forger.FlagCell(1), Fr.FromInt64(2));
            forger.Set(inputs, 1, forger.StartFlagCell(1), Fr.FromInt64(2));
        });
        yield return MinusOne(forger);
        yield return NotIncreasing(forger, "address not increasing at a slot boundary", ["touched.increase"], carried: false);
        yield return NotIncreasing(forger, "address carried wrongly", ["touched.carry.address"], carried: true);
        yield return TwoFinalValues(forger);
        foreach (Forgery forgery in FirstReads(forger))
        {
            yield return forgery;
        }
    }

    /// <summary>The record moves to the row of slot 1; that of slot 0 is inactive.</summary>
    private static void Gap(Forger forger, Fr[][] inputs, int table)
    {
        Region region = forger.RegionOf("touched", table);
        Fr start = inputs[0][forger.Circuit.Map.IndexOf(forger.RegionOf("touched carry", 2 * table)[0, 1])];
        foreach (Cell cell in region.Cells.Where(forger.Circuit.Built.InputCells.Contains))
        {
            forger.Set(inputs, 1, cell, inputs[0][forger.Circuit.Map.IndexOf(cell)]);
            forger.Set(inputs, 0, cell, Fr.Zero);
        }

        Fr first = start + Fr.One;
        forger.Set(inputs, 0, forger.AddressCell(table), first);
        forger.Set(inputs, 1, forger.StartFlagCell(table), Fr.Zero);
        forger.Set(inputs, 1, forger.RegionOf("touched carry", 2 * table)[0, 1], first);
    }

    /// <summary>An order row takes back what a static row sent, −1 times: an empty leaf.</summary>
    private static Forgery MinusOne(Forger forger)
    {
        ulong empty = Forger.AddressA + 1;
        TouchedRecord record = new(empty, Forger.Numbers(0, 0, 0, 0), Forger.Numbers(0, 0, 0, 0), 0);
        StateBatch honest = forger.Honest;
        StateBatch batch = honest with
        {
            Orders = honest.Orders with { Touched = [.. honest.Orders.Touched, record] },
            Statics = [.. honest.Statics, (empty, Forger.Numbers(0, 0))],
        };
        return new("flag −1", ["touched.flag"], batch, Tweak: inputs => forger.Set(inputs, 1, forger.FlagCell(1), -Fr.One));
    }

    /// <summary>After order A comes an empty leaf with a smaller address, first and last the same.</summary>
    private static Forgery NotIncreasing(Forger forger, string name, IReadOnlyList<string> labels, bool carried)
    {
        ulong empty = Forger.AddressA - 2;
        TouchedRecord record = new(empty, Forger.Numbers(0, 0, 0, 0), Forger.Numbers(0, 0, 0, 0), 0);
        StateBatch honest = forger.Honest;
        StateBatch batch = honest with
        {
            Orders = honest.Orders with { Touched = [.. honest.Orders.Touched, record] },
            Nodes = forger.NodesWith(empty),
        };
        return new(name, labels, batch, Tweak: inputs =>
        {
            if (carried)
            {
                forger.Set(inputs, 1, forger.RegionOf("touched carry", 2)[0, 1], Fr.FromUInt64(empty - 1));
            }
        });
    }

    /// <summary>Account X has a history for each slot: the first from the tree, the second invented, both with a last value.</summary>
    private static Forgery TwoFinalValues(Forger forger)
    {
        StateBatch honest = forger.Honest;
        TouchedRecord whole = honest.Accounts.Touched[0];
        Fr[] invented = Forger.Numbers(63, 1, 5);
        MemoryAccess inner = honest.Accounts.Accesses[1][1]!;
        MemoryBatch accounts = MemoryForgeries.Change(
            honest.Accounts,
            (1, 0, new(invented, 3)),
            (1, 1, new(invented, inner.Gap)),
            (1, 2, new([Fr.FromInt64(45), Fr.FromInt64(7), invented[2]], 0)));
        IReadOnlyList<Fr> middle = honest.Accounts.Accesses[1][0]!.Old;
        TouchedRecord[] twice = [whole with { Last = middle, LastTime = 3 }, whole with { First = invented }];
        return new(
            "two final values for one address",
            ["node.child", "touched.increase", "touched.leaf", "touched.publish"],
            honest with { Accounts = accounts with { Touched = twice } });
    }

    /// <summary>Other fields that pack to the same lane: one is as large as it takes.</summary>
    private static IEnumerable<Forgery> FirstReads(Forger forger)
    {
        foreach (bool keepRange in new[] { false, true })
        {
            string how = keepRange ? ", range checked on another value" : "";
            string[] labels = [keepRange ? "copy" : "limb"];
            yield return Account(forger, $"amount + 2^6, nonce − 1{how}", labels, 0, 1, keepRange);
            yield return Account(forger, $"nonce − 1/2^6, amount + 1{how}", labels, 1, 0, keepRange);
            yield return Order(forger, $"price + 2^5, size − 1{how}", labels, 0, 1, keepRange);
            yield return Order(forger, $"size − 1/2^5, price + 1{how}", labels, 1, 0, keepRange);
            yield return Order(forger, $"next + 2^8, side − 1{how}", labels, 2, 3, keepRange);
            yield return Order(forger, $"side − 1/2^8, next + 1{how}", labels, 3, 2, keepRange);
        }

        Fr[] wide = Shift(StateCircuit.AccountFormat, Forger.FieldsX, 0, 1);
        StateBatch fraction = FromOtherStart(forger, Forger.Workload(fieldsX: wide).Run());
        yield return new("amount + 2^6, the top limb a fraction", ["limb"], fraction, forger.FractionInTopLimb(forger.FirstCell(0, 0)));
        StateBatch account = FromOtherStart(forger, Forger.Workload(fieldsX: [Fr.FromInt64(34), .. Forger.FieldsX[1..]]).Run());
        yield return new("first fields are not those of the lane", ["touched.lane.old"], account, forger.KeepLabel("touched.lane.old", 0));
        StateBatch price = FromOtherStart(forger, Forger.Workload(fieldsA: [Fr.FromInt64(18), .. Forger.FieldsA[1..]]).Run());
        yield return new("first price is not that of the lane", ["touched.lane.old"], price, forger.KeepLabel("touched.lane.old", 1));
        StateBatch next = FromOtherStart(forger, Forger.Workload(fieldsA: [.. Forger.FieldsA[..2], Fr.One, Fr.One]).Run());
        yield return new("first link is not that of the lane", ["touched.lane.old"], next, forger.KeepLabel("touched.lane.old", 2));
        Fr[] lastAccount = forger.Honest.Controls[1][2].New;
        Fr[] lastOrder = forger.Honest.Controls[1][3].New;
        yield return Last(forger, "last fields are not those of the lane", 2, [Fr.One, .. lastAccount[1..]], 0);
        yield return Last(forger, "last price is not that of the lane", 3, [Fr.One, .. lastOrder[1..]], 1);
        yield return Last(forger, "last link is not that of the lane", 3, [.. lastOrder[..2], Fr.One, Fr.One], 2);
    }

    private static Forgery Last(Forger forger, string name, int port, Fr[] fields, int lane)
    {
        StateBatch other = Forger.Workload().Do(1, port, forger.Honest.Controls[1][port] with { New = fields }).Run();
        return new(name, ["touched.lane.new"], FromOtherStart(forger, other), forger.KeepLabel("touched.lane.new", lane));
    }

    private static Forgery Account(Forger forger, string name, string[] labels, int wide, int other, bool keepRange)
    {
        Fr[] fields = Shift(StateCircuit.AccountFormat, Forger.FieldsX, wide, other);
        StateBatch batch = FromOtherStart(forger, Forger.Workload(fieldsX: fields).Run());
        return new($"account: {name}", labels, batch, keepRange ? forger.KeepRange(forger.FirstCell(0, wide)) : null);
    }

    private static Forgery Order(Forger forger, string name, string[] labels, int wide, int other, bool keepRange)
    {
        Fr[] fields = Shift(StateCircuit.OrderFormat, Forger.FieldsA, wide, other);
        StateBatch batch = FromOtherStart(forger, Forger.Workload(fieldsA: fields).Run());
        return new($"order: {name}", labels, batch, keepRange ? forger.KeepRange(forger.FirstCell(1, wide)) : null);
    }

    /// <summary>Moves one unit of a field into another of the same lane; the lane stays the same.</summary>
    internal static Fr[] Shift(RecordFormat format, Fr[] fields, int wide, int other)
    {
        Fr Weight(int field)
        {
            Fr[] unit = new Fr[format.Count];
            unit[field] = Fr.One;
            return format.ComputeLanes(unit)[format.Fields[field].Lane];
        }

        Fr step = wide < other ? -Fr.One : Fr.One;
        Fr.TryInvert(Weight(wide), out Fr inverse);
        Fr[] shifted = [.. fields];
        shifted[other] += step;
        shifted[wide] -= step * Weight(other) * inverse;
        return shifted;
    }

    /// <summary>Accesses as they would be in another state, in the honest tree.</summary>
    private static StateBatch FromOtherStart(Forger forger, StateBatch other) => other with
    {
        Nodes = forger.Honest.Nodes,
    };
}
