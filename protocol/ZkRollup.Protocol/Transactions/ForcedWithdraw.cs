using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Pays what is free, up to an amount; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">Quanta.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedWithdraw(
    AccountId Account,
    QuoteAmount Amount,
    EthereumAddress Owner);
