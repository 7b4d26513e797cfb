using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>The state transition of docs/protocol.md: what the reference and the engine have in common.</summary>
/// <remarks>
/// A transaction that is rejected changes nothing and adds no event. Signatures were verified by the caller, who passes the key under which
/// they hold, or the default if they hold under none; another key than the state's is SignatureInvalid. So a key that
/// was replaced after the verification cannot authorise anything.
/// </remarks>
public interface IExchange
{
    /// <summary>The time of the last accepted transaction.</summary>
    Timestamp LastTime { get; }

    /// <summary>The sequence number of the last accepted transaction; 0 at genesis.</summary>
    SequenceNumber LastSequence { get; }

    /// <summary>The next operation of the L1 queue.</summary>
    QueueIndex NextQueueIndex { get; }

    /// <summary>The root of the state tree.</summary>
    Fr ComputeStateRoot();

    /// <summary>OpenSession.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in OpenSession transaction, EventBuffer events);

    /// <summary>RevokeSession.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in RevokeSession transaction, EventBuffer events);

    /// <summary>PlaceOrder.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in PlaceOrder transaction, EventBuffer events);

    /// <summary>CancelOrder.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelOrder transaction, EventBuffer events);

    /// <summary>CancelAll.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelAll transaction, EventBuffer events);

    /// <summary>Withdraw.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in Withdraw transaction, EventBuffer events);

    /// <summary>OracleUpdate.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction, EventBuffer events);

    /// <summary>RiskUpdate.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="key">The key that the signature was verified under.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction, EventBuffer events);

    /// <summary>UpdateMark.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in UpdateMark transaction, EventBuffer events);

    /// <summary>RemoveOrder.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in RemoveOrder transaction, EventBuffer events);

    /// <summary>Liquidate.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in Liquidate transaction, EventBuffer events);

    /// <summary>Deleverage.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in Deleverage transaction, EventBuffer events);

    /// <summary>SettleExpiry.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in SettleExpiry transaction, EventBuffer events);

    /// <summary>CollectFees.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    Cause Apply(Timestamp time, in CollectFees transaction, EventBuffer events);

    /// <summary>Deposit.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in Deposit operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>ChangeMasterKey.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in ChangeMasterKey operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>ForcedCancelAll.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in ForcedCancelAll operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>ForcedWithdraw.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in ForcedWithdraw operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>ForcedClose.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in ForcedClose operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>ListInstrument.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in ListInstrument operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>SetParameters.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in SetParameters operation, EventBuffer events, out QueueOutcome outcome);

    /// <summary>SetOracleKey.</summary>
    /// <param name="time">The time of the transaction.</param>
    /// <param name="index">Its place in the L1 queue.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="events">Receives what happened.</param>
    /// <param name="outcome">What became of it, if it was consumed.</param>
    /// <returns>Accepted if it was consumed; TimeDecreases or QueueIndexWrong if not.</returns>
    Cause Consume(Timestamp time, QueueIndex index, in SetOracleKey operation, EventBuffer events, out QueueOutcome outcome);
}
