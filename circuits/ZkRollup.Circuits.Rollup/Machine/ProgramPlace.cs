namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A line of a program.</summary>
/// <param name="Program">The name of the program.</param>
/// <param name="Row">The row.</param>
/// <param name="Rule">The rule that the line belongs to; empty if it says nothing.</param>
public sealed record ProgramPlace(string Program, int Row, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Program}, row {Row} '{Rule}'";
}
