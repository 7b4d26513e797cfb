namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A program: what each row of a slot does.</summary>
public sealed class StepProgram
{
    /// <summary>A program of lines alone, which nothing can run.</summary>
    internal StepProgram(string name, IReadOnlyList<ProgramLine> lines, IReadOnlyList<string> labels)
        : this(name, lines, labels, [], [], [], 0)
    {
    }

    internal StepProgram(
        string name,
        IReadOnlyList<ProgramLine> lines,
        IReadOnlyList<string> labels,
        IReadOnlyList<Operation> operations,
        IReadOnlyList<Operation.Line?> written,
        IReadOnlyList<int> resultRegisters,
        int registers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, lines.Count, nameof(labels));
        Name = name;
        Lines = lines;
        Labels = labels;
        Operations = operations;
        Written = written;
        ResultRegisters = resultRegisters;
        Registers = registers;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A line for each row.</summary>
    public IReadOnlyList<ProgramLine> Lines { get; }

    /// <summary>Which rule each line belongs to; empty for a line that says nothing.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What it does when it is run, in order.</summary>
    internal IReadOnlyList<Operation> Operations { get; }

    /// <summary>The operation that wrote the line of each row; null for a line that says nothing.</summary>
    internal IReadOnlyList<Operation.Line?> Written { get; }

    /// <summary>The register whose value is the result of each row; −1 for none.</summary>
    internal IReadOnlyList<int> ResultRegisters { get; }

    /// <summary>How many registers it has.</summary>
    internal int Registers { get; }
}
