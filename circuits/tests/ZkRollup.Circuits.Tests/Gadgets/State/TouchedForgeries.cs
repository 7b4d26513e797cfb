using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged touched records.</summary>
internal static class TouchedForgeries
{
    private static readonly Fr[] Empty = new Fr[StateCircuit.Format.Count];

    internal static IEnumerable<Forgery> All(Forger forger)
    {
        yield return new("flag 2", ["memory.first", "memory.new", "touched.flag", "touched.leaf"], forger.Honest, Tweak: inputs =>
            forger.Set(inputs, 0, forger.TouchedRow(Forger.RowOfA).Flag, Fr.FromInt64(2)));
        yield return MinusOne(forger);
        yield return TwoFinalValues(forger);
        yield return new("an order is published", ["node.child", "touched.leaf", "touched.publish"], forger.Honest, Tweak: inputs =>
            forger.Set(inputs, 0, forger.TouchedRow(Forger.RowOfA).Published, Fr.One));
        yield return new("an account is not published", ["node.child", "publication.word", "touched.leaf"], forger.Honest, Tweak: inputs =>
            forger.Set(inputs, 0, forger.TouchedRow(Forger.RowOfX).Published, Fr.Zero));
        string[] published = ["node.parent", "node.root[1]", "touched.publish"];
        yield return OtherLevels(forger, "orders at the levels of published leaves", Forger.AddressA, published);
        string[] kept = ["node.parent", "node.root[0]", "publication.word"];
        yield return OtherLevels(forger, "accounts at the levels of private leaves", Forger.AddressX, kept);
        foreach (Forgery forgery in Publications(forger).Concat(FirstReads(forger)).Concat(Lanes(forger)))
        {
            yield return forgery;
        }
    }

    /// <summary>Two rows say that an empty leaf stays so, once and −1 times.</summary>
    private static Forgery MinusOne(Forger forger)
    {
        TouchedRecord record = new(Forger.AddressA + 1, Empty, Empty, 0);
        StateBatch batch = forger.Honest.WithTouched([.. forger.Honest.Memory.Touched, record, record]);
        return new("flags 1 and −1", ["touched.flag"], batch, Tweak: inputs => forger.Set(inputs, 1, forger.TouchedRow(1).Flag, -Fr.One));
    }

    /// <summary>Account X has a history for each slot: the first from the tree, the second invented, both with a last value.</summary>
    private static Forgery TwoFinalValues(Forger forger)
    {
        StateBatch honest = forger.Honest;
        TouchedRecord whole = honest.Memory.Touched[Forger.RowOfX];
        IReadOnlyList<Fr> middle = honest.Memory.Accesses[1][1]!.Old;
        TouchedRecord[] touched = [.. honest.Memory.Touched, whole with { First = middle }];
        touched[Forger.RowOfX] = whole with { Last = middle, LastTime = 3 };
        return new(
            "two final values for one address",
            ["node.child", "touched.leaf", "touched.publish"],
            honest.With((1, 1, new(middle, 65))).WithTouched(touched));
    }

    /// <summary>The row of a record and the nodes above it claim the other kind of subtree.</summary>
    private static Forgery OtherLevels(Forger forger, string name, ulong address, string[] labels)
    {
        TreeNodeUpdate[] nodes = [.. forger.Honest.Nodes];
        bool isPublished = forger.Circuit.Nodes.IsPublished(address);
        int row = isPublished ? Forger.RowOfX : Forger.RowOfA;
        return new(name, labels, forger.Honest, Tweak: inputs =>
        {
            forger.Set(inputs, 0, forger.TouchedRow(row).Published, isPublished ? Fr.Zero : Fr.One);
            for (int level = 1; level <= Forger.Sizes.Depth; level++)
            {
                int number = Array.FindIndex(nodes, node => node.Level == level && node.Index == address >> (2 * level));
                Region region = forger.RegionOf("node", number % Forger.Sizes.Nodes);
                Fr claimed = Fr.FromInt64(level) + (isPublished ? Fr.FromUInt64(1UL << 32) : Fr.Zero);
                forger.Set(inputs, number / Forger.Sizes.Nodes, region[0, 4], claimed);
            }
        });
    }

    /// <summary>X changes and T does not; the prover says otherwise.</summary>
    private static IEnumerable<Forgery> Publications(Forger forger)
    {
        TouchedCells Row(int row) => forger.TouchedRow(row);
        yield return new(
            "a changed record counts as unchanged",
            ["publication.word", "touched.same"],
            forger.Honest,
            Forger.SetCells((0, Row(Forger.RowOfX).Inverse, Fr.Zero)));
        yield return new(
            "a changed record is withheld",
            ["publication.word", "touched.changed"],
            forger.Honest,
            Forger.SetCells((0, Row(Forger.RowOfX).Changed, Fr.Zero)));
        yield return new(
            "an unchanged record is published",
            ["touched.changed", "touched.publish"],
            forger.Honest,
            Forger.SetCells((0, Row(Forger.RowOfT).Changed, Fr.One)));
        yield return new(
            "a changed order is published",
            ["touched.changed", "touched.publish"],
            forger.Honest,
            Forger.SetCells((0, Row(Forger.RowOfA).Changed, Fr.One)));
        TouchedRecord changed = forger.Honest.Memory.Touched[Forger.RowOfX];
        yield return new(
            "an inactive row publishes for another one",
            ["touched.changed"],
            forger.Honest.WithTouched([.. forger.Honest.Memory.Touched, changed]),
            Forger.SetCells((0, Row(Forger.RowOfX).Changed, Fr.Zero), (1, Row(0).Changed, Fr.One)),
            inputs => forger.Set(inputs, 1, Row(0).Flag, Fr.Zero));
    }

    /// <summary>Other fields of X that pack to the same lane: one is as large as it takes.</summary>
    private static IEnumerable<Forgery> FirstReads(Forger forger)
    {
        foreach ((int wide, int other) in new[] { (2, 3), (3, 2), (3, 4), (4, 3), (5, 6), (6, 5) })
        {
            StateBatch batch = FromOtherStart(forger, Forger.Workload(fieldsX: Shift(Forger.FieldsX, wide, other)));
            string name = $"a shift between fields {wide} and {other}, the first too wide";
            yield return new(name, ["limb"], batch);
            yield return new(
                $"{name}, range checked on another value",
                ["copy"],
                batch,
                forger.KeepRange(forger.TouchedRow(Forger.RowOfX).First.Fields[wide]));
        }

        StateBatch fraction = FromOtherStart(forger, Forger.Workload(fieldsX: Shift(Forger.FieldsX, 2, 3)));
        yield return new(
            "amount + 2^6, the top limb a fraction",
            ["limb"],
            fraction,
            forger.FractionInTopLimb(forger.TouchedRow(Forger.RowOfX).First.Fields[2]));
    }

    /// <summary>Fields that do not pack to the lane that is hashed.</summary>
    private static IEnumerable<Forgery> Lanes(Forger forger)
    {
        for (int lane = 0; lane < LeafLanes.Packed; lane++)
        {
            int field = lane == 0 ? 2 : 5;
            StateBatch first = FromOtherStart(forger, Forger.Workload(fieldsX: Forger.Change(Forger.FieldsX, (field, 14))));
            yield return new(
                $"first field {field} is not that of the lane", ["touched.lane"], first, forger.KeepLabel("touched.lane", lane));
            Control control = forger.Honest.Controls[1][3];
            StateBatch last = FromOtherStart(
                forger, Forger.Workload().Do(1, 3, control with { New = Forger.Change(control.New!, (field, 14)) }));
            int occurrence = (2 * LeafLanes.Packed * Forger.RowOfA) + LeafLanes.Packed + lane;
            yield return new(
                $"last field {field} is not that of the lane", ["touched.lane"], last, forger.KeepLabel("touched.lane", occurrence));
        }
    }

    /// <summary>Moves one unit of a field into another of the same lane; the lane stays the same.</summary>
    internal static Fr[] Shift(Fr[] fields, int wide, int other)
    {
        Fr Weight(int field)
        {
            Fr[] unit = new Fr[fields.Length];
            unit[field] = Fr.One;
            return StateCircuit.Format.ComputeLanes(unit)[StateCircuit.Format.LaneOf(field)];
        }

        Fr step = wide < other ? -Fr.One : Fr.One;
        Fr.TryInvert(Weight(wide), out Fr inverse);
        Fr[] shifted = [.. fields];
        shifted[other] += step;
        shifted[wide] -= step * Weight(other) * inverse;
        return shifted;
    }

    /// <summary>Accesses as they would be in another state, in the honest tree.</summary>
    private static StateBatch FromOtherStart(Forger forger, StateWorkload other) => other.Run() with { Nodes = forger.Honest.Nodes };
}
