using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Plonk;

/// <summary>Whether public inputs have the shape that a key demands.</summary>
internal static class InputShape
{
    /// <summary>The first mismatch of T, scalars, columns and words, or null.</summary>
    internal static InputMismatch? FindMismatch(CircuitShape shape, int slots, PublicInputs inputs)
    {
        if (!shape.Allows(slots))
        {
            return new(InputPart.Slots, $"a power of two from {shape.SlotsMin} to {shape.SlotsMax}", $"{slots}");
        }

        if (inputs.Scalars?.Count != shape.PublicScalarCount)
        {
            return new(InputPart.Scalars, $"{shape.PublicScalarCount} public scalars", Count(inputs.Scalars?.Count));
        }

        if (inputs.Columns?.Count != shape.InstanceCount)
        {
            return new(InputPart.Columns, $"{shape.InstanceCount} instance columns", Count(inputs.Columns?.Count));
        }

        int maximum = shape.WordsMax(slots);
        int words = inputs.Columns.Count == 0 ? 0 : Math.Min(inputs.Columns[0]?.Count ?? 0, maximum);
        foreach (IReadOnlyList<Fr>? column in inputs.Columns)
        {
            if (column?.Count != words)
            {
                return new(InputPart.Words, $"{words} words in each instance column, at most {maximum}", Count(column?.Count));
            }
        }

        return null;
    }

    private static string Count(int? count) => count is null ? "nothing" : $"{count}";
}
