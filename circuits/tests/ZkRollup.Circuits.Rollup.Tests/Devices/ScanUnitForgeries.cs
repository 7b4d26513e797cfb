using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Units that tell something else of a position.</summary>
/// <remarks>
/// In slot 0 unit 0 has the long position of account 1 with a usable mark, unit 1 the short one of a passed epoch without.
/// </remarks>
internal static class ScanUnitForgeries
{
    private static readonly Fr Long = Fr.FromInt64(7);

    internal static IEnumerable<ScanForgery> All(ScanForger forger) =>
        [.. Formulas(forger), .. Limbs(forger), .. Records(forger), .. Copies(forger)];

    private static IEnumerable<ScanForgery> Formulas(ScanForger forger)
    {
        ScanCells first = forger.Unit(0);
        ScanCells second = forger.Unit(1);
        ScanForgery Lie(string name, string label, params (Cell, Fr)[] lies) =>
            new(name, [label], ScanForger.Slots, ScanForger.Lie([.. lies.Select(lie => (0, lie.Item1, lie.Item2))]));

        yield return Lie("open lots of a passed epoch count", "scan.epoch", (second.Inverse, Fr.Zero), (second.IsCurrent, Fr.One));
        yield return Lie("open lots of the epoch do not count", "scan.epoch.other", (first.IsCurrent, Fr.Zero));
        yield return Lie("the smaller margin of two", "scan.initial.larger", (first.IsLonger, Fr.Zero));
        yield return Lie("initial margin made up", "scan.initial", (first.Initial, Fr.One));
        yield return Lie(
            "a long position as a short one",
            "scan.size",
            (first.IsLong, Fr.Zero),
            (first.SizeLimbs[0], Long),
            (first.SizeLimbs[1], Fr.Zero),
            (first.SizeLimbs[2], Fr.Zero));
        yield return Lie("maintenance margin made up", "scan.maintenance", (first.Maintenance, Fr.One));
        yield return Lie("equity made up", "scan.equity", (first.Equity, Fr.FromInt64(1_000)));
        yield return Lie("an old mark is young", "scan.age", (second.IsYoung, Fr.One));
        yield return Lie("a young mark is old", "scan.age", (first.IsYoung, Fr.Zero));
        yield return Lie("an old mark is usable", "scan.unusable", (second.Unusable, Fr.Zero));
        yield return Lie("lots with an old mark do not count", "scan.lots", (second.Lots, Fr.Zero));
        yield return Lie("a bit of two", "scan.bit", BitOfTwo(first));
        yield return Lie("the mark of another instrument", "scan.address", (first.Risk.Address, Fr.FromUInt64(ScanState.Risk(2)))) with
        {
            Slots = ScanForger.Change(0, slot => slot with { Risks = [ScanState.Risk(2), null] }),
        };
        yield return Lie(
            "the multiplier of another instrument", "scan.address", (first.Terms.Address, Fr.FromUInt64(ScanState.Terms(2)))) with
        {
            Slots = ScanForger.Change(0, slot => slot with { Terms = [ScanState.Terms(2), null] }),
        };
    }

    /// <summary>h is 2 and the sum of limbs three times the difference of 11·10 and −5·12.</summary>
    private static (Cell, Fr)[] BitOfTwo(ScanCells cells)
    {
        const long X = 110;
        const long Y = -60;
        Fr[] limbs = new Fr[cells.InitialLimbs.Length];
        ScanNumber.Split(Fr.FromInt64(3 * (X - Y)), ScanCircuit.Grid.LimbBits, limbs);
        return
        [
            (cells.IsLonger, Fr.FromInt64(2)),
            (cells.Initial, Fr.FromInt64(Y + (2 * (X - Y)))),
            .. cells.InitialLimbs.Zip(limbs, (cell, limb) => (cell, limb)),
        ];
    }

    /// <summary>The sign is wrong and the sum of limbs right: a limb is negative.</summary>
    private static IEnumerable<ScanForgery> Limbs(ScanForger forger)
    {
        ScanCells first = forger.Unit(0);
        ScanCells second = forger.Unit(1);
        ScanForgery Lie(string name, Cell bit, bool value, Cell[] limbs, long sum) => new(
            name,
            ["limb"],
            ScanForger.Slots,
            ScanForger.Lie(
            [
                (0, bit, value ? Fr.One : Fr.Zero), .. limbs.Select((limb, i) => (0, limb, i == 0 ? Fr.FromInt64(sum) : Fr.Zero)),
            ]));

        yield return Lie("a long position as a short one of negative size", first.IsLong, false, first.SizeLimbs, -7);
        yield return Lie("the smaller margin, by a negative difference", first.IsLonger, false, first.InitialLimbs, -60 - 110);
        yield return Lie("an old mark is young, by a negative rest", second.IsYoung, true, second.AgeLimbs, 60_000 - 80_000);
    }

    private static IEnumerable<ScanForgery> Records(ScanForger forger)
    {
        ScanCells first = forger.Unit(0);
        yield return new(
            "a position of another account",
            ["scan.demand", "scan.unit"],
            ScanForger.Change(0, slot => slot.With(0, ScanSlot.Task(2, 2) with { OrderEpoch = Fr.FromInt64(ScanState.EpochOf1) })));
        yield return new(
            "another epoch",
            ["scan.demand", "scan.unit"],
            ScanForger.Change(0, slot => slot.With(0, ScanSlot.Task(1, 0) with { OrderEpoch = Fr.FromInt64(4) })));
        yield return new("a position left out", ["scan.demand"], ScanForger.Change(0, slot => slot.With(1, (ScanTask?)null)));
        yield return new(
            "a mark made up",
            ["memory.new", "memory.old"],
            ScanForger.Slots,
            Tweak: inputs => forger.Set(inputs, 0, first.Risk.Fields[ScanState.MarkField], Fr.FromInt64(99)));
        yield return BeforeThePort(forger, first);
    }

    /// <summary>Unit 0 of slot 0 takes Risk as the tree holds it, though the port has taken it and left another mark.</summary>
    private static ScanForgery BeforeThePort(ScanForger forger, ScanCells first) => new(
        "a mark from before the port of the slot",
        ["memory.first", "memory.new", "memory.old"],
        ScanForger.Slots,
        Tweak: inputs =>
        {
            forger.Set(inputs, 0, first.Risk.Fields[ScanState.MarkField], Fr.FromInt64(20));
            forger.Set(inputs, 0, first.Region.Limb(2, 0), Fr.FromInt64(2));
        });

    /// <summary>What a formula reads is not what the record or the slot says.</summary>
    private static IEnumerable<ScanForgery> Copies(ScanForger forger)
    {
        for (int number = 0; number < ScanCircuit.Units; number++)
        {
            ScanCells unit = forger.Unit(number);
            (string What, Cell Cell, long Value)[] copies =
            [
                ("snapshot", unit.Snapshot, 1), ("mark", unit.Mark, 200), ("multiplier", unit.Multiplier, 9), ("time", unit.Time, 200_000),
            ];
            foreach ((string what, Cell cell, long value) in copies)
            {
                yield return new(
                    $"unit {number} has another {what}", ["copy"], ScanForger.Slots, ScanForger.Lie((0, cell, Fr.FromInt64(value))));
            }

            foreach (ScanForgery forgery in Instruments(number, unit).Concat(Enables(forger, number, unit)))
            {
                yield return forgery;
            }
        }
    }

    /// <summary>Risk, Terms or both are those of another instrument.</summary>
    private static IEnumerable<ScanForgery> Instruments(int number, ScanCells unit)
    {
        int other = number == 0 ? 2 : 1;
        ScanForgery Other(string what, bool risk, bool terms)
        {
            ulong?[] Replaced(bool isReplaced, ulong address) => [.. Enumerable.Range(0, ScanCircuit.Units)
                .Select(i => isReplaced && i == number ? address : (ulong?)null)];
            List<(int, Cell, Fr)> lies = [];
            if (risk)
            {
                lies.Add((0, unit.Risk.Spare, Fr.FromInt64(other)));
            }

            if (terms)
            {
                lies.Add((0, unit.Terms.Spare, Fr.FromInt64(other)));
            }

            ScanSlot[] slots = ScanForger.Change(0, slot => slot with
            {
                Risks = Replaced(risk, ScanState.Risk(other)),
                Terms = Replaced(terms, ScanState.Terms(other)),
            });
            return new($"unit {number} reads {what} of another instrument", ["copy"], slots, ScanForger.Lie([.. lies]));
        }

        yield return Other("Risk", true, false);
        yield return Other("Terms", false, true);
        yield return Other("Risk and Terms", true, true);
    }

    /// <summary>Risk, Terms or both are not read but made up.</summary>
    private static IEnumerable<ScanForgery> Enables(ScanForger forger, int number, ScanCells unit)
    {
        ScanForgery Off(string what, bool risk, bool terms)
        {
            ulong?[] None(bool isNone) =>
                [.. Enumerable.Range(0, ScanCircuit.Units).Select(i => isNone && i == number ? 0 : (ulong?)null)];
            List<(int, Cell, Fr)> lies = [];
            if (risk)
            {
                lies.Add((0, unit.Risk.Enable, Fr.Zero));
            }

            if (terms)
            {
                lies.Add((0, unit.Terms.Enable, Fr.Zero));
            }

            return new(
                $"unit {number} does not read {what}",
                ["copy"],
                ScanForger.Change(0, slot => slot with { Risks = None(risk), Terms = None(terms) }),
                ScanForger.Lie([.. lies]),
                inputs =>
                {
                    if (risk)
                    {
                        forger.Set(inputs, 0, unit.Risk.Fields[Fields.Risk.Status.Index], Fr.FromInt64(2));
                    }

                    if (terms)
                    {
                        forger.Set(inputs, 0, unit.Terms.Fields[Fields.Terms.Multiplier.Index], Fr.FromInt64(200));
                    }
                });
        }

        yield return Off("Risk", true, false);
        yield return Off("Terms", false, true);
        yield return Off("Risk and Terms", true, true);
    }
}
