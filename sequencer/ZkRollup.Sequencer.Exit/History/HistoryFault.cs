using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.History;

/// <summary>Why what L1 logged adds up to no state.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="Message">With the batch, operation or subtree.</param>
public sealed record HistoryFault(HistoryFaultKind Kind, string Message)
{
    /// <summary>Kind and message.</summary>
    public override string ToString() => $"{Kind}: {Message}";

    internal static HistoryFault Of(L1Error error) => new(HistoryFaultKind.NoAnswer, error.ToString());
}
