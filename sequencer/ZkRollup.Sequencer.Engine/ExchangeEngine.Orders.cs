using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Orders (§7.4, §8).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in PlaceOrder transaction, EventBuffer events) =>
        CheckSession(time, key, transaction.Header, Protocol.State.SessionScope.Trade, out _);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelOrder transaction, EventBuffer events) =>
        CheckSession(time, key, transaction.Header, Protocol.State.SessionScope.Cancel, out _);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in RemoveOrder transaction, EventBuffer events) => CheckTime(time);
}
