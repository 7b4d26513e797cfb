using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>A program made ready to be evaluated on many rows. Safe for concurrent use.</summary>
internal unsafe interface IRowProgram
{
    /// <summary>Results on each row.</summary>
    int OutputCount { get; }

    /// <summary>Evaluates rows [from, from + count).</summary>
    /// <param name="inputs">What the program reads.</param>
    /// <param name="from">The first row, a multiple of 8.</param>
    /// <param name="count">A multiple of 8.</param>
    /// <param name="outputs">One pointer for each result, to its value on row <paramref name="from"/>.</param>
    void Evaluate(ProgramInputs inputs, int from, int count, Fr** outputs);
}
