using System.Diagnostics.CodeAnalysis;

namespace ZkRollup.Sequencer.Exit.History;

/// <summary>A history or why there is none.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions exist so that methods can return either.")]
public sealed record HistoryResult
{
    private HistoryResult(ExchangeHistory? history, HistoryFault? fault) => (History, Fault) = (history, fault);

    /// <summary>The history, or null.</summary>
    public ExchangeHistory? History { get; }

    /// <summary>Why there is none, or null.</summary>
    public HistoryFault? Fault { get; }

    /// <summary>A history.</summary>
    public static implicit operator HistoryResult(ExchangeHistory history) => new(history, null);

    /// <summary>A fault.</summary>
    public static implicit operator HistoryResult(HistoryFault fault) => new(null, fault);
}
