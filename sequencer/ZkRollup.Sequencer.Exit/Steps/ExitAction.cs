namespace ZkRollup.Sequencer.Exit.Steps;

/// <summary>What somebody who leaves can do on L1.</summary>
public enum ExitAction
{
    /// <summary>Pay the balance in the vault to the owner.</summary>
    WithdrawBalance,

    /// <summary>Pay fees that came back.</summary>
    WithdrawFees,

    /// <summary>Ask for the end of all orders and sessions.</summary>
    CancelAll,

    /// <summary>Ask for a position to be closed.</summary>
    ForceClose,

    /// <summary>Ask for all that is free.</summary>
    ForceWithdraw,

    /// <summary>Freeze the exchange: it ignored somebody, or stands still.</summary>
    Freeze,

    /// <summary>Freeze the exchange: an instrument has no mark.</summary>
    FreezeForSilence,

    /// <summary>Take back a deposit or fee that the frozen exchange left in its queue.</summary>
    Reclaim,

    /// <summary>Store the mark of an instrument for claims.</summary>
    StoreMark,

    /// <summary>Register the claim.</summary>
    RegisterClaim,

    /// <summary>Pay the claim into the balance.</summary>
    PayClaim,
}
