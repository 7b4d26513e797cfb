namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A multiset equation: over the whole batch, the numerators of all terms with equal tuples add up to zero.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Tag">A constant, at least 1 and different for each bus, that leads every tuple.</param>
/// <param name="Arity">Elements of a tuple, the tag not counted.</param>
public sealed record Bus(string Name, int Tag, int Arity);
