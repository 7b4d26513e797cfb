using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>Where the values of a column lie: row i is at (i &amp; mask), the next row one further.</summary>
/// <remarks>The period is at least <see cref="PeriodMin"/>, and the first <see cref="Padding"/> values stand again after the last one.</remarks>
internal readonly unsafe struct ColumnView(Fr* pointer, int period)
{
    /// <summary>The smallest period; shorter ones are repeated.</summary>
    internal const int PeriodMin = 16;

    /// <summary>Values that are repeated after the last one.</summary>
    internal const int Padding = 8;

    /// <summary>The value on row 0.</summary>
    internal Fr* Pointer => pointer;

    /// <summary>Period less 1.</summary>
    internal int Mask => period - 1;

    /// <summary>The value on a row, or on the one after it.</summary>
    internal Fr this[int row, int rotation] => pointer[(row & (period - 1)) + rotation];
}
