using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Cash from L1, to an account or to the fund.</summary>
/// <param name="Account">The account; 0 for the fund.</param>
/// <param name="Amount">Quanta.</param>
/// <param name="Owner">The owner.</param>
/// <param name="KeyX">x of the master key of a new account, or 0.</param>
/// <param name="KeyY">y of it, or 0.</param>
public readonly record struct Deposit(
    AccountId Account,
    QuoteAmount Amount,
    EthereumAddress Owner,
    Fr KeyX,
    Fr KeyY);
