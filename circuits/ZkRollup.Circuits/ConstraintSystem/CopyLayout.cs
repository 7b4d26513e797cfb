namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The permutation of the cells of the copied columns within a slot.</summary>
/// <param name="Columns">Columns that may be copied, in the order of their labels: cell (row, k) of the batch has label C·row + k.</param>
/// <param name="OffsetColumns">For each of them the fixed column of offsets: label of the next cell of the cycle less its own.</param>
public sealed record CopyLayout(IReadOnlyList<int> Columns, IReadOnlyList<int> OffsetColumns)
{
    /// <summary>No copies.</summary>
    public static CopyLayout None { get; } = new([], []);
}
