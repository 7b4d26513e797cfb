using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu;

/// <summary>How much memory a proof takes.</summary>
internal static class CpuMemory
{
    /// <summary>Bytes per scalar that a multi-scalar multiplication takes besides its sorted entries: words, sign.</summary>
    private const int BytesPerScalar = Fr.ByteLength + 1;

    /// <summary>Windows of full-size scalars are at least 12 bits wide from some thousand points on: 22 entries of 4 bytes.</summary>
    private const int EntryBytesPerScalar = 22 * sizeof(int);

    /// <summary>Buckets of a multi-scalar multiplication and what is the same for every size.</summary>
    private const long Constant = 96L << 20;

    /// <summary>An upper bound of the bytes that a proof takes at its worst moment, bases and keys not counted.</summary>
    /// <remarks>
    /// All columns are held once, and once more on the coset that is being computed, or as sums for the opening; besides these the
    /// quotient, its pieces, the opening and what transforms need between their passes.
    /// </remarks>
    internal static long NeededBytes(CpuPreparedKey key, int threads)
    {
        CircuitShape shape = key.Plan.Shape;
        long rows = key.Rows;
        long columns = shape.WitnessCount + shape.HelperCount + shape.InstanceCount;
        long periodic = 2 * (((long)shape.FixedCount * shape.RowsPerSlot) + shape.TablePeriods.Sum(period => (long)period));
        long packed = key.Plan.PowersNeeded(key.Rows);
        long onCoset = columns + shape.CounterCount + 3;
        long opening = 5L * shape.PackingFactor;
        long largest = Math.Max(Math.Max(onCoset, opening), key.Helpers.ScratchColumns);
        long transform = 8;
        long elements = (rows * (columns + largest + (2L * shape.Degree) + shape.PackingFactor + transform)) + periodic + packed;
        long sums = packed * (BytesPerScalar + EntryBytesPerScalar + ((long)sizeof(int) * threads) + Fr.ByteLength);
        return (elements * Fr.ByteLength) + sums + Constant;
    }
}
