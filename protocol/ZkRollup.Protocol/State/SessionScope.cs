namespace ZkRollup.Protocol.State;

/// <summary>What a session may do.</summary>
[Flags]
public enum SessionScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Place orders.</summary>
    Trade = 1,

    /// <summary>Cancel orders.</summary>
    Cancel = 2,

    /// <summary>Reserved for the second set.</summary>
    Transfer = 4,

    /// <summary>Withdraw to the owner's address.</summary>
    Withdraw = 8,

    /// <summary>The sequencer may remove the session's orders when its connection is lost.</summary>
    CancelOnDisconnect = 16,
}
