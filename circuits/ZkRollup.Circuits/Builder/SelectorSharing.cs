using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>Chooses which row sets share one selector column: disjoint ones whose gates have degrees to spare.</summary>
/// <remarks>
/// A column with the values 1 to k on k row sets costs each of their gates the degree k in place of 1, so a set whose largest formula has
/// degree d
/// can be in a group of at most D − d. Sets with the same room are tried together, the roomiest first.
/// </remarks>
internal sealed class SelectorSharing
{
    private readonly Dictionary<string, (IReadOnlyList<IReadOnlyList<int>> Choices, int Choice)> _places = [];

    /// <summary>Groups row sets.</summary>
    /// <param name="gates">The rows and the degree of each gate.</param>
    /// <param name="taken">Row sets that have a selector of their own anyway.</param>
    internal SelectorSharing(IReadOnlyList<(IReadOnlyList<int> Rows, int Degree)> gates, IReadOnlyList<IReadOnlyList<int>> taken)
    {
        HashSet<string> excluded = [.. taken.Select(Key)];
        var sets = gates
            .GroupBy(gate => Key(gate.Rows))
            .Where(set => !excluded.Contains(set.Key))
            .Select(set => (set.First().Rows, Room: Circuit.DegreeMax - set.Max(gate => gate.Degree)))
            .OrderByDescending(set => set.Room);
        List<(List<IReadOnlyList<int>> Choices, int Room)> groups = [];
        foreach ((IReadOnlyList<int> rows, int room) in sets)
        {
            int place = groups.FindIndex(group =>
                group.Choices.Count < Math.Min(group.Room, room) && group.Choices.All(other => !other.Intersect(rows).Any()));
            if (place < 0)
            {
                groups.Add(([rows], room));
                continue;
            }

            groups[place].Choices.Add(rows);
            groups[place] = (groups[place].Choices, Math.Min(groups[place].Room, room));
        }

        foreach ((List<IReadOnlyList<int>> choices, _) in groups)
        {
            for (int i = 0; i < choices.Count; i++)
            {
                _places.Add(Key(choices[i]), (choices, i + 1));
            }
        }
    }

    /// <summary>The row sets of the column in which some rows are selected, and their number there, from 1.</summary>
    internal (IReadOnlyList<IReadOnlyList<int>> Choices, int Choice) Find(IReadOnlyList<int> rows) =>
        _places.TryGetValue(Key(rows), out (IReadOnlyList<IReadOnlyList<int>> Choices, int Choice) place) ? place : ([rows], 1);

    private static string Key(IReadOnlyList<int> rows) => string.Join(',', rows);
}
