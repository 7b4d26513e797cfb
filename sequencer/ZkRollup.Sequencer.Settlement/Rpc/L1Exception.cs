namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>An answer was taken from a result that has none.</summary>
/// <param name="error">Why there is none.</param>
public sealed class L1Exception(L1Error error) : Exception(error.ToString())
{
    /// <summary>Why there is no answer.</summary>
    public L1Error Error { get; } = error;
}
