namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A formula that is zero on the rows of its scope.</summary>
/// <param name="Label">Names the gate in every report.</param>
/// <param name="Formula">Over columns; relative to its row.</param>
/// <param name="Scope">The kind of rows.</param>
/// <param name="Selector">Index of the fixed column that is <see cref="Choice"/> on the rows, or −1 if the scope needs none.</param>
/// <param name="Rows">The rows within a slot; for reports, and empty for <see cref="GateScope.EveryRow"/>.</param>
public sealed record Gate(string Label, Expression Formula, GateScope Scope, int Selector, IReadOnlyList<int> Rows)
{
    /// <summary>The value of the selector on the rows of this gate: 1, unless gates of several row sets share the column.</summary>
    public int Choice { get; init; } = 1;

    /// <summary>Row sets that share the selector, with the values 1 to this number; each costs the gate one degree.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>What the selector and the boundary multiply the formula by.</summary>
    public Expression Factor => Scope switch
    {
        GateScope.EveryRow => Expression.One,
        GateScope.SelectedRows => Chosen,
        GateScope.SlotBoundary => Expression.Column(ColumnKind.Fixed, Selector) * Expression.Of(Symbol.ExceptLastRow),
        GateScope.FirstRow => Expression.Of(Symbol.FirstRow),
        GateScope.LastRow => Expression.Of(Symbol.LastRow),
        _ => throw new InvalidOperationException($"Unknown scope {Scope}."),
    };

    /// <summary>
    /// ∏ (c − j) over j from 0 to Choices but Choice: not zero where the selector c is the choice, zero at its other values.
    /// </summary>
    private Expression Chosen => Enumerable.Range(0, Choices + 1)
        .Where(value => value != Choice)
        .Aggregate(Expression.One, (product, value) => product * (Expression.Column(ColumnKind.Fixed, Selector) - value));
}
