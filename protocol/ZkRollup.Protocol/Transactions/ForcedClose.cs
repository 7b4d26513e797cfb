using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Closes a position at a penalty; from L1.</summary>
/// <param name="Account">The account.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buy: a long position; sell: a short one.</param>
/// <param name="LargestSize">Most lots to close.</param>
/// <param name="Owner">Who asks.</param>
public readonly record struct ForcedClose(
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    Lots LargestSize,
    EthereumAddress Owner);
