using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A price of an underlying; signed by an oracle signer.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="Underlying">The underlying.</param>
/// <param name="Round">The round.</param>
/// <param name="Price">The price.</param>
public readonly record struct OracleUpdate(
    SignerIndex Signer,
    UnderlyingId Underlying,
    Round Round,
    PriceTicks Price);
