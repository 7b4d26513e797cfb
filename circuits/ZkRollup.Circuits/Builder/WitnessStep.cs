namespace ZkRollup.Circuits.Builder;

/// <summary>One step of computing the witness of a slot.</summary>
/// <param name="Label">Names the step, to replace it in tests.</param>
/// <param name="Inputs">Cells that it reads.</param>
/// <param name="Outputs">Cells that it writes.</param>
/// <param name="Compute">What it does; null for a step that only moves: from the slot inputs, or from one cell to another.</param>
public sealed record WitnessStep(string Label, IReadOnlyList<Cell> Inputs, IReadOnlyList<Cell> Outputs, HintFunction? Compute)
{
    /// <summary>
    /// The same for as many slots as <see cref="WitnessGenerator.SlotsOfGroup"/> says, whose inputs and outputs lie one after the other;
    /// null if that is no faster than one slot after the other.
    /// </summary>
    public HintFunction? ComputeGroup { get; init; }
}
