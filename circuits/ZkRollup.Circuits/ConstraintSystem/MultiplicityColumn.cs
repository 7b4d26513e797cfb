namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Says that a term offers rows of a table and which witness column counts how often each is looked up.</summary>
/// <param name="Term">The term: its numerator is minus the column.</param>
/// <param name="Column">The witness column, at the row of the term.</param>
public sealed record MultiplicityColumn(BusTerm Term, int Column);
