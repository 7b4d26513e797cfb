namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>What became of a submission, for good.</summary>
public enum SubmissionStatus
{
    /// <summary>It is in a block, with the confirmations asked for.</summary>
    Succeeded,

    /// <summary>It is in a block, and reverted there.</summary>
    Reverted,

    /// <summary>It would revert, or no pool would take it, and it was not sent.</summary>
    Refused,

    /// <summary>It was taken back before it was in a block.</summary>
    Cancelled,

    /// <summary>Somebody else used the key: another transaction took the nonce.</summary>
    NonceTaken,
}
