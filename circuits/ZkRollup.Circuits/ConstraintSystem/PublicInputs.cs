using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The statement that a proof is about.</summary>
/// <param name="Scalars">As many as the circuit declares.</param>
/// <param name="Columns">The words of each instance column, the same number for all; words that are not given are zero.</param>
public sealed record PublicInputs(IReadOnlyList<Fr> Scalars, IReadOnlyList<IReadOnlyList<Fr>> Columns)
{
    /// <summary>No public inputs.</summary>
    public static PublicInputs None { get; } = new([], []);

    /// <summary>What is wrong with the shape of these inputs for a circuit and T, or null.</summary>
    public string? FindMismatch(Circuit circuit, int slots)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        long wordsMax = Math.Max(1, (long)slots * circuit.RowsPerSlot / circuit.InstanceStride);
        if (Scalars.Count != circuit.PublicScalarCount)
        {
            return $"expected {circuit.PublicScalarCount} public scalars, got {Scalars.Count}";
        }

        if (Columns.Count != circuit.InstanceColumnCount)
        {
            return $"expected {circuit.InstanceColumnCount} instance columns, got {Columns.Count}";
        }

        foreach (IReadOnlyList<Fr> column in Columns)
        {
            if (column.Count != Columns[0].Count || column.Count > wordsMax)
            {
                return $"expected {Columns[0].Count} words in each instance column and at most {wordsMax}, got {column.Count}";
            }
        }

        return null;
    }
}
