using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>The L1 queue (§6).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in Deposit operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.Deposit, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ChangeMasterKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.ChangeMasterKey, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedCancelAll operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.ForcedCancelAll, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedWithdraw operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.ForcedWithdraw, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ListInstrument operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.ListInstrument, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetParameters operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.SetParameters, operation);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetOracleKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        return TryConsume(time, index, TransactionKind.SetOracleKey, operation);
    }

    /// <summary>Consumes an operation of the queue, before its first effect; it always ends with <see cref="FinishQueue"/>.</summary>
    private Cause TryConsume<T>(Timestamp time, QueueIndex index, TransactionKind kind, in T operation)
        where T : unmanaged
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        if (index.Value != _queueIndex)
        {
            return Cause.QueueIndexWrong;
        }

        if (_log is { HasRoom: false })
        {
            return Cause.Overloaded;
        }

        _withKeys = true;
        _time = time.Value;
        _sequence++;
        _queueIndex++;
        _log?.Begin(kind, _sequence, _time, index.Value, operation);
        return Cause.Accepted;
    }

    /// <summary>Ends an operation of the queue.</summary>
    private Cause FinishQueue(QueueOutcome outcome, EventBuffer events)
    {
        _log?.EndSlot(_state, _withKeys);
        _log?.End(outcome);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.QueueConsumed,
            Cause = (byte)outcome.Code,
            Number = _queueIndex - 1,
            Money = new QuoteQuanta(outcome.Value),
        });
        return Cause.Accepted;
    }

    /// <summary>AccountUnknown, OwnerDiffers, or Done if the owner is who asks (§6).</summary>
    internal OutcomeCode CheckOwner(AccountId account, EthereumAddress owner)
    {
        if (!_state.HasAccount(account.Value))
        {
            return OutcomeCode.AccountUnknown;
        }

        ref readonly OwnerState state = ref _state.Owners[account.Value];
        (ulong low, ulong middle, ulong high) = OwnerRecord.SplitAddress(owner);
        _state.ReadOwner((int)account.Value);
        return low == state.AddressLow && middle == state.AddressMiddle && high == state.AddressHigh
            ? OutcomeCode.Done
            : OutcomeCode.OwnerDiffers;
    }
}
