namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>What all threads of one evaluation read, in pinned memory.</summary>
internal unsafe struct LaneJob
{
    internal LaneStep* Steps;

    internal int StepCount;

    internal LaneTerm* Terms;

    /// <summary>Limbs of the uniform values.</summary>
    internal double* Factors;

    internal PinnedColumn* Columns;

    /// <summary>Pointers to the first element of each output.</summary>
    internal nint* Outputs;

    /// <summary>Rows of the whole evaluation.</summary>
    internal int Rows;
}
