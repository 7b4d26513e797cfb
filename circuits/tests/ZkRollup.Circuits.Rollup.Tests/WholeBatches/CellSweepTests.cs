using System.Globalization;
using System.Text;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;
using ZkRollup.Circuits.Tests;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Every cell of a slot is noticed when it changes, but for those that rules say are free; how many these are is pinned.</summary>
[Collection(WholeBatch.Collection)]
public sealed class CellSweepTests(ITestOutputHelper output)
{
    private const string Baseline = "dont-care.txt";
    private const ulong Seed = 20261124;
    private const int OneIn = 16;
    private const int ProblemsShown = 30;

    /// <summary>Batches that together run as many programs as seeded traffic was seen to: profile, seed, number.</summary>
    private static readonly (int Profile, ulong Seed, int Number)[] Others =
    [
        (0, 9, 6), (3, 5, 4), (0, 2, 0), (0, 4, 2), (1, 8, 6), (2, 12, 7),
        (0, 1, 1), (0, 7, 6), (1, 4, 2), (1, 12, 3), (2, 1, 6), (2, 5, 7),
    ];

    [Fact]
    public void Cells_ThatNothingNotices_AreAsManyAsPinned()
    {
        WholeBatch batch = WholeBatch.First;
        string actual = Text(batch);
        string path = SourceTree.PathOf("circuits", "baselines", Baseline);
        if (Environment.GetEnvironmentVariable(Baselines.WriteSwitch) == "1")
        {
            File.WriteAllText(path, actual);
        }

        if (Baselines.FindDifference(File.Exists(path) ? File.ReadAllText(path) : null, actual) is { } difference)
        {
            Assert.Fail($"{path} {difference}\nIf the change is meant, run the tests once with {Baselines.WriteSwitch}=1 and say why.");
        }
    }

    [Fact]
    public void Cells_SampledInASlotOfEachProgram_AreNoticedUnlessFree() => Sweep(WholeBatch.First, [], OneIn);

    [OnRequestFact("ZKROLLUP_WHOLE_ATTACKS", "changes every cell of a slot of each program that traffic reaches: minutes")]
    public void Cells_AllInASlotOfEachProgram_AreNoticedUnlessFree()
    {
        HashSet<string> done = [];
        Sweep(WholeBatch.First, done, 1);
        foreach ((int profile, ulong seed, int number) in Others)
        {
            Sweep(WholeBatch.Create(profile, seed, number), done, 1);
        }

        output.WriteLine($"{done.Count} programs");
    }

    private void Sweep(WholeBatch batch, HashSet<string> done, int oneIn)
    {
        CellSweep sweep = new(batch, Seed);
        int slots = 0;
        foreach ((int slot, string program) in batch.FirstSlots().ToList())
        {
            if (done.Add(program))
            {
                sweep.Run(slot, oneIn);
                slots++;
            }
        }

        output.WriteLine($"{batch.Name}, seed {Seed}: {slots} slots, {sweep.Tried} changes, {sweep.Noticed.Count} labels");
        output.WriteLine(string.Join(", ", sweep.Noticed.Select(entry => $"{entry.Key} {entry.Value}")));
        Assert.True(sweep.Tried > 0 || slots == 0, "no cell was changed");
        Assert.True(
            sweep.Problems.Count == 0, $"{sweep.Problems.Count} differences:\n{string.Join('\n', sweep.Problems.Take(ProblemsShown))}");
    }

    private static string Text(WholeBatch batch)
    {
        CellSweep sweep = new(batch, Seed);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Cells that nothing notices, of the first slot of each program in: {batch.Name}\n");
        foreach ((int slot, string program) in batch.FirstSlots())
        {
            SortedDictionary<string, int> counts = sweep.Count(slot);
            text.Append(CultureInfo.InvariantCulture, $"\n{program} (slot {slot}): {counts.Values.Sum()}\n");
            foreach ((string reason, int count) in counts)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count,6} {reason}\n");
            }
        }

        return text.ToString();
    }
}
