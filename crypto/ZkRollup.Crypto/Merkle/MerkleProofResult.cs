namespace ZkRollup.Crypto.Merkle;

/// <summary>Outcome of reading or verifying a proof; the first failing cause in the order of checking.</summary>
public enum MerkleProofResult
{
    /// <summary>Well formed, but the path leads to another root.</summary>
    RootDiffers = 0,

    /// <summary>Accepted.</summary>
    Valid,

    /// <summary>The bytes are not 4 + 96·depth long.</summary>
    LengthWrong,

    /// <summary>A sibling is not below r.</summary>
    SiblingNotCanonical,

    /// <summary>The proof has another number of levels than the tree.</summary>
    DepthDiffers,

    /// <summary>The index is not below 4^depth.</summary>
    IndexOutOfRange,
}
