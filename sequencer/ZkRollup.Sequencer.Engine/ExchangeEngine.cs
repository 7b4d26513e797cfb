using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>The exchange as the sequencer runs it: docs/protocol.md, fast.</summary>
/// <remarks>
/// One thread, no clock, no randomness: equal commands make equal states. It allocates when it is made and then no more, but for what
/// the state trees grow by when a root is computed. Paragraphs in comments are those of docs/protocol.md.
/// </remarks>
public sealed partial class ExchangeEngine : IExchange
{
    private readonly EngineLimits _limits;
    private readonly StateStore _state;
    private readonly HolderLists _holders;
    private TransitionLog? _log;
    private bool _withKeys;
    private long _time;
    private long _sequence;
    private long _queueIndex;

    /// <summary>An exchange without anything in it.</summary>
    /// <param name="limits">How much it can hold.</param>
    public ExchangeEngine(EngineLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Require();
        _limits = limits;
        _state = new StateStore(limits);
        _holders = new HolderLists(limits);
        _books = new Books.OrderBooks(_state, limits);
        _log = limits.LogWords == 0 ? null : new TransitionLog(limits.LogWords);
    }

    /// <inheritdoc/>
    public Timestamp LastTime => new(_time);

    /// <inheritdoc/>
    public SequenceNumber LastSequence => new(_sequence);

    /// <inheritdoc/>
    public QueueIndex NextQueueIndex => new(_queueIndex);

    /// <summary>How much it can hold.</summary>
    public EngineLimits Limits => _limits;

    /// <summary>What it did since the log was cleared; null if the limits give it no words.</summary>
    public TransitionLog? Log => _log;

    /// <summary>Takes the log away and leaves another one, empty, in its place.</summary>
    /// <param name="next">The log to go on with.</param>
    /// <returns>The log so far.</returns>
    public TransitionLog SwapLog(TransitionLog next)
    {
        ArgumentNullException.ThrowIfNull(next);
        TransitionLog last = _log ?? throw new InvalidOperationException("The limits of this engine give it no log.");
        _log = next;
        return last;
    }

    /// <inheritdoc/>
    /// <remarks>Costs a path for each record that changed since the last call.</remarks>
    public Fr ComputeStateRoot() => _state.ComputeTree().Root;

    /// <summary>The root of a subtree, as the public data of a batch names it.</summary>
    public Fr ComputeSubtreeRoot(Subtree subtree) => _state.ComputeTree().SubtreeRoot(subtree);

    /// <summary>The record at an address; default if there is none.</summary>
    public Record GetRecord(RecordAddress address) => _state.Contains(address.Value) ? _state.Pack(address.Value) : default;

    /// <summary>The records that exist, by ascending address.</summary>
    public IEnumerable<KeyValuePair<RecordAddress, Record>> LiveRecords() => _state.Addresses(_books.Used)
        .Select(address => KeyValuePair.Create(new RecordAddress(address), _state.Pack(address)));

    /// <summary>What a transaction without a signature begins with; forgets what a rejected one before it read.</summary>
    private Cause CheckTime(Timestamp time)
    {
        _state.BeginSlot();
        return time.Value < _time ? Cause.TimeDecreases : Cause.Accepted;
    }

    /// <summary>What a transaction of a session begins with (§5.3).</summary>
    /// <param name="time">Its time.</param>
    /// <param name="key">The key that its signature holds under.</param>
    /// <param name="header">Account, session, nonce, deadline.</param>
    /// <param name="scope">The bit that it needs.</param>
    /// <param name="session">The place of its session in the pool.</param>
    private Cause CheckSession(Timestamp time, in SchnorrPublicKey key, in SessionHeader header, SessionScope scope, out int session)
    {
        session = 0;
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        if (!_state.HasAccount(header.Account.Value))
        {
            return Cause.UnknownAccount;
        }

        int account = (int)header.Account.Value;
        session = _state.SessionAt(account, (int)header.Slot.Value);
        ref readonly SessionState state = ref _state.Sessions[session];
        if (state.Serial == 0 || state.Serial != header.Serial.Value)
        {
            return Cause.UnknownSession;
        }

        _state.ReadAccount(account);
        if (state.SessionEpoch != _state.Accounts[account].SessionEpoch)
        {
            return Cause.SessionEpochPassed;
        }

        if (state.Expiry <= time.Value)
        {
            return Cause.SessionExpired;
        }

        ref readonly SessionKey own = ref _state.SessionKeys[session];
        if (key.X != own.X || key.Y != own.Y)
        {
            return Cause.SignatureInvalid;
        }

        if ((state.Scope & (int)scope) == 0)
        {
            return Cause.ScopeMissing;
        }

        if (header.Nonce.Value <= state.Nonce)
        {
            return Cause.NonceNotIncreasing;
        }

        return header.Deadline.Value < time.Value ? Cause.DeadlinePassed : Cause.Accepted;
    }

    /// <summary>What a transaction of a master key begins with (§5.3).</summary>
    private Cause CheckMaster(Timestamp time, in SchnorrPublicKey key, AccountId account, Nonce nonce, Timestamp deadline)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        if (!_state.HasAccount(account.Value))
        {
            return Cause.UnknownAccount;
        }

        ref readonly OwnerState owner = ref _state.Owners[account.Value];
        if (owner.KeyX.IsZero && owner.KeyY.IsZero)
        {
            return Cause.NoMasterKey;
        }

        if (key.X != owner.KeyX || key.Y != owner.KeyY)
        {
            return Cause.SignatureInvalid;
        }

        if (nonce.Value <= owner.MasterNonce)
        {
            return Cause.NonceNotIncreasing;
        }

        return deadline.Value < time.Value ? Cause.DeadlinePassed : Cause.Accepted;
    }

    /// <summary>Accepts a transaction whose preconditions hold: before its first effect.</summary>
    /// <returns>False if the log is full: then it is to be answered with Overloaded.</returns>
    internal bool TryAccept<T>(Timestamp time, TransactionKind kind, in T transaction, bool withKeys = false)
        where T : unmanaged
    {
        if (_log is { HasRoom: false })
        {
            return false;
        }

        _withKeys = withKeys;
        _time = time.Value;
        _sequence++;
        _log?.Begin(kind, _sequence, _time, -1, transaction);
        return true;
    }

    /// <summary>Ends a slot of a transaction and begins the next.</summary>
    internal void EndSlot()
    {
        _log?.EndSlot(_state, _withKeys);
        _state.BeginSlot();
    }

    /// <summary>Ends a transaction.</summary>
    internal Cause Finish()
    {
        _log?.EndSlot(_state, _withKeys);
        _log?.End(default);
        return Cause.Accepted;
    }
}
