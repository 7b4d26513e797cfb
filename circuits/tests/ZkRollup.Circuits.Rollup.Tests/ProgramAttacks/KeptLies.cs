namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Lies that fail few lines, a few for each set of lines: what the search for others begins with.</summary>
internal sealed class KeptLies
{
    private const int RowsMax = 6;
    private const int LiesMax = 8;
    private const int AlikeMax = 3;

    private readonly Dictionary<string, (int[] Rows, List<Lie> Lies)> _sets = [];

    /// <summary>All of them, those that fail the fewest lines first.</summary>
    internal IEnumerable<(Lie Lie, int[] Rows)> All => _sets.Values.OrderBy(set => set.Rows.Length)
        .SelectMany(set => set.Lies, (set, lie) => (lie, set.Rows));

    /// <summary>Keeps a lie if it fails few lines, and few that fail the same are kept.</summary>
    internal void Add(Lie lie, int[] rows)
    {
        if (rows.Length > RowsMax)
        {
            return;
        }

        string key = string.Join(' ', rows);
        if (!_sets.TryGetValue(key, out (int[] Rows, List<Lie> Lies) set))
        {
            _sets.Add(key, set = (rows, []));
        }

        // Lies about other values, or told in another way, have other ways to be made up for.
        int alike = set.Lies.Count(kept => kept.Changes[0].Source == lie.Changes[0].Source && kept.KeepsHints == lie.KeepsHints);
        if (set.Lies.Count < LiesMax && alike < AlikeMax)
        {
            set.Lies.Add(lie);
        }
    }
}
