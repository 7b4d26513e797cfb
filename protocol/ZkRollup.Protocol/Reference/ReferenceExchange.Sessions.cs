using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§7: sessions, cancels, withdrawals.</content>
public sealed partial class ReferenceExchange
{
    private const SessionScope GivenScopes =
        SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw | SessionScope.CancelOnDisconnect;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OpenSession transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RevokeSession transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelOrder transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in CancelAll transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in Withdraw transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <summary>§7.2.</summary>
    private Cause Execute(in SchnorrPublicKey key, in OpenSession transaction)
    {
        Cause cause = CheckMaster(transaction.Account, transaction.Nonce, transaction.Deadline, key);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        AccountRecord account = Account(transaction.Account);
        cause = transaction.Expiry.Value <= _time.Value ? Cause.SessionExpiryInvalid
            : (transaction.Scope & ~GivenScopes) != 0 ? Cause.ScopeInvalid
            : !IsUsableKey(transaction.KeyX, transaction.KeyY) ? Cause.KeyInvalid
            : account.SessionCount.Value == SessionSerial.MaxValue ? Cause.TooManySessions
            : Cause.Accepted;
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        AcceptMasterNonce(transaction.Account, transaction.Nonce);
        account = account with { SessionCount = new SessionSerial(account.SessionCount.Value + 1) };
        Put(transaction.Account, account);
        Put(transaction.Account, transaction.Slot, new SessionRecord
        {
            KeyX = transaction.KeyX,
            KeyY = transaction.KeyY,
            LargestNotional = transaction.LargestNotional,
            Expiry = transaction.Expiry,
            Markets = transaction.Markets,
            Budget = transaction.Budget,
            SessionEpoch = account.SessionEpoch,
            Scope = transaction.Scope,
            Serial = account.SessionCount,
        });
        Emit(new ExchangeEvent
        {
            Kind = EventKind.SessionOpened,
            Account = transaction.Account,
            Number = account.SessionCount.Value,
        });
        return Cause.Accepted;
    }

    /// <summary>§7.3.</summary>
    private Cause Execute(in SchnorrPublicKey key, in RevokeSession transaction)
    {
        Cause cause = CheckMaster(transaction.Account, transaction.Nonce, transaction.Deadline, key);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        SessionRecord session = Session(transaction.Account, transaction.Slot);
        if (!session.Exists || session.Serial != transaction.Serial)
        {
            return Cause.UnknownSession;
        }

        AcceptMasterNonce(transaction.Account, transaction.Nonce);
        Put(transaction.Account, transaction.Slot, default);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.SessionRevoked,
            Account = transaction.Account,
            Number = transaction.Serial.Value,
        });
        return Cause.Accepted;
    }

    /// <summary>§7.4.</summary>
    private Cause Execute(in SchnorrPublicKey key, in CancelOrder transaction)
    {
        Cause cause = CheckSession(transaction.Header, key, SessionScope.Cancel);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        AcceptNonce(transaction.Header);
        AccountId account = transaction.Header.Account;
        OrderLeaf leaf = transaction.Leaf == OrderLeaf.None ? _orders.Find(account, transaction.Target) : transaction.Leaf;
        if (leaf == OrderLeaf.None)
        {
            return Cause.Accepted;
        }

        OrderRecord order = Order(leaf);
        if (order.Exists && order.Account == account && order.Id == transaction.Target)
        {
            TakeOut(leaf, EventKind.OrderCancelled, (byte)EndOfMatching.Signed);
        }

        return Cause.Accepted;
    }

    /// <summary>§7.5.</summary>
    private Cause Execute(in SchnorrPublicKey key, in CancelAll transaction)
    {
        Cause cause = CheckSession(transaction.Header, key, SessionScope.Cancel);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        AcceptNonce(transaction.Header);
        RaiseOrderEpoch(transaction.Header.Account);
        return Cause.Accepted;
    }

    /// <summary>§7.6. Serial 0 in slot 0 means the master key (§5.2).</summary>
    private Cause Execute(in SchnorrPublicKey key, in Withdraw transaction)
    {
        SessionHeader header = transaction.Header;
        bool isMaster = header.Serial == SessionSerial.None && header.Slot.Value == 0;
        Cause cause = isMaster
            ? CheckMaster(header.Account, header.Nonce, header.Deadline, key)
            : CheckSession(header, key, SessionScope.Withdraw);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (transaction.Amount.Value == 0)
        {
            return Cause.AmountZero;
        }

        if (transaction.Amount.Value > Withdrawable(header.Account))
        {
            return Cause.WithdrawalTooLarge;
        }

        if (isMaster)
        {
            AcceptMasterNonce(header.Account, header.Nonce);
        }
        else
        {
            AcceptNonce(header);
        }

        PayOut(header.Account, transaction.Amount.Value);
        return Cause.Accepted;
    }

    /// <summary>§6.6, §7.6: cash leaves; the withdrawal is public.</summary>
    private void PayOut(AccountId account, Int128 amount)
    {
        AddCash(account, -amount);
        AddNetDeposits(-amount);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.Withdrawn,
            Account = account,
            Money = Invariant.Narrow<QuoteQuanta>(amount, "A withdrawal"),
        });
    }

    private void RaiseSessionEpoch(AccountId id)
    {
        AccountRecord account = Account(id);
        Put(id, account with { SessionEpoch = Invariant.Narrow<Epoch>(account.SessionEpoch.Value + 1, "The session epoch") });
    }

    private void RaiseOrderEpoch(AccountId id)
    {
        AccountRecord account = Account(id);
        Epoch epoch = Invariant.Narrow<Epoch>(account.OrderEpoch.Value + 1, "The order epoch");
        Put(id, account with { OrderEpoch = epoch });
        Emit(new ExchangeEvent { Kind = EventKind.OrderEpochRaised, Account = id, Number = epoch.Value });
    }
}
