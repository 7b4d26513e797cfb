namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A program: what each row of a slot does.</summary>
public sealed class StepProgram
{
    internal StepProgram(string name, IReadOnlyList<ProgramLine> lines, IReadOnlyList<string> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lines.Count, MachineShape.Rows, nameof(lines));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, MachineShape.Rows, nameof(labels));
        Name = name;
        Lines = lines;
        Labels = labels;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A line for each row.</summary>
    public IReadOnlyList<ProgramLine> Lines { get; }

    /// <summary>Which rule each line belongs to; empty for a line that says nothing.</summary>
    public IReadOnlyList<string> Labels { get; }
}
