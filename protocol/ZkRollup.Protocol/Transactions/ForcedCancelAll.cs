using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Makes all orders and sessions of an account void; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedCancelAll(
    AccountId Account,
    EthereumAddress Owner);
