using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Collects the fixed columns of a circuit: named ones, selectors, and columns that parameters share.</summary>
internal sealed class FixedColumnSet(int rows)
{
    private readonly List<FixedColumn> _columns = [];
    private readonly Dictionary<string, int> _selectors = [];
    private readonly List<(int Index, bool[] IsTaken)> _parameters = [];

    /// <summary>The columns.</summary>
    internal IReadOnlyList<FixedColumn> Columns => _columns;

    /// <summary>Adds a column with a name.</summary>
    internal int Add(string name, Fr[] values)
    {
        if (values.Length != rows)
        {
            throw new ArgumentException($"Fixed column '{name}' has {values.Length} values instead of {rows}.");
        }

        _columns.Add(new(name, values));
        return _columns.Count - 1;
    }

    /// <summary>The column that is 1 on the first of some disjoint row sets, 2 on the second and so on, and 0 on all other rows.</summary>
    internal int Selector(params IReadOnlyList<IReadOnlyList<int>> choices)
    {
        string key = string.Join(';', choices.Select(selected => string.Join(',', selected)));
        if (!_selectors.TryGetValue(key, out int index))
        {
            Fr[] values = new Fr[rows];
            for (int choice = 0; choice < choices.Count; choice++)
            {
                foreach (int row in choices[choice])
                {
                    values[row] = Fr.FromInt64(choice + 1);
                }
            }

            index = Add($"selector {_selectors.Count}", values);
            _selectors.Add(key, index);
        }

        return index;
    }

    /// <summary>Places one parameter of a gate: in a column that is free on all its rows.</summary>
    internal int Parameter(RowUses uses, int parameter, HashSet<int> exclude)
    {
        int place = _parameters.FindIndex(entry => !exclude.Contains(entry.Index) && uses.Rows.All(row => !entry.IsTaken[row]));
        if (place < 0)
        {
            place = _parameters.Count;
            _parameters.Add((Add($"parameter {place}", new Fr[rows]), new bool[rows]));
        }

        (int index, bool[] isTaken) = _parameters[place];
        Fr[] values = (Fr[])_columns[index].Values;
        foreach (int row in uses.Rows)
        {
            isTaken[row] = true;
            values[row] = uses.Parameter(row, parameter);
        }

        return index;
    }
}
