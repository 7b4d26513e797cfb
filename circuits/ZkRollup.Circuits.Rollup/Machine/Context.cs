using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What the programs of a phase leave for the next one: results on fixed rows (docs/circuits/machine.md, "Programs").</summary>
/// <param name="phase">The phase, from 1.</param>
/// <param name="name">For reports.</param>
/// <param name="followsScans">Whether a step that scans may end in the phase, so that slots may have to wait in it.</param>
internal sealed class Context(int phase, string name, bool followsScans = true)
{
    private readonly List<Entry> _entries = [];

    /// <summary>The phase.</summary>
    internal int Phase { get; } = phase;

    /// <summary>For reports.</summary>
    internal string Name { get; } = name;

    /// <summary>Whether a step that scans may end in the phase.</summary>
    internal bool FollowsScans { get; } = followsScans;

    /// <summary>What it holds.</summary>
    internal IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Adds an entry: an integer from low to high, or an element of the field without bounds.</summary>
    internal Entry Add(string entry, BigInteger? low, BigInteger? high)
    {
        if (_entries.Count == MachineShape.ContextRows)
        {
            throw new InvalidOperationException($"The context {Name} has {MachineShape.ContextRows} entries already.");
        }

        Entry added = new(this, entry, MachineShape.FirstContextRow + _entries.Count, low, high);
        _entries.Add(added);
        return added;
    }

    /// <summary>Adds a bit.</summary>
    internal Entry AddBit(string entry) => Add(entry, BigInteger.Zero, BigInteger.One);

    /// <summary>An entry of a context.</summary>
    internal sealed record Entry(Context Context, string Name, int Row, BigInteger? Low, BigInteger? High);
}
