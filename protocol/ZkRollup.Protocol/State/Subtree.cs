namespace ZkRollup.Protocol.State;

/// <summary>The four subtrees of the state tree.</summary>
public enum Subtree
{
    /// <summary>Owners, accounts, positions, sessions.</summary>
    Accounts,

    /// <summary>Orders.</summary>
    Orders,

    /// <summary>Instruments.</summary>
    Instruments,

    /// <summary>Treasury, signers, underlyings.</summary>
    System,
}
