using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>The test of a key alone: the multiples that its row may look up are 0·G and 1·G.</summary>
public sealed class KeyTestTests
{
    private const ulong Seed = 3107;
    private const int Row = 0;

    /// <summary>Places of the hint on the rows after that of the windows.</summary>
    private const int ValueX = 0, ValueY = 1, ValueChallenge = 2, ValueClass = 3, OrderInverse = 4, Usable = 5, On = 6, XInverse = 8;

    private const int CurveInverseColumn = 4, XInverseColumn = 5;

    private static readonly WindowLayout Layout = new(1);
    private static readonly (Fr X, Fr Y) Identity = (Fr.Zero, Fr.One);
    private static readonly BuiltCircuit Built = Build(Layout, out _);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void KeyTest_AnyPoint_AgreesWithTheLibrary(int windows)
    {
        SeededElements random = new(Seed);
        BuiltCircuit built = Build(new(windows), out Cell usable);
        List<(Fr X, Fr Y)> points = [(Fr.Zero, Fr.Zero), (Fr.One, Fr.One), (Fr.Zero, Fr.FromUInt64(2)), (-Fr.One, Fr.Zero)];
        foreach (JubjubPoint key in new[] { Key(random), Key(random), JubjubPoint.Generator, JubjubPoint.Identity })
        {
            points.AddRange(SmallOrder.Points.Select(small => SmallOrder.Affine(key + small)));
            (Fr x, Fr y) = SmallOrder.Affine(key);
            points.AddRange([(x, y + Fr.One), (x + Fr.One, y), (-x, y), (x, -y), (y, x), (x, Fr.Zero), (Fr.Zero, y)]);
        }

        bool[] isKey = [.. points.Select(point => SchnorrPublicKey.TryCreate(point.X, point.Y, out _, out _))];
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(points.Count, built.Circuit.SlotsMin));
        Trace trace = WitnessGenerator.Generate(built, slots, (slot, inputs) =>
        {
            int i = slot % points.Count;
            (inputs[0], inputs[1], inputs[2]) = (points[i].X, points[i].Y, isKey[i] ? Fr.One : Fr.Zero);
        });
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        Assert.All(Enumerable.Range(0, points.Count), slot =>
            Assert.Equal(isKey[slot] ? Fr.One : Fr.Zero, trace[(slot * trace.RowsPerSlot) + usable.Row, usable.Column]));

        // Each key, its opposite, and (x, −y) shifted by the point of order 2 is none.
        Assert.Equal(6, isKey.Count(usable => usable));
    }

    [Fact]
    public void KeyTest_EveryAttack_IsNoticed()
    {
        SeededElements random = new(Seed);
        JubjubPoint key = Key(random);
        GadgetAttack attack = new GadgetAttack(Built).FreeInput(0, 1)
            .Case("key", [.. Inputs(key), Fr.One])
            .Case("small part", [.. Inputs(key + SmallOrder.Points[3]), Fr.Zero])
            .Case("off the curve", [.. Inputs(key).Reverse(), Fr.Zero])
            .Case("identity", [.. Inputs(JubjubPoint.Identity), Fr.Zero])
            .FreeHint(KeyTest.HintLabel, "off the curve B is any point; the result is an input of its own here")
            .Idle(Built.Regions[0][2, CurveInverseColumn], "on the curve")
            .Idle(Built.Regions[0][2, XInverseColumn], "unless the key is usable")
            .Idle(Built.Regions[0][0, Sum + 1], "(0, 1) and (0, −1) have the same multiples");
        foreach ((string name, string label, Fr[] inputs, Fr[] values) in Lies(key))
        {
            attack.FalseWitness(name, [label], [inputs[0], inputs[1], values[Layout.Width + Usable]], Write(values));
        }

        string[] shared = [WindowRows.FourTimesLabel, WindowRows.KeyAddLabel];
        foreach (Gate gate in Built.Circuit.Gates.Where(gate => shared.Contains(gate.Label)).DistinctBy(gate => gate.Label))
        {
            attack.KeptUnproven($"{gate.Label} on rows {string.Join(',', gate.Rows)}", "WindowRowsTests deletes it");
        }

        attack.Run();
    }

    /// <summary>4B is (X, −1) with a free X if B has order 8: then V is anything.</summary>
    [Fact]
    public void KeyTest_BOfOrderEight_FailsTheOrder()
    {
        SeededElements random = new(Seed);
        foreach (int i in new[] { 1, 3, 5, 7 })
        {
            Values values = Chain(SmallOrder.Affine(SmallOrder.Points[i]), Identity, Identity, freeX: random.Next());
            Assert.Equal(
                [KeyTest.OrderLabel], Labels([values.Value.X, values.Value.Y, Fr.One], Write(values.Claim(isOn: true, isUsable: true))));
        }
    }

    [Fact]
    public void KeyTest_MoreThanAnnounced_Throws()
    {
        CircuitBuilder builder = new("keys", new(128, 5, 28, 1, DigitTables.NumberBits));
        SchnorrVerification verification = new(builder, new(22, 5, 22), 1, windows: 1, keys: 1);
        Element cell = new(builder.Input(builder.Allocate("input", new(1, 1), 100)[0, 0]).Cell);
        verification.TestKey(cell, cell);
        Assert.Throws<InvalidOperationException>(() => verification.TestKey(cell, cell));
    }

    /// <summary>One lie for each constraint that is the test's own.</summary>
    private static IEnumerable<(string Name, string Label, Fr[] Inputs, Fr[] Values)> Lies(JubjubPoint key)
    {
        (Fr X, Fr Y) eighth = SmallOrder.Affine(Part(key));
        Values honest = Chain(eighth, Identity, Identity);
        Fr[] inputs = Inputs(key);
        yield return ("off-curve for a key", KeyTest.OnLabel, inputs, honest.Claim(isOn: false, isUsable: false));
        yield return ("unusable for a key", KeyTest.NonzeroLabel, inputs, honest.Claim(isOn: true, isUsable: false));

        // B off the curve: V is what the formulas make of it.
        Values strange = Chain((Fr.FromUInt64(2), Fr.FromUInt64(3)), Identity, Identity);
        Fr[] value = [strange.Value.X, strange.Value.Y];
        yield return ("B off the curve", KeyTest.CurveLabel, value, strange.Claim(isOn: true, isUsable: true));

        Values eight = Chain(SmallOrder.Affine(SmallOrder.Points[1]), Identity, Identity, freeX: Fr.FromUInt64(7));
        value = [eight.Value.X, eight.Value.Y];
        yield return ("B of order eight", KeyTest.OrderLabel, value, eight.Claim(isOn: true, isUsable: true));

        // V = −A shares y with A, V = −A plus the point of order 2 shares x.
        Values opposite = Chain(SmallOrder.Affine(-Part(key)), Identity, Identity);
        yield return ("V = −A", KeyTest.EqualLabel, inputs, opposite.Claim(isOn: true, isUsable: true, key: inputs));
        Values shifted = Chain(SmallOrder.Affine(-Part(key)), Identity, SmallOrder.Affine(SmallOrder.Points[4]), isClass: false);
        yield return ("V = −A shifted", KeyTest.EqualLabel, inputs, shifted.Claim(isOn: true, isUsable: false, key: inputs));

        Values nothing = Chain(Identity, Identity, Identity);
        yield return ("identity", KeyTest.UsableLabel, [Fr.Zero, Fr.One], nothing.Claim(isOn: true, isUsable: true));

        Values order2 = Chain(eighth, Identity, SmallOrder.Affine(SmallOrder.Points[4]));
        value = [order2.Value.X, order2.Value.Y];
        yield return ("class of T", WindowRows.GeneratorLabel, value, order2.Claim(isOn: true, isUsable: true));

        Values multiple = Chain(eighth, SmallOrder.Affine(SmallOrder.Points[4]), Identity);
        value = [multiple.Value.X, multiple.Value.Y];
        yield return ("point of order 2 as a multiple", WindowRows.LowLabel, value, multiple.Claim(isOn: true, isUsable: true));

        // A class of 17, 1 more than 16 times what was taken before.
        Fr[] claim = honest.Claim(isOn: true, isUsable: true);
        Fr seventeen = Fr.FromUInt64(17);
        claim[Scalar] = Fr.One;
        claim[Layout.Width + ValueClass] = seventeen;
        claim[Layout.Width + Usable] = seventeen;
        yield return ("class of 17", WindowRows.StartLabel, inputs, claim);

        // G added to V: the digit 1 of h, as the row before or the row after would have it.
        Values other = Chain(SmallOrder.Affine(Part(key - JubjubPoint.Generator)), SmallOrder.Affine(JubjubPoint.Generator), Identity);
        claim = other.Claim(isOn: true, isUsable: true);
        claim[Layout.Width + ValueChallenge] = Fr.One;
        yield return ("digit 1 on the row of V", WindowRows.StartLabel, inputs, claim);
        claim = other.Claim(isOn: true, isUsable: true);
        _ = Fr.TryInvert(-Fr.FromUInt64(16), out claim[Challenge]);
        yield return ("digit 1 on the row of B", WindowRows.StartLabel, inputs, claim);
    }

    /// <summary>The row of windows from B, by the equations, and what follows from it.</summary>
    private static Values Chain((Fr X, Fr Y) b, (Fr X, Fr Y) multiple, (Fr X, Fr Y) small, bool isClass = true, Fr? freeX = null)
    {
        (Fr twiceX, (Fr X, Fr Y) fourfold) = WindowSimulator.FourTimes(b);
        fourfold = freeX is { } x ? (x, fourfold.Y) : fourfold;
        (Fr eightfoldX, (Fr X, Fr Y) sixteenfold) = WindowSimulator.FourTimes(fourfold);
        (Fr X, Fr Y) sum = WindowSimulator.Add(sixteenfold, multiple);
        (Fr X, Fr Y) value = WindowSimulator.Add(sum, small);
        Fr[] row =
        [
            b.X, b.Y, Fr.Zero, Fr.Zero, twiceX, fourfold.X, fourfold.Y, eightfoldX, sixteenfold.X, sixteenfold.Y, multiple.X, multiple.Y,
            sum.X, sum.Y, small.X, small.Y,
        ];
        return new(row, value, fourfold.Y, isClass ? Fr.One : Fr.Zero);
    }

    private static Fr[] Inputs(JubjubPoint point)
    {
        (Fr x, Fr y) = SmallOrder.Affine(point);
        return [x, y];
    }

    private static JubjubPoint Part(JubjubPoint point)
    {
        _ = JubjubScalar.TryInvert(JubjubScalar.FromUInt64(16), out JubjubScalar part);
        return JubjubPoint.Multiply(point, part);
    }

    private static JubjubPoint Key(SeededElements random) =>
        JubjubPoint.Multiply(JubjubPoint.Generator, JubjubScalar.FromUInt64(random.NextUInt64()));

    private static HintOverride Write(Fr[] values) => (_, step, _, outputs) =>
    {
        if (step.Label == KeyTest.HintLabel)
        {
            values.CopyTo(outputs);
        }
    };

    private static SortedSet<string> Labels(Fr[] inputs, HintOverride lie)
    {
        Trace trace = WitnessGenerator.Generate(Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), lie);
        return new(MockChecker.Check(Built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label), StringComparer.Ordinal);
    }

    private static BuiltCircuit Build(WindowLayout layout, out Cell usable)
    {
        CircuitBuilder builder = new("key test", new(8, 6, 28, 1, DigitTables.NumberBits));
        Region region = builder.Allocate(WindowRows.Kind, layout.Size(builder.Shape, KeyTest.Rows), Row);
        Region input = builder.Allocate("input", new(1, 3), KeyTest.Rows);
        Element x = new(builder.Input(input[0, 0]).Cell);
        Element y = new(builder.Input(input[0, 1]).Cell);
        Bus bus = builder.AddBus("multiples", 4);
        Region counts = builder.Allocate("counts", new(2, 0, 1), KeyTest.Rows);
        for (int digit = 0; digit < counts.Size.Rows; digit++)
        {
            (Fr X, Fr Y) multiple = DigitTables.Multiple(digit);
            builder.Offer(
                "multiples.offer",
                bus,
                counts[digit, 0],
                builder.Counter - Expression.Parameter(0, Fr.FromInt64(counts.Row + digit)),
                Expression.Parameter(1, Fr.FromInt64(digit)),
                Expression.Parameter(2, multiple.X),
                Expression.Parameter(3, multiple.Y));
        }

        DigitTables tables = new(builder, layout.RowBits, hasClasses: true);
        WindowRows rows = new(builder, layout, bus, tables, builder.SlotStart);
        usable = KeyTest.Add(builder, layout, rows, tables, region, x, y).Cell;
        builder.Copy(usable, builder.Input(input[0, 2]).Cell);
        return builder.Build();
    }

    /// <summary>The row of windows and V.</summary>
    private sealed record Values(Fr[] Row, (Fr X, Fr Y) Value, Fr FourfoldY, Fr Class)
    {
        /// <summary>All cells of the hint, with a claim about the key, which is V if none is given.</summary>
        internal Fr[] Claim(bool isOn, bool isUsable, Fr[]? key = null)
        {
            Fr[] rest = new Fr[XInverse + 1];
            (rest[ValueX], rest[ValueY], rest[ValueClass]) = (Value.X, Value.Y, Class);
            _ = Fr.TryInvert(FourfoldY + Fr.One, out rest[OrderInverse]);
            rest[Usable] = isUsable ? Fr.One : Fr.Zero;
            rest[On] = isOn ? Fr.One : Fr.Zero;
            Fr x = key is null ? Value.X : key[0];
            _ = Fr.TryInvert(x, out rest[XInverse]);
            rest[XInverse] = isUsable ? rest[XInverse] : Fr.Zero;
            return [.. Row, .. rest];
        }
    }
}
