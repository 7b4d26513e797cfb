namespace ZkRollup.Sequencer.Exit.History;

/// <summary>How far the claim of an account has come.</summary>
public enum ClaimState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is registered and waits for the end of registration.</summary>
    Registered,

    /// <summary>It was paid into the owner's balance.</summary>
    Paid,
}
