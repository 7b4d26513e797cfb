namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Where the claim of an account stands: Status of contracts/src/core/Escape.sol.</summary>
public enum ClaimStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Registered, not yet paid.</summary>
    Registered,

    /// <summary>Paid into the owner's balance.</summary>
    Paid,
}
