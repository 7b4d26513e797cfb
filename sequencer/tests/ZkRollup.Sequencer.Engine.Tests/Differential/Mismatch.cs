namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>What differs.</summary>
internal enum MismatchKind
{
    /// <summary>Cause or outcome of the two implementations.</summary>
    Answer,

    /// <summary>The answer is not the first precondition that applies.</summary>
    Precondition,

    /// <summary>An event.</summary>
    Event,

    /// <summary>Time, sequence number or queue index.</summary>
    Counter,

    /// <summary>A record.</summary>
    Record,

    /// <summary>The state root.</summary>
    Root,

    /// <summary>Conservation is violated.</summary>
    Conservation,

    /// <summary>An implementation threw.</summary>
    Exception,
}

/// <summary>The first difference of a stream.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Index">After which command.</param>
/// <param name="Text">Both sides.</param>
internal sealed record Mismatch(MismatchKind Kind, int Index, string Text);
