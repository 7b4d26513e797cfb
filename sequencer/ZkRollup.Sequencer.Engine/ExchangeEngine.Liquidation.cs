using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Liquidation, insurance, deleverage (§10).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Liquidate transaction, EventBuffer events) => CheckTime(time);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Deleverage transaction, EventBuffer events) => CheckTime(time);
}
