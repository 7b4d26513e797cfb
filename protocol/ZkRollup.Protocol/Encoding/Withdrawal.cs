using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>A withdrawal of a batch, to be paid on L1.</summary>
/// <param name="Owner">Who is paid.</param>
/// <param name="Account">From which account.</param>
/// <param name="Amount">How much; not 0.</param>
public readonly record struct Withdrawal(EthereumAddress Owner, AccountId Account, QuoteAmount Amount);
