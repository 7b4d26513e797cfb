using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Settlement after expiry (§11).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SettleExpiry transaction, EventBuffer events) => CheckTime(time);
}
