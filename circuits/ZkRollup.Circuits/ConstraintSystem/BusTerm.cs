namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>One contribution to a bus on each of its rows.</summary>
/// <param name="Label">Names the term in every report.</param>
/// <param name="Bus">The bus.</param>
/// <param name="Numerator">How often the tuple is added; negative where it is taken away. Without the selector.</param>
/// <param name="Tuple">As many expressions as the bus demands.</param>
/// <param name="Selector">Index of the fixed column that is 1 on the rows of the term, or −1 if it holds on every row.</param>
/// <param name="Rows">The rows within a slot; empty if the term holds on every row.</param>
public sealed record BusTerm(
    string Label, Bus Bus, Expression Numerator, IReadOnlyList<Expression> Tuple, int Selector, IReadOnlyList<int> Rows)
{
    /// <summary>The numerator times the selector.</summary>
    public Expression SelectedNumerator => Selector < 0 ? Numerator : Expression.Column(ColumnKind.Fixed, Selector) * Numerator;

    /// <summary>tag + β·t_0 + β²·t_1 + …</summary>
    public Expression Compressed => Compress(Bus, Tuple);

    /// <summary>tag + β·t_0 + β²·t_1 + … for a tuple of a bus.</summary>
    public static Expression Compress(Bus bus, IReadOnlyList<Expression> tuple)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(tuple);
        Expression beta = Expression.Of(Symbol.Beta);
        Expression sum = Expression.Zero;
        for (int i = tuple.Count - 1; i >= 0; i--)
        {
            sum = (sum + tuple[i]) * beta;
        }

        return sum + bus.Tag;
    }
}
