namespace ZkRollup.Circuits.Builder;

/// <summary>A place in the grid of one slot.</summary>
/// <param name="Row">0 to R − 1; R stands for row 0 of the next slot.</param>
/// <param name="Column">Index of the witness column.</param>
public readonly record struct Cell(int Row, int Column);
