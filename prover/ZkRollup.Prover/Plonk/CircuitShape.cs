using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Plonk;

/// <summary>The counts of a circuit and the packing of its columns: all that the layout of keys and proofs follows from.</summary>
/// <remarks>A value may come from untrusted bytes: <see cref="FindFault"/> says whether its parts fit each other.</remarks>
public sealed record CircuitShape
{
    /// <summary>Longest name of a circuit, in bytes of UTF-8.</summary>
    public const int NameLengthMax = 255;

    /// <summary>Most columns of one kind.</summary>
    public const int ColumnsMax = 1 << 12;

    /// <summary>Most public scalars.</summary>
    public const int PublicScalarsMax = 1 << 12;

    /// <summary>Fewest rows of a batch: from there on the quotient of a blinded numerator fits as many cosets as its degree.</summary>
    public const int RowsMin = 16;

    /// <summary>Most rows of a batch.</summary>
    public const int RowsMax = 1 << 28;

    /// <summary>Name of the circuit.</summary>
    public required string Name { get; init; }

    /// <summary>R.</summary>
    public required int RowsPerSlot { get; init; }

    /// <summary>D: the degree of the combined constraint.</summary>
    public required int Degree { get; init; }

    /// <summary>F': columns of a pack of the witness, of helper columns, and pieces of n coefficients in a piece of the quotient.</summary>
    public required int PackingFactor { get; init; }

    /// <summary>Fixed columns.</summary>
    public required int FixedCount { get; init; }

    /// <summary>The period of each table column.</summary>
    public required IReadOnlyList<int> TablePeriods { get; init; }

    /// <summary>1 if the row counter is read, else 0.</summary>
    public required int CounterCount { get; init; }

    /// <summary>Witness columns.</summary>
    public required int WitnessCount { get; init; }

    /// <summary>Witness columns that are read on the next row too; ascending.</summary>
    public required IReadOnlyList<int> RotatedWitness { get; init; }

    /// <summary>Helper columns.</summary>
    public required int HelperCount { get; init; }

    /// <summary>Helper columns that are read on the next row too; ascending.</summary>
    public required IReadOnlyList<int> RotatedHelpers { get; init; }

    /// <summary>Instance columns.</summary>
    public required int InstanceCount { get; init; }

    /// <summary>Word j of an instance column lies on row j·stride.</summary>
    public required int InstanceStride { get; init; }

    /// <summary>Public inputs that are not on the grid.</summary>
    public required int PublicScalarCount { get; init; }

    /// <summary>The smallest T of a proof.</summary>
    public required int SlotsMin { get; init; }

    /// <summary>The largest T of a proof.</summary>
    public required int SlotsMax { get; init; }

    /// <summary>The shape of a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="packingFactor">F': 1, 2, 4 or 8.</param>
    /// <param name="slotsMin">The smallest T to allow, a power of two.</param>
    /// <param name="slotsMax">The largest T to allow, a power of two.</param>
    /// <exception cref="ArgumentException">The shape has a fault.</exception>
    public static CircuitShape Of(Circuit circuit, int packingFactor, int slotsMin, int slotsMax)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        CircuitShape shape = new()
        {
            Name = circuit.Name,
            RowsPerSlot = circuit.RowsPerSlot,
            Degree = circuit.Degree,
            PackingFactor = packingFactor,
            FixedCount = circuit.Fixed.Count,
            TablePeriods = [.. circuit.Tables.Select(table => table.Values.Count)],
            CounterCount = circuit.ReadsCounter ? 1 : 0,
            WitnessCount = circuit.Witness.Count,
            RotatedWitness = Rotated(circuit, ColumnKind.Witness, circuit.Witness.Count),
            HelperCount = circuit.HelperColumnCount,
            RotatedHelpers = Rotated(circuit, ColumnKind.Helper, circuit.HelperColumnCount),
            InstanceCount = circuit.InstanceColumnCount,
            InstanceStride = circuit.InstanceStride,
            PublicScalarCount = circuit.PublicScalarCount,
            SlotsMin = slotsMin,
            SlotsMax = slotsMax,
        };
        return shape.FindFault() is { } fault ? throw new ArgumentException($"Circuit '{circuit.Name}': {fault}.") : shape;
    }

    /// <summary>True if T is a power of two in the allowed range.</summary>
    public bool Allows(int slots) => slots >= SlotsMin && slots <= SlotsMax && int.IsPow2(slots);

    /// <summary>n = R·T.</summary>
    /// <exception cref="ArgumentOutOfRangeException">T is not allowed.</exception>
    public int Rows(int slots) => Allows(slots)
        ? RowsPerSlot * slots
        : throw new ArgumentOutOfRangeException(nameof(slots), slots, $"Not a power of two from {SlotsMin} to {SlotsMax}.");

    /// <summary>Commitments to row counters in a key: there is a counter for each allowed T.</summary>
    public int CounterCommitmentCount => CounterCount * (1 + SlotsIndex(SlotsMax));

    /// <summary>The number of T among the allowed ones, from 0 for the smallest.</summary>
    public int SlotsIndex(int slots) => int.Log2(Rows(slots) / Rows(SlotsMin));

    /// <summary>The most words of an instance column, for an allowed T.</summary>
    public int WordsMax(int slots) => Math.Max(1, Rows(slots) / InstanceStride);

    /// <summary>What is wrong with these counts, or null.</summary>
    public string? FindFault() =>
        RangeFault("R", RowsPerSlot, 1, RowsMax, isPowerOfTwo: true)
        ?? RangeFault("the degree", Degree, 2, Circuit.DegreeMax)
        ?? RangeFault("the packing factor", PackingFactor, 1, 8, isPowerOfTwo: true)
        ?? RangeFault("the number of fixed columns", FixedCount, 0, ColumnsMax)
        ?? RangeFault("the number of table columns", TablePeriods.Count, 0, ColumnsMax)
        ?? RangeFault("the number of row counters", CounterCount, 0, 1)
        ?? RangeFault("the number of witness columns", WitnessCount, 1, ColumnsMax)
        ?? RangeFault("the number of helper columns", HelperCount, 0, ColumnsMax)
        ?? RangeFault("the number of instance columns", InstanceCount, 0, ColumnsMax)
        ?? RangeFault("the stride of instance columns", InstanceStride, 1, RowsMax, isPowerOfTwo: true)
        ?? RangeFault("the number of public scalars", PublicScalarCount, 0, PublicScalarsMax)
        ?? RangeFault("the largest number of slots", SlotsMax, 1, RowsMax / RowsPerSlot, isPowerOfTwo: true)
        ?? RangeFault("the smallest number of slots", SlotsMin, Math.Max(1, RowsMin / RowsPerSlot), SlotsMax, isPowerOfTwo: true)
        ?? FindPeriodFault()
        ?? FindOrderFault("rotated witness columns", RotatedWitness, WitnessCount)
        ?? FindOrderFault("rotated helper columns", RotatedHelpers, HelperCount);

    private static int[] Rotated(Circuit circuit, ColumnKind kind, int count) =>
        [.. Enumerable.Range(0, count).Where(index => circuit.IsRotated(kind, index))];

    private static string? RangeFault(string what, int value, int minimum, int maximum, bool isPowerOfTwo = false) =>
        value < minimum || value > maximum || (isPowerOfTwo && !int.IsPow2(value))
            ? $"{what} is {value}, expected {(isPowerOfTwo ? "a power of two from " : "")}{minimum} to {maximum}"
            : null;

    private static string? FindOrderFault(string what, IReadOnlyList<int> indices, int count)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            int minimum = i == 0 ? 0 : indices[i - 1] + 1;
            if (indices[i] < minimum || indices[i] >= count)
            {
                return $"number {i} of the {what} is {indices[i]}, expected {minimum} to {count - 1}";
            }
        }

        return null;
    }

    private string? FindPeriodFault()
    {
        // A period up to n, for every allowed n: otherwise the column would not be a function of the row.
        long rowsMin = (long)RowsPerSlot * SlotsMin;
        foreach (int period in TablePeriods)
        {
            if (period <= RowsPerSlot || period > rowsMin || !int.IsPow2(period))
            {
                return $"the period of a table is {period}, expected a power of two above {RowsPerSlot} and up to {rowsMin}";
            }
        }

        return null;
    }
}
