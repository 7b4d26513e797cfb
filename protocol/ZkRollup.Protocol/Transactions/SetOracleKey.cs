using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Changes the key of a signer; from governance.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="KeyX">x of the key.</param>
/// <param name="KeyY">y of the key.</param>
public readonly record struct SetOracleKey(
    SignerIndex Signer,
    Fr KeyX,
    Fr KeyY);
