using Xunit.Abstractions;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;
using ZkRollup.Circuits.Tests.Attacks;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Each constraint of the assembled circuit is needed: without it a batch passes that did not pass before.</summary>
[Collection(WholeBatch.Collection)]
public sealed class ConstraintDeletionTests(ITestOutputHelper output)
{
    private const string Switch = "ZKROLLUP_WHOLE_ATTACKS";
    private const ulong Seed = 20261125;
    private const int TriesMax = 3000;
    private const int TriesIfElsewhere = 300;
    private const int TriesOfACopy = 300;
    private const int SampledGates = 8;
    private const int SampledCopies = 40;
    private const int RebuiltOnRequest = 12;

    private static readonly Circuit Whole = WholeBatch.Rollup.Built.Circuit;

    private static WholeBatch Batch => WholeBatch.First;

    [Fact]
    public void Gates_SampledDeletions_LetABatchPass() => DeleteGates(SampledGates, rebuilt: 1);

    [Fact]
    public void Copies_SampledDeletions_LetABatchPass() => DeleteCopies(SampledCopies, rebuilt: 0);

    [OnRequestFact(Switch, "deletes every gate: minutes")]
    public void Gates_AllDeletions_LetABatchPass() => DeleteGates(Whole.Gates.Count, RebuiltOnRequest);

    [OnRequestFact(Switch, "deletes every cell of every copy class: minutes")]
    public void Copies_AllDeletions_LetABatchPass() => DeleteCopies(int.MaxValue, RebuiltOnRequest);

    /// <summary>Lookups in tables, each alone; other buses as a whole.</summary>
    [Fact]
    public void Lookups_EachDeleted_LetABatchPass()
    {
        ConstraintDeletion deletion = new(Batch, Seed);
        HashSet<BusTerm> offers = [.. Whole.Multiplicities.Select(offer => offer.Term)];
        HashSet<Bus> tables = [.. offers.Select(offer => offer.Bus)];
        List<string> problems = [];
        int lookups = 0;
        foreach (BusTerm term in Terms().Where(term => tables.Contains(term.Bus) && !offers.Contains(term)))
        {
            lookups++;
            if (deletion.OfLookup(term, TriesMax) is null)
            {
                problems.Add($"nothing is noticed by '{term.Label}' alone");
            }
        }

        foreach (Bus bus in Whole.Buses.Where(bus => !tables.Contains(bus)))
        {
            lookups++;
            if (deletion.OfBus(bus, TriesMax) is null)
            {
                problems.Add($"nothing is noticed by the bus '{bus.Name}' alone");
            }
        }

        output.WriteLine($"seed {Seed}: {lookups} lookups and buses, {deletion.Tried} changes");
        Assert.True(lookups > tables.Count && problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>No term of a bus that must balance is idle in the whole batch: without it the honest batch fails.</summary>
    [Fact]
    public void BusTerms_EachDeleted_FailTheHonestBatch()
    {
        HashSet<Bus> tables = [.. Whole.Multiplicities.Select(offer => offer.Term.Bus)];
        foreach (Bus bus in Whole.Buses.Where(bus => !tables.Contains(bus)))
        {
            Circuit part = CircuitWithout.Others(Whole, _ => false, other => other == bus);
            Assert.Empty(MockChecker.Check(part, Batch.Honest, Batch.Inputs));
            foreach (BusTerm term in Terms().Where(term => term.Bus == bus))
            {
                Assert.True(MockChecker.Check(CircuitWithout.Term(part, term), Batch.Honest, Batch.Inputs).Count > 0, term.Label);
            }

            foreach (PublicBusTerm term in part.PublicTerms)
            {
                Assert.True(MockChecker.Check(CircuitWithout.PublicTerm(part, term), Batch.Honest, Batch.Inputs).Count > 0, term.Label);
            }
        }
    }

    private static IEnumerable<BusTerm> Terms() => Whole.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms);

    private void DeleteGates(int count, int rebuilt)
    {
        ConstraintDeletion deletion = new(Batch, Seed);
        SortedDictionary<string, int> shownElsewhere = new(StringComparer.Ordinal);
        List<string> problems = [];
        bool isSample = count < Whole.Gates.Count;
        List<int> gates =
            [.. Enumerable.Range(0, Whole.Gates.Count).Where(gate => !isSample || AttackedElsewhere.TestOf(Whole.Gates[gate]) is null)];
        foreach (int gate in Sample(gates, count))
        {
            string name = $"gate {gate}, {Whole.Gates[gate].Label}";
            string? test = AttackedElsewhere.TestOf(Whole.Gates[gate]);
            if (deletion.OfGate(gate, test is null ? TriesMax : TriesIfElsewhere) is { } change)
            {
                if (rebuilt-- > 0)
                {
                    RequirePasses(CircuitWithout.Gate(Whole, gate), change, name);
                }
            }
            else if (test is null)
            {
                problems.Add($"{name}: nothing is noticed by it alone");
            }
            else
            {
                shownElsewhere[test] = shownElsewhere.GetValueOrDefault(test) + 1;
            }
        }

        Show(Math.Min(count, Whole.Gates.Count), $"of {Whole.Gates.Count} gates", deletion, shownElsewhere);
        Assert.True(deletion.Tried > 0 && problems.Count == 0, string.Join('\n', problems));
    }

    private void DeleteCopies(int count, int rebuilt)
    {
        ConstraintDeletion deletion = new(Batch, Seed);
        AttackedElsewhere elsewhere = new(Batch);
        List<(int Class, Cell Cell)> cells =
            [.. Batch.Copies.Classes.SelectMany((copyClass, number) => copyClass.Select(cell => (number, cell)))];
        SortedDictionary<string, int> shownElsewhere = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach ((int number, Cell cell) in Sample(cells, count))
        {
            IReadOnlyList<Cell> copyClass = Batch.Copies.Classes[number];
            if (deletion.OfCopy(number, cell, TriesOfACopy) is { } change)
            {
                if (rebuilt-- > 0)
                {
                    RequirePasses(CircuitWithout.CopiedCell(Whole, copyClass, cell), change, Batch.Places.Describe(cell));
                }
            }
            else if (elsewhere.TestOf(copyClass) is { } test)
            {
                shownElsewhere[test] = shownElsewhere.GetValueOrDefault(test) + 1;
            }
            else
            {
                problems.Add($"{Batch.Places.Describe(cell)} of {Batch.Copies.Describe(number)}: nothing is noticed by it alone");
            }
        }

        Show(Math.Min(count, cells.Count), $"of {cells.Count} copied cells", deletion, shownElsewhere);
        Assert.True(deletion.Tried > 0 && problems.Count == 0, string.Join('\n', problems));
    }

    private void Show(int count, string what, ConstraintDeletion deletion, SortedDictionary<string, int> elsewhere)
    {
        string others = string.Join(", ", elsewhere.Select(entry => $"{entry.Value} {entry.Key}"));
        output.WriteLine($"seed {Seed}: {count} {what}, {deletion.Tried} changes; {elsewhere.Values.Sum()} elsewhere: {others}");
    }

    private static void RequirePasses(Circuit rest, TraceChange change, string name)
    {
        Trace forged = Batch.Target.Materialise(rest, change);
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(rest, forged, Batch.Inputs);
        Assert.True(failures.Count == 0, $"without {name}: {string.Join('\n', failures.Take(5))}");
        Assert.NotEmpty(MockChecker.Check(Whole, forged, Batch.Inputs));
    }

    private static List<T> Sample<T>(List<T> all, int count)
    {
        SeededElements random = new(Seed);
        return count >= all.Count ? all : [.. Enumerable.Range(0, count).Select(_ => all[random.NextBelow(all.Count)]).Distinct()];
    }
}
