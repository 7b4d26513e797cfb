using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Turns formulas over cells into formulas over columns, relative to their first row.</summary>
internal sealed class FormulaReader
{
    private readonly Dictionary<UInt128, Expression> _rebuilt = [];
    private readonly SortedDictionary<int, Fr> _parameters = [];
    private int _first = int.MaxValue;
    private int _last = int.MinValue;
    private bool _readsRotatedColumn;

    /// <summary>Reads some formulas that hold together on one row.</summary>
    /// <param name="label">For messages.</param>
    /// <param name="formulas">Over cells of at most two neighbouring rows.</param>
    /// <exception cref="ArgumentException">The cells lie further apart, or a parameter has two values.</exception>
    internal FormulaReader(string label, IReadOnlyList<Expression> formulas)
    {
        // By reference: formulas that differ only in the value of a parameter have the same identity.
        HashSet<Expression> seen = new(ReferenceEqualityComparer.Instance);
        foreach (Expression formula in formulas)
        {
            Visit(formula, seen, label);
        }

        if (_parameters.Count > 0 && _parameters.Keys.Last() != _parameters.Count - 1)
        {
            throw new ArgumentException($"'{label}' has parameters {string.Join(", ", _parameters.Keys)}: number them from 0 on.");
        }

        if (HasCells && _last > _first + 1)
        {
            throw new ArgumentException($"'{label}' spans rows {_first} to {_last}: only a row and the next one can be related.");
        }

        Formulas = [.. formulas.Select(formula => Rebuild(formula, _rebuilt, Relative))];
    }

    /// <summary>False if the formulas name columns only.</summary>
    internal bool HasCells => _first <= _last;

    /// <summary>The row that the formulas are relative to.</summary>
    internal int Row => _first;

    /// <summary>True if a cell of the row after is read, or a column on it.</summary>
    internal bool ReadsNextRow => _last > _first || _readsRotatedColumn;

    /// <summary>The largest column of a cell, or −1.</summary>
    internal int LastColumn { get; private set; } = -1;

    /// <summary>The formulas over columns; parameters keep their numbers and lose their values.</summary>
    internal IReadOnlyList<Expression> Formulas { get; }

    /// <summary>The values of the parameters, by number.</summary>
    internal Fr[] Parameters => [.. _parameters.Values];

    /// <summary>Replaces parameters by columns.</summary>
    internal static Expression Place(Expression formula, IReadOnlyList<int> parameterColumns) =>
        Rebuild(formula, [], leaf => leaf.Kind == ExpressionKind.Parameter
            ? Expression.Column(ColumnKind.Fixed, parameterColumns[leaf.Index])
            : leaf);

    private void Visit(Expression root, HashSet<Expression> seen, string label)
    {
        Stack<Expression> pending = new([root]);
        while (pending.TryPop(out Expression? node))
        {
            if (node.Kind == ExpressionKind.Parameter)
            {
                if (_parameters.TryGetValue(node.Index, out Fr earlier) && earlier != node.Value)
                {
                    throw new ArgumentException($"'{label}' gives parameter {node.Index} two values.");
                }

                _parameters[node.Index] = node.Value;
            }

            if (!seen.Add(node))
            {
                continue;
            }

            if (node.Kind == ExpressionKind.Cell)
            {
                if (node.Cell.Column < 0)
                {
                    throw new ArgumentException($"'{label}' reads {node.Cell}, which is in no column.");
                }

                _first = Math.Min(_first, node.Cell.Row);
                _last = Math.Max(_last, node.Cell.Row);
                LastColumn = Math.Max(LastColumn, node.Cell.Column);
            }

            _readsRotatedColumn |= node.Kind == ExpressionKind.Column && node.Rotation == 1;

            if (node.Left is not null && node.Right is not null)
            {
                pending.Push(node.Left);
                pending.Push(node.Right);
            }
        }
    }

    private Expression Relative(Expression leaf) => leaf.Kind switch
    {
        ExpressionKind.Cell => Expression.Column(ColumnKind.Witness, leaf.Cell.Column, leaf.Cell.Row - _first),
        ExpressionKind.Parameter => Expression.Parameter(leaf.Index, Fr.Zero),
        _ => leaf,
    };

    private static Expression Rebuild(Expression root, Dictionary<UInt128, Expression> rebuilt, Func<Expression, Expression> leaf)
    {
        Stack<(Expression Node, bool IsReady)> pending = new([(root, false)]);
        while (pending.TryPop(out (Expression Node, bool IsReady) entry))
        {
            (Expression node, bool isReady) = entry;
            if (rebuilt.ContainsKey(node.Identity))
            {
                continue;
            }

            if (node.Left is null || node.Right is null)
            {
                rebuilt.Add(node.Identity, leaf(node));
            }
            else if (isReady)
            {
                Expression left = rebuilt[node.Left.Identity];
                Expression right = rebuilt[node.Right.Identity];
                rebuilt.Add(node.Identity, node.Kind switch
                {
                    ExpressionKind.Sum => left + right,
                    ExpressionKind.Difference => left - right,
                    _ => left * right,
                });
            }
            else
            {
                pending.Push((node, true));
                pending.Push((node.Right, false));
                pending.Push((node.Left, false));
            }
        }

        return rebuilt[root.Identity];
    }
}
