namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What became of a question to L1 that has no answer.</summary>
public enum L1ErrorKind
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The node, or who stands before it, asks to be asked less often.</summary>
    RateLimited,

    /// <summary>Another HTTP status than 200.</summary>
    HttpStatus,

    /// <summary>An answer that is no JSON-RPC, or not of the expected form.</summary>
    AnswerMalformed,

    /// <summary>The call reverts; the error has the data.</summary>
    Reverted,

    /// <summary>A transaction with that nonce is in a block.</summary>
    NonceTooLow,

    /// <summary>The fees are below what the pool takes, or too little above those of the transaction to be replaced.</summary>
    Underpriced,

    /// <summary>The pool has that transaction.</summary>
    AlreadyKnown,

    /// <summary>The account cannot pay value and fees.</summary>
    FundsInsufficient,

    /// <summary>The range of blocks has more logs, or blocks, than the node answers for.</summary>
    TooManyResults,

    /// <summary>Any other error of the node.</summary>
    Other,
}
