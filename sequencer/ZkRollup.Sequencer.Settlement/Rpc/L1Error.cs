using ZkRollup.Sequencer.Settlement.Contracts;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>Why a question to L1 has no answer.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="Code">Code of the RPC error, or the HTTP status; 0 if there is none.</param>
/// <param name="Message">In the words of the node, or of the connection.</param>
/// <param name="Data">What a reverting call returned; empty otherwise.</param>
public sealed record L1Error(L1ErrorKind Kind, int Code, string Message, ReadOnlyMemory<byte> Data)
{
    /// <summary>An error without data.</summary>
    public L1Error(L1ErrorKind kind, int code, string message)
        : this(kind, code, message, ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>Whether the same question may be answered later.</summary>
    public bool IsTransient =>
        Kind is L1ErrorKind.Unreachable or L1ErrorKind.TimedOut or L1ErrorKind.RateLimited or L1ErrorKind.AnswerMalformed
        || (Kind == L1ErrorKind.HttpStatus && Code >= 500);

    /// <summary>The cause of a revert, where there is one.</summary>
    public RevertReason? Revert => Kind == L1ErrorKind.Reverted ? RevertReason.Decode(Data.Span) : null;

    /// <summary>The cause in one line: the decoded revert, or the words of the node.</summary>
    public override string ToString() =>
        Revert is RevertReason reason && !Data.IsEmpty
            ? $"{Kind}: {reason}"
            : Code == 0 ? $"{Kind}: {Message}" : $"{Kind} {Code}: {Message}";
}
