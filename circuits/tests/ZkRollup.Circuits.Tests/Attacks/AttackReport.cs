using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Which labels noticed what: for tests that say more than "something fired".</summary>
internal sealed class AttackReport
{
    private readonly Dictionary<Cell, SortedSet<string>> _cells = [];
    private readonly Dictionary<string, SortedSet<string>> _lies = [];
    private readonly Dictionary<string, string> _deletions = [];

    /// <summary>Attacks that were tried.</summary>
    internal int AttackCount { get; set; }

    /// <summary>The labels that fired when a cell of the slot was changed alone, over all values and cases.</summary>
    internal IReadOnlyCollection<string> Labels(Cell cell) => _cells.TryGetValue(cell, out SortedSet<string>? labels) ? labels : [];

    /// <summary>The labels that fired when a step lied, over all lies and cases; copies are under "copy", inputs under "input".</summary>
    internal IReadOnlyCollection<string> Labels(string step) => _lies.TryGetValue(step, out SortedSet<string>? labels) ? labels : [];

    /// <summary>For each deleted constraint the attack that only it had noticed.</summary>
    internal IReadOnlyDictionary<string, string> Deletions => _deletions;

    internal void Note(Cell cell, IEnumerable<Finding> findings) => Note(_cells, cell, findings);

    internal void Note(string step, IEnumerable<Finding> findings) => Note(_lies, step, findings);

    internal void NoteDeletion(string constraint, string attack) => _deletions[constraint] = attack;

    private static void Note<TKey>(Dictionary<TKey, SortedSet<string>> target, TKey key, IEnumerable<Finding> findings)
        where TKey : notnull
    {
        if (!target.TryGetValue(key, out SortedSet<string>? labels))
        {
            labels = new(StringComparer.Ordinal);
            target.Add(key, labels);
        }

        labels.UnionWith(findings.Select(finding => finding.Label));
    }
}
