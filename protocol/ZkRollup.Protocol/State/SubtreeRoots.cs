using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Protocol.State;

/// <summary>The roots of the four subtrees (docs/protocol.md, 3.2).</summary>
/// <param name="Accounts">Of subtree 0.</param>
/// <param name="Orders">Of subtree 1.</param>
/// <param name="Instruments">Of subtree 2.</param>
/// <param name="System">Of subtree 3.</param>
public readonly record struct SubtreeRoots(Fr Accounts, Fr Orders, Fr Instruments, Fr System)
{
    /// <summary>The root of the state tree.</summary>
    public Fr ComputeStateRoot() => Poseidon2.Compress(Accounts, Orders, Instruments, System, TreeDomain.Node);
}
