using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Sessions and withdrawals (§7).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OpenSession transaction, EventBuffer events) =>
        CheckMaster(time, key, transaction.Account, transaction.Nonce, transaction.Deadline);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RevokeSession transaction, EventBuffer events) =>
        CheckMaster(time, key, transaction.Account, transaction.Nonce, transaction.Deadline);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelAll transaction, EventBuffer events) =>
        CheckSession(time, key, transaction.Header, Protocol.State.SessionScope.Cancel, out _);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in Withdraw transaction, EventBuffer events) =>
        CheckSession(time, key, transaction.Header, Protocol.State.SessionScope.Withdraw, out _);
}
