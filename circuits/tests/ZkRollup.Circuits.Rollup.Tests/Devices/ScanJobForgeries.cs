using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Scans that add up something else.</summary>
internal static class ScanJobForgeries
{
    private const int Equity = 0;
    private const int Lots = 3;
    private const int Mask = 4;
    private const int Account = 5;
    private const int Epoch = 6;
    private const int Input = 7;
    private const int End = 8;

    internal static IEnumerable<ScanForgery> All(ScanForger forger) =>
        [.. Masks(forger), .. Totals(forger), .. Rows(forger), .. Copies(forger)];

    private static IEnumerable<ScanForgery> Masks(ScanForger forger)
    {
        // Bits 0 and 3 of 0 and 3: place 1 is skipped.
        ScanSlot[] without = ScanForger.Change(0, slot => slot.With(1, (ScanTask?)null));
        yield return new(
            "the mask without a bit",
            ["scan.mask"],
            without,
            ScanForger.Lie([.. Halves(forger, Fr.FromInt64(9), 1, 0, 0, 1)]),
            Counted: (slot, job) => (slot, job) == (0, 0) ? Counted(0, 3) : null);

        (int, Cell, Fr)[] rest = [.. Halves(forger, Fr.FromInt64(ScanState.MaskOf1), 1, 0, 0, 1)];
        Fr left = rest[^1].Item3;
        yield return new(
            "a mask of which something is left",
            ["scan.mask.end"],
            without,
            ScanForger.Lie(rest),
            inputs =>
            {
                for (int total = 1; total <= Lots; total++)
                {
                    for (int row = 0; row <= End; row++)
                    {
                        inputs[0][forger.Circuit.Map.IndexOf(forger.Job(0, row, total))] += left;
                    }

                    Tell(forger, inputs, 0, total);
                }
            },
            (slot, job) => (slot, job) == (0, 0) ? Counted(0, 3) : null);

        // The mask is 4 + 8: the vacant position at place 2 counts three times, that at place 3 never.
        ScanForgery thrice = new(
            "a place three times and another never",
            ["scan.mask.bit"],
            [
                new ScanSlot
                {
                    Write = (ScanState.Risk(1), 25),
                    Demands = [ScanForger.Demand(1, -50) with { Mask = 12 }, null],
                    Tasks = [ScanSlot.Task(1, 2), ScanSlot.Task(1, 2)],
                },
                new ScanSlot { Waits = true, Tasks = [ScanSlot.Task(1, 2), null] },
                .. ScanForger.Slots[2..],
            ],
            ScanForger.Lie([.. Halves(forger, Fr.FromInt64(12), 0, 0, 3, 0)]),
            Counted: (slot, job) => (slot, job) == (0, 0) ? Counted(2) : null);
        yield return thrice;
        yield return new(
            "enabled three times",
            ["scan.enable"],
            WithoutPlace3(ScanForger.Change(0, slot => slot.With(0, ScanForger.Demand(1, -50) with { Mask = 3 }))),
            Tweak: inputs =>
            {
                forger.Set(inputs, 0, forger.Circuit.Wires[0].Enable, Fr.FromInt64(3));
                forger.Set(inputs, 0, forger.Circuit.Wires[0].Mask, Fr.One);
            });
    }

    /// <summary>Slot 1 does not scan place 3 of account 1.</summary>
    private static ScanSlot[] WithoutPlace3(ScanSlot[] slots) =>
        [.. slots.Select((slot, i) => i == 1 ? slot.With(0, (ScanTask?)null) : slot)];

    /// <summary>The rest of the mask of job 0 on each row of slot 0, if its places count as often as given.</summary>
    private static IEnumerable<(int, Cell, Fr)> Halves(ScanForger forger, Fr mask, params int[] bits)
    {
        Fr.TryInvert(Fr.FromInt64(2), out Fr half);
        for (int row = 0; row <= End; row++)
        {
            yield return (0, forger.Job(0, row, Mask), mask);
            mask = (mask - Fr.FromInt64(row < bits.Length ? bits[row] : 0)) * half;
        }
    }

    private static (int, ulong)[] Counted(params int[] places) => [.. places.Select(place => (place, ScanState.Position(1, place)))];

    private static IEnumerable<ScanForgery> Totals(ScanForger forger)
    {
        for (int total = Equity; total <= Lots; total++)
        {
            int column = total;
            yield return new($"total {total} grows where no position is", ["scan.skip"], ScanForger.Slots, Tweak: inputs =>
            {
                for (int row = 5; row <= End; row++)
                {
                    inputs[2][forger.Circuit.Map.IndexOf(forger.Job(0, row, column))] += Fr.FromInt64(5);
                }

                Tell(forger, inputs, 2, column);
            });
        }

        yield return new(
            "an unusable mark, and all usable",
            ["scan.usable"],
            ScanForger.Slots,
            ScanForger.Lie((0, forger.Job(0, End, Account), Fr.One), (0, forger.Job(0, End, Epoch), Fr.Zero)),
            inputs => forger.Set(inputs, 0, forger.Circuit.Wires[0].AllUsable, Fr.One));
        yield return new(
            "all marks usable, and not all usable",
            ["scan.usable.not"],
            ScanForger.Slots,
            ScanForger.Lie((2, forger.Job(0, End, Account), Fr.Zero)),
            inputs => forger.Set(inputs, 2, forger.Circuit.Wires[0].AllUsable, Fr.Zero));
    }

    /// <summary>The program is told what stands in the last row.</summary>
    private static void Tell(ScanForger forger, Fr[][] inputs, int slot, int total)
    {
        ScanJobCells wires = forger.Circuit.Wires[0];
        if (total == Lots)
        {
            forger.Set(inputs, slot, wires.AllUsable, Fr.Zero);
        }
        else
        {
            Cell told = total == Equity ? wires.Equity : total == 1 ? wires.Initial : wires.Maintenance;
            forger.Set(inputs, slot, told, inputs[slot][forger.Circuit.Map.IndexOf(forger.Job(0, End, total))]);
        }
    }

    /// <summary>A row of a job demands a position of another account, or for another epoch; or the program says another.</summary>
    private static IEnumerable<ScanForgery> Rows(ScanForger forger)
    {
        for (int job = 0; job < ScanCircuit.Jobs; job++)
        {
            for (int place = 0; place < End; place++)
            {
                (int at, int number) = (place, job);
                ScanSlot[] slots =
                [
                    new ScanSlot
                    {
                        Write = (ScanState.Risk(1), 25),
                        Demands = Only(job, ScanForger.Demand(1, 3) with { Mask = 1 << place }),
                        Tasks = [ScanSlot.Task(2, place) with { OrderEpoch = Fr.FromInt64(ScanState.EpochOf1) }, null],
                    },
                    new ScanSlot(),
                    new ScanSlot { Write = (ScanState.Risk(1), 30) },
                    new ScanSlot(),
                ];
                yield return new(
                    $"row {place} of scan {job} demands a position of another account",
                    ["copy"],
                    slots,
                    ScanForger.Lie((0, forger.Job(job, place, Account), Fr.FromInt64(2))),
                    Counted: (slot, other) => (slot, other) == (0, number) ? [(at, ScanState.Position(2, at))] : null);
                ScanTask ofAnotherEpoch = ScanSlot.Task(1, place) with { OrderEpoch = Fr.FromInt64(4) };
                yield return new(
                    $"row {place} of scan {job} demands another epoch",
                    ["copy"],
                    [slots[0].With(0, ofAnotherEpoch), .. slots[1..]],
                    ScanForger.Lie((0, forger.Job(job, place, Epoch), Fr.FromInt64(4))));
            }
        }
    }

    private static ScanDemand?[] Only(int job, ScanDemand demand) =>
        [.. Enumerable.Range(0, ScanCircuit.Jobs).Select(number => number == job ? demand : null)];

    private static IEnumerable<ScanForgery> Copies(ScanForger forger)
    {
        for (int job = 0; job < ScanCircuit.Jobs; job++)
        {
            ScanJobCells wires = forger.Circuit.Wires[job];
            int number = job;

            // What the program says, against all that is made of it.
            (string What, Cell Said, (Cell Cell, Fr Value)[] Kept)[] inputs =
            [
                ("enable", wires.Enable, [(forger.Job(job, 0, Input), Fr.One)]),
                ("mask", wires.Mask, [(forger.Job(job, 1, Input), Fr.FromInt64(job == 0 ? ScanState.MaskOf1 : ScanState.MaskOf2))]),
                ("cash", wires.Cash, [(forger.Job(job, 0, Equity), Fr.FromInt64(job == 0 ? -50 : 400))]),
                ("account", wires.Account, Column(forger, job, Account, job + 1)),
                ("epoch", wires.OrderEpoch, Column(forger, job, Epoch, job == 0 ? ScanState.EpochOf1 : ScanState.EpochOf2)),
            ];
            foreach ((string what, Cell said, (Cell Cell, Fr Value)[] kept) in inputs)
            {
                yield return new(
                    $"scan {job} with another {what} than the program says",
                    ["copy"],
                    ScanForger.Slots,
                    ScanForger.Lie([.. kept.Select(entry => (0, entry.Cell, entry.Value))]),
                    changed => forger.Set(changed, 0, said, Fr.Zero));
            }

            foreach (Cell told in (Cell[])[wires.Equity, wires.Initial, wires.Maintenance, wires.AllUsable])
            {
                yield return new($"scan {job} tells something else at {told}", ["copy"], ScanForger.Slots, Tweak: changed =>
                    forger.Set(changed, 0, told, Fr.FromInt64(12345)));
            }

            for (int total = 1; total <= Lots; total++)
            {
                int column = total;
                yield return new($"total {total} of scan {job} does not begin at 0", ["copy"], ScanForger.Slots, Tweak: changed =>
                    Begin(forger, changed, number, column));
            }

            yield return new(
                $"no total of scan {job} begins at 0",
                ["copy"],
                ScanForger.Slots,
                Tweak: changed =>
                {
                    for (int total = 1; total <= Lots; total++)
                    {
                        Begin(forger, changed, number, total);
                    }
                });
        }

        yield return new("the results of two scans swapped", ["copy"], ScanForger.Slots, Tweak: changed =>
        {
            int first = forger.Circuit.Map.IndexOf(forger.Circuit.Wires[0].Equity);
            int second = forger.Circuit.Map.IndexOf(forger.Circuit.Wires[1].Equity);
            Fr[] honest = forger.Honest.Inputs()[0];
            (changed[0][first], changed[0][second]) = (honest[second], honest[first]);
        });
    }

    private static (Cell, Fr)[] Column(ScanForger forger, int job, int column, long value) =>
        [.. Enumerable.Range(0, End).Select(row => (forger.Job(job, row, column), Fr.FromInt64(value)))];

    /// <summary>A total of slot 0 is 7 more on all rows than it is in the honest batch.</summary>
    private static void Begin(ScanForger forger, Fr[][] inputs, int job, int total)
    {
        Fr[] honest = forger.Honest.Inputs()[0];
        for (int row = 0; row <= End; row++)
        {
            Cell cell = forger.Job(job, row, total);
            forger.Set(inputs, 0, cell, honest[forger.Circuit.Map.IndexOf(cell)] + Fr.FromInt64(7));
        }

        ScanJobCells wires = forger.Circuit.Wires[job];
        if (total == Lots)
        {
            forger.Set(inputs, 0, wires.AllUsable, Fr.Zero);
        }
        else
        {
            Cell told = total == 1 ? wires.Initial : wires.Maintenance;
            forger.Set(inputs, 0, told, honest[forger.Circuit.Map.IndexOf(told)] + Fr.FromInt64(7));
        }
    }
}
