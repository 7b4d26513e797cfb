using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>What a builder makes: the relation, and how to compute a witness for it.</summary>
/// <param name="Circuit">The relation.</param>
/// <param name="Steps">The steps that compute the witness of one slot, in order.</param>
/// <param name="InputCells">The cells that receive the inputs of a slot, in the order of their declaration.</param>
/// <param name="Regions">The regions of the slot in the order of their placement.</param>
/// <param name="Picture">The layout of the slot as text.</param>
public sealed record BuiltCircuit(
    Circuit Circuit, IReadOnlyList<WitnessStep> Steps, IReadOnlyList<Cell> InputCells, IReadOnlyList<Region> Regions, string Picture);
