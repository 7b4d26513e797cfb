using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>The rows on which one gate or term is used, with the values of its parameters on each.</summary>
internal sealed class RowUses(string label)
{
    private readonly SortedDictionary<int, Fr[]> _parameters = [];

    /// <summary>The rows, ascending.</summary>
    internal IReadOnlyList<int> Rows => [.. _parameters.Keys];

    /// <summary>True if the row was added.</summary>
    internal bool Contains(int row) => _parameters.ContainsKey(row);

    /// <summary>Parameters of the gate.</summary>
    internal int ParameterCount => _parameters.Count == 0 ? 0 : _parameters.Values.First().Length;

    /// <summary>The value of a parameter on a row.</summary>
    internal Fr Parameter(int row, int index) => _parameters[row][index];

    /// <summary>Adds a row; adding it again with the same parameters changes nothing.</summary>
    /// <exception cref="ArgumentException">The row is there with other parameters.</exception>
    internal void Add(int row, Fr[] parameters)
    {
        if (!_parameters.TryAdd(row, parameters) && !_parameters[row].AsSpan().SequenceEqual(parameters))
        {
            throw new ArgumentException($"'{label}' is used twice on row {row} with different parameters.");
        }
    }
}
