using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Replaces or removes the master key; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who asks.</param>
/// <param name="KeyX">x of the key; 0 to remove it.</param>
/// <param name="KeyY">y of the key; 0 to remove it.</param>
public readonly record struct ChangeMasterKey(
    AccountId Account,
    EthereumAddress Owner,
    Fr KeyX,
    Fr KeyY);
