using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>The L1 queue: what concerns accounts (§6.3 to §6.6).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>Net deposits, cash and fund stay below this by deposits (§6.1).</summary>
    private const long DepositsMax = 1L << 56;

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in Deposit operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.Deposit, operation, operation.Account.Value < _state.Accounts.Length);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        outcome = new QueueOutcome(TakeDeposit(operation, events), 0);
        return FinishQueue(outcome, events);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ChangeMasterKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.ChangeMasterKey, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = CheckOwner(operation.Account, operation.Owner);
        bool isNone = operation.KeyX.IsZero && operation.KeyY.IsZero;
        if (code == OutcomeCode.Done && !isNone && !SchnorrPublicKey.TryCreate(operation.KeyX, operation.KeyY, out _, out _))
        {
            code = OutcomeCode.KeyUnusable;
        }

        if (code == OutcomeCode.Done)
        {
            int account = (int)operation.Account.Value;
            _state.Owners[account].KeyX = operation.KeyX;
            _state.Owners[account].KeyY = operation.KeyY;
            _state.WroteOwner(account);
            events.Add(new ExchangeEvent { Kind = EventKind.MasterKeyChanged, Account = operation.Account });
            RaiseEpochs(account, events);
        }

        outcome = new QueueOutcome(code, 0);
        return FinishQueue(outcome, events);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedCancelAll operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.ForcedCancelAll, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = CheckOwner(operation.Account, operation.Owner);
        if (code == OutcomeCode.Done)
        {
            RaiseEpochs((int)operation.Account.Value, events);
        }

        outcome = new QueueOutcome(code, 0);
        return FinishQueue(outcome, events);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedWithdraw operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.ForcedWithdraw, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = CheckOwner(operation.Account, operation.Owner);
        long paid = 0;
        if (code == OutcomeCode.Done)
        {
            int account = (int)operation.Account.Value;
            paid = Math.Min(operation.Amount.Value, Withdrawable(account, _time));
            code = paid == 0 ? OutcomeCode.NothingFree : OutcomeCode.Paid;
            if (paid > 0)
            {
                Pay(account, paid, events);
            }
        }

        outcome = new QueueOutcome(code, paid);
        return FinishQueue(outcome, events);
    }

    /// <summary>Consumes an operation of the queue, before its first effect; it always ends with <see cref="FinishQueue"/>.</summary>
    /// <param name="time">The time.</param>
    /// <param name="index">Its place.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="fits">False if there is no room for what it would make.</param>
    private Cause TryConsume<T>(Timestamp time, QueueIndex index, TransactionKind kind, in T operation, bool fits = true)
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

        if (!fits || _log is { HasRoom: false })
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

        _state.ReadOwner((int)account.Value);
        return IsOwner((int)account.Value, owner) ? OutcomeCode.Done : OutcomeCode.OwnerDiffers;
    }

    private bool IsOwner(int account, EthereumAddress owner)
    {
        ref readonly OwnerState state = ref _state.Owners[account];
        (ulong low, ulong middle, ulong high) = OwnerRecord.SplitAddress(owner);
        return low == state.AddressLow && middle == state.AddressMiddle && high == state.AddressHigh;
    }

    private void RaiseEpochs(int account, EventBuffer events)
    {
        _state.Accounts[account].SessionEpoch++;
        RaiseOrderEpoch(account, events);
    }

    private OutcomeCode TakeDeposit(in Deposit deposit, EventBuffer events)
    {
        int account = (int)deposit.Account.Value;
        long amount = deposit.Amount.Value;
        bool exists = account != 0 && _state.Accounts[account].IsLive;
        long held = account == 0 ? _state.Treasury.Fund : exists ? _state.Accounts[account].Cash : 0;
        _state.ReadTreasury();
        if (amount == 0 || _state.Treasury.NetDeposits + amount >= DepositsMax || held + amount >= DepositsMax)
        {
            return OutcomeCode.AmountUnusable;
        }

        OutcomeCode code = account == 0 ? OutcomeCode.Done : exists ? CheckOwner(deposit.Account, deposit.Owner) : TryMake(deposit, events);
        if (code is OutcomeCode.OwnerDiffers)
        {
            return code;
        }

        if (account == 0)
        {
            _state.Treasury.Fund += amount;
        }
        else
        {
            _state.Accounts[account].Cash += amount;
            _state.WroteAccount(account);
        }

        _state.Treasury.NetDeposits += amount;
        _state.WroteTreasury();
        events.Add(new ExchangeEvent { Kind = EventKind.Deposited, Account = deposit.Account, Money = new QuoteQuanta(amount) });
        return code;
    }

    /// <summary>Makes an account without cash (§6.3).</summary>
    private OutcomeCode TryMake(in Deposit deposit, EventBuffer events)
    {
        if (deposit.Owner == default)
        {
            return OutcomeCode.OwnerDiffers;
        }

        int account = (int)deposit.Account.Value;
        ref OwnerState owner = ref _state.Owners[account];
        (owner.AddressLow, owner.AddressMiddle, owner.AddressHigh) = OwnerRecord.SplitAddress(deposit.Owner);
        bool isUsable = SchnorrPublicKey.TryCreate(deposit.KeyX, deposit.KeyY, out SchnorrPublicKey key, out _);
        owner.KeyX = isUsable ? key.X : Fr.Zero;
        owner.KeyY = isUsable ? key.Y : Fr.Zero;
        _state.Accounts[account].IsLive = true;
        _state.WroteOwner(account);
        _state.WroteAccount(account);
        events.Add(new ExchangeEvent { Kind = EventKind.AccountCreated, Account = deposit.Account });
        return isUsable || (deposit.KeyX.IsZero && deposit.KeyY.IsZero) ? OutcomeCode.Done : OutcomeCode.DoneWithoutKey;
    }
}
