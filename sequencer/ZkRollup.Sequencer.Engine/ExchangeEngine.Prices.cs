using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Prices (§9).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction, EventBuffer events) => CheckTime(time);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction, EventBuffer events) => CheckTime(time);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in UpdateMark transaction, EventBuffer events) => CheckTime(time);
}
