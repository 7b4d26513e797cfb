using System.Globalization;
using System.Text;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>Collects differences: how many of each sort, and the first one in full.</summary>
internal sealed class StreamReport
{
    private readonly Dictionary<string, (int Count, string First)> _sorts = [];

    internal bool IsEmpty => _sorts.Count == 0;

    /// <summary>Adds a difference.</summary>
    /// <param name="where">The seed and the command.</param>
    /// <param name="difference">The difference.</param>
    internal void Add(string where, DifferenceException difference)
    {
        (int count, string first) = _sorts.GetValueOrDefault(difference.Sort, (0, $"{where}\n{difference.Message}"));
        _sorts[difference.Sort] = (count + 1, first);
    }

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string sort, (int count, string first)) in _sorts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count} × {sort}; the first one:");
            text.AppendLine(first);
        }

        return text.ToString();
    }
}
