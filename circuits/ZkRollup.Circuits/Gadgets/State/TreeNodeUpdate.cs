using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>A node of the state tree, or of the log tree, before and after a batch.</summary>
/// <param name="Level">1 for the parents of leaves.</param>
/// <param name="Index">Its place among the nodes of its level in the whole tree.</param>
/// <param name="Old">Its four children before.</param>
/// <param name="New">Its four children after.</param>
/// <param name="IsTouched">Which children the batch touches.</param>
public sealed record TreeNodeUpdate(int Level, ulong Index, IReadOnlyList<Fr> Old, IReadOnlyList<Fr> New, IReadOnlyList<bool> IsTouched)
{
    /// <summary>True for a node of the log tree.</summary>
    public bool IsLog { get; init; }
}
