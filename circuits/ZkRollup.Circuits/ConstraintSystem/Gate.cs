namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A formula that is zero on the rows of its scope.</summary>
/// <param name="Label">Names the gate in every report.</param>
/// <param name="Formula">Over columns; relative to its row.</param>
/// <param name="Scope">The kind of rows.</param>
/// <param name="Selector">Index of the fixed column that is 1 on the rows, or −1 if the scope needs none.</param>
/// <param name="Rows">The rows within a slot; for reports, and empty for <see cref="GateScope.EveryRow"/>.</param>
public sealed record Gate(string Label, Expression Formula, GateScope Scope, int Selector, IReadOnlyList<int> Rows)
{
    /// <summary>What the selector and the boundary multiply the formula by.</summary>
    public Expression Factor => Scope switch
    {
        GateScope.EveryRow => Expression.One,
        GateScope.SelectedRows => Expression.Column(ColumnKind.Fixed, Selector),
        GateScope.SlotBoundary => Expression.Column(ColumnKind.Fixed, Selector) * Expression.Of(Symbol.ExceptLastRow),
        GateScope.FirstRow => Expression.Of(Symbol.FirstRow),
        GateScope.LastRow => Expression.Of(Symbol.LastRow),
        _ => throw new InvalidOperationException($"Unknown scope {Scope}."),
    };
}
