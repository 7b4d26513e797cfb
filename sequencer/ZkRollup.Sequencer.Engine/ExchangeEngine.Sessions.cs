using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Sessions and withdrawals (§7).</summary>
public sealed partial class ExchangeEngine
{
    private const int SessionScopes =
        (int)(SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw | SessionScope.CancelOnDisconnect);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OpenSession transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Cause cause = CheckMaster(time, key, transaction.Account, transaction.Nonce, transaction.Deadline);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        int account = (int)transaction.Account.Value;
        cause = CheckOpening(time, account, transaction);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        int slot = (int)transaction.Slot.Value;
        if (!_state.HasRoomForSession(account, slot) || !TryAccept(time, TransactionKind.OpenSession, transaction, withKeys: true))
        {
            return Cause.Overloaded;
        }

        int session = _state.TakeSession(account, slot);
        UseMasterNonce(account, transaction.Nonce.Value);
        ref AccountState owner = ref _state.Accounts[account];
        ref SessionState state = ref _state.Sessions[session];
        owner.SessionCount++;
        state.LargestNotional = transaction.LargestNotional.Value;
        state.Nonce = 0;
        state.Expiry = transaction.Expiry.Value;
        state.Markets = transaction.Markets;
        state.Budget = transaction.Budget.Value;
        state.SessionEpoch = owner.SessionEpoch;
        state.Serial = owner.SessionCount;
        state.Scope = (int)transaction.Scope;
        _state.SessionKeys[session] = new SessionKey { X = transaction.KeyX, Y = transaction.KeyY };
        _state.WroteAccount(account);
        _state.WroteSession(session);
        events.Add(new ExchangeEvent { Kind = EventKind.SessionOpened, Account = transaction.Account, Number = owner.SessionCount });
        return Finish();
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RevokeSession transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Cause cause = CheckMaster(time, key, transaction.Account, transaction.Nonce, transaction.Deadline);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        int account = (int)transaction.Account.Value;
        int session = _state.SessionAt(account, (int)transaction.Slot.Value);
        ref SessionState state = ref _state.Sessions[session];
        if (state.Serial == 0 || state.Serial != transaction.Serial.Value)
        {
            return Cause.UnknownSession;
        }

        if (!TryAccept(time, TransactionKind.RevokeSession, transaction, withKeys: true))
        {
            return Cause.Overloaded;
        }

        UseMasterNonce(account, transaction.Nonce.Value);
        state = new SessionState { Stamp = state.Stamp, Address = state.Address };
        _state.SessionKeys[session] = default;
        _state.WroteSession(session);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.SessionRevoked,
            Account = transaction.Account,
            Number = transaction.Serial.Value,
        });
        return Finish();
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelAll transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Cause cause = CheckSession(time, key, transaction.Header, SessionScope.Cancel, out int session);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.CancelAll, transaction))
        {
            return Cause.Overloaded;
        }

        UseNonce(session, transaction.Header.Nonce.Value);
        RaiseOrderEpoch((int)transaction.Header.Account.Value, events);
        return Finish();
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in Withdraw transaction, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        SessionHeader header = transaction.Header;
        int session = 0;
        bool isMaster = header.Serial.Value == 0 && header.Slot.Value == 0;
        Cause cause = isMaster
            ? CheckMaster(time, key, header.Account, header.Nonce, header.Deadline)
            : CheckSession(time, key, header, SessionScope.Withdraw, out session);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        int account = (int)header.Account.Value;
        long amount = transaction.Amount.Value;
        if (amount == 0)
        {
            return Cause.AmountZero;
        }

        if (amount > Withdrawable(account, time.Value))
        {
            return Cause.WithdrawalTooLarge;
        }

        if (!TryAccept(time, TransactionKind.Withdraw, transaction, withKeys: isMaster))
        {
            return Cause.Overloaded;
        }

        if (isMaster)
        {
            UseMasterNonce(account, header.Nonce.Value);
        }
        else
        {
            _state.ReadOwner(account);
            UseNonce(session, header.Nonce.Value);
        }

        Pay(account, amount, events);
        return Finish();
    }

    /// <summary>What is wrong with a session that is to be opened (§7.2).</summary>
    private Cause CheckOpening(Timestamp time, int account, in OpenSession transaction)
    {
        if (transaction.Expiry.Value <= time.Value)
        {
            return Cause.SessionExpiryInvalid;
        }

        if (((int)transaction.Scope & ~SessionScopes) != 0)
        {
            return Cause.ScopeInvalid;
        }

        if (!SchnorrPublicKey.TryCreate(transaction.KeyX, transaction.KeyY, out _, out _))
        {
            return Cause.KeyInvalid;
        }

        return _state.Accounts[account].SessionCount >= SessionSerial.MaxValue ? Cause.TooManySessions : Cause.Accepted;
    }

    /// <summary>The first effect of a transaction of a master key.</summary>
    private void UseMasterNonce(int account, long nonce)
    {
        _state.Owners[account].MasterNonce = nonce;
        _state.WroteOwner(account);
    }

    /// <summary>Pays an amount to the owner of an account.</summary>
    private void Pay(int account, long amount, EventBuffer events)
    {
        _state.Accounts[account].Cash -= amount;
        _state.Treasury.NetDeposits -= amount;
        RequireCash(_state.Accounts[account].Cash);
        _state.WroteAccount(account);
        _state.WroteTreasury();
        events.Add(new ExchangeEvent { Kind = EventKind.Withdrawn, Account = new AccountId(account), Money = new QuoteQuanta(amount) });
    }
}
