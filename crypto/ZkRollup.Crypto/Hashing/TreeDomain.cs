namespace ZkRollup.Crypto.Hashing;

/// <summary>What a tree compression stands for: the constant that <see cref="Poseidon2.Compress"/> adds to its output.</summary>
public enum TreeDomain
{
    /// <summary>A leaf: the four lanes of a record. Constant: the ASCII bytes of "zkr.leaf" as a big-endian integer.</summary>
    Leaf,

    /// <summary>An inner node: its four children. Constant: the ASCII bytes of "zkr.node" as a big-endian integer.</summary>
    Node,
}
