using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>The values of a column in pinned memory.</summary>
/// <param name="values">The first value.</param>
/// <param name="length">Number of values: row i reads value i modulo this.</param>
/// <param name="rotation">1 if the next row is read.</param>
internal readonly unsafe struct PinnedColumn(Fr* values, int length, int rotation)
{
    internal readonly Fr* Values = values;

    internal readonly int Length = length;

    internal readonly int Rotation = rotation;
}
