namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>One constraint that noticed an attack.</summary>
/// <param name="Kind">Gate, copy class or bus.</param>
/// <param name="Index">The gate's index, the number of the copy class, or the tag of the bus.</param>
/// <param name="Label">As in reports of the checker: of the gate or bus term, or "copy".</param>
/// <param name="Row">The row in the batch.</param>
internal readonly record struct Finding(FindingKind Kind, int Index, string Label, int Row);
