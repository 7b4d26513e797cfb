using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§6: the L1 queue, but for ForcedClose.</content>
public sealed partial class ReferenceExchange
{
    private const long DepositBound = 1L << 56;

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in Deposit operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ChangeMasterKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedCancelAll operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedWithdraw operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedClose operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ListInstrument operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetParameters operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetOracleKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        Cause cause = BeginOperation(time, index, events);
        outcome = cause == Cause.Accepted ? Execute(operation) : default;
        return EndOperation(cause, outcome);
    }

    /// <summary>§6.1: strict order, each exactly once.</summary>
    private Cause BeginOperation(Timestamp time, QueueIndex index, EventBuffer events) =>
        !Begin(time, events) ? Cause.TimeDecreases
        : index != NextQueueIndex ? Cause.QueueIndexWrong
        : Cause.Accepted;

    /// <summary>§6.1: an operation with an outcome from 16 on changes nothing else.</summary>
    private Cause EndOperation(Cause cause, QueueOutcome outcome)
    {
        if (cause == Cause.Accepted)
        {
            Invariant.Require(outcome.TookEffect || _store.Writes == 0, "An operation without effect writes nothing", _store.Writes);
            Emit(new ExchangeEvent
            {
                Kind = EventKind.QueueConsumed,
                Number = NextQueueIndex.Value,
                Cause = (byte)outcome.Code,
                Money = new QuoteQuanta(outcome.Value),
            });
            NextQueueIndex = Invariant.Narrow<QueueIndex>(NextQueueIndex.Value + 1, "The queue index");
        }

        return End(cause);
    }

    private static QueueOutcome Outcome(OutcomeCode code) => new(code, 0);

    /// <summary>The two outcomes that most operations of an owner begin with; null if neither applies.</summary>
    private OutcomeCode? CheckOwner(AccountId account, EthereumAddress owner) =>
        !Account(account).Exists ? OutcomeCode.AccountUnknown
        : Owner(account).Address != owner ? OutcomeCode.OwnerDiffers
        : null;

    /// <summary>§6.3.</summary>
    private QueueOutcome Execute(in Deposit operation)
    {
        long amount = operation.Amount.Value;
        TreasuryRecord treasury = Treasury();
        AccountRecord account = Account(operation.Account);
        long receiver = operation.Account == AccountId.None ? treasury.Fund.Value : account.Cash.Value;
        if (amount == 0 || treasury.NetDeposits.Value + amount >= DepositBound || receiver + amount >= DepositBound)
        {
            return Outcome(OutcomeCode.AmountUnusable);
        }

        OutcomeCode result = OutcomeCode.Done;
        if (operation.Account == AccountId.None)
        {
            AddToFund(amount);
        }
        else if (account.Exists)
        {
            if (Owner(operation.Account).Address != operation.Owner)
            {
                return Outcome(OutcomeCode.OwnerDiffers);
            }

            AddCash(operation.Account, amount);
        }
        else
        {
            if (operation.Owner == default)
            {
                return Outcome(OutcomeCode.OwnerDiffers);
            }

            result = CreateAccount(operation);
        }

        AddNetDeposits(amount);
        Emit(new ExchangeEvent { Kind = EventKind.Deposited, Account = operation.Account, Money = new QuoteQuanta(amount) });
        return Outcome(result);
    }

    /// <summary>§6.3: the account is made, with its first cash and, if it is usable, its master key.</summary>
    private OutcomeCode CreateAccount(in Deposit operation)
    {
        bool isKey = IsUsableKey(operation.KeyX, operation.KeyY);
        bool isNone = operation.KeyX.IsZero && operation.KeyY.IsZero;
        Put(operation.Account, new OwnerRecord
        {
            Address = operation.Owner,
            KeyX = isKey ? operation.KeyX : default,
            KeyY = isKey ? operation.KeyY : default,
        });
        Put(operation.Account, new AccountRecord { Exists = true, Cash = new QuoteQuanta(operation.Amount.Value) });
        Emit(new ExchangeEvent { Kind = EventKind.AccountCreated, Account = operation.Account });
        return isKey || isNone ? OutcomeCode.Done : OutcomeCode.DoneWithoutKey;
    }

    /// <summary>§6.4.</summary>
    private QueueOutcome Execute(in ChangeMasterKey operation)
    {
        if (CheckOwner(operation.Account, operation.Owner) is OutcomeCode refusal)
        {
            return Outcome(refusal);
        }

        bool isNone = operation.KeyX.IsZero && operation.KeyY.IsZero;
        if (!isNone && !IsUsableKey(operation.KeyX, operation.KeyY))
        {
            return Outcome(OutcomeCode.KeyUnusable);
        }

        Put(operation.Account, Owner(operation.Account) with { KeyX = operation.KeyX, KeyY = operation.KeyY });
        Emit(new ExchangeEvent { Kind = EventKind.MasterKeyChanged, Account = operation.Account });
        RaiseSessionEpoch(operation.Account);
        RaiseOrderEpoch(operation.Account);
        return Outcome(OutcomeCode.Done);
    }

    /// <summary>§6.5.</summary>
    private QueueOutcome Execute(in ForcedCancelAll operation)
    {
        if (CheckOwner(operation.Account, operation.Owner) is OutcomeCode refusal)
        {
            return Outcome(refusal);
        }

        RaiseSessionEpoch(operation.Account);
        RaiseOrderEpoch(operation.Account);
        return Outcome(OutcomeCode.Done);
    }

    /// <summary>§6.6.</summary>
    private QueueOutcome Execute(in ForcedWithdraw operation)
    {
        if (CheckOwner(operation.Account, operation.Owner) is OutcomeCode refusal)
        {
            return Outcome(refusal);
        }

        Int128 amount = Int128.Min(operation.Amount.Value, Withdrawable(operation.Account));
        if (amount == 0)
        {
            return Outcome(OutcomeCode.NothingFree);
        }

        PayOut(operation.Account, amount);
        return new QueueOutcome(OutcomeCode.Paid, (long)amount);
    }

    /// <summary>§6.8.</summary>
    private QueueOutcome Execute(in ListInstrument operation)
    {
        InstrumentId instrument = operation.Instrument;
        if (instrument == InstrumentId.None)
        {
            return Outcome(OutcomeCode.InstrumentUnknown);
        }

        if (Terms(instrument).Exists)
        {
            return Outcome(OutcomeCode.InstrumentExists);
        }

        if (!ListingBounds.AreUsableTerms(operation.Terms, _time))
        {
            return Outcome(OutcomeCode.ParametersUnusable);
        }

        TermsRecord terms = TermsRecord.FromRecord(operation.Terms);
        if (!ListingBounds.AreUsableLimits(operation.Limits, terms))
        {
            return Outcome(OutcomeCode.ParametersUnusable);
        }

        Put(instrument, terms);
        Put(instrument, LimitsRecord.FromRecord(operation.Limits));
        Put(instrument, new RiskRecord { Exists = true });
        Put(instrument, default(BookRecord));
        Put(instrument, new InsuranceRecord { Exists = true });
        Emit(new ExchangeEvent { Kind = EventKind.InstrumentListed, Instrument = instrument });
        return Outcome(OutcomeCode.Done);
    }

    /// <summary>§6.9.</summary>
    private QueueOutcome Execute(in SetParameters operation)
    {
        TermsRecord terms = Terms(operation.Instrument);
        if (!terms.Exists)
        {
            return Outcome(OutcomeCode.InstrumentUnknown);
        }

        if (!ListingBounds.AreUsableLimits(operation.Limits, terms))
        {
            return Outcome(OutcomeCode.ParametersUnusable);
        }

        Put(operation.Instrument, LimitsRecord.FromRecord(operation.Limits));
        Emit(new ExchangeEvent { Kind = EventKind.ParametersSet, Instrument = operation.Instrument });
        return Outcome(OutcomeCode.Done);
    }

    /// <summary>§6.10.</summary>
    private QueueOutcome Execute(in SetOracleKey operation)
    {
        if (operation.Signer.Value > SignerIndex.Risk.Value || !IsUsableKey(operation.KeyX, operation.KeyY))
        {
            return Outcome(OutcomeCode.KeyUnusable);
        }

        Put(operation.Signer, new SignerRecord { KeyX = operation.KeyX, KeyY = operation.KeyY });
        Emit(new ExchangeEvent { Kind = EventKind.OracleKeySet, Number = operation.Signer.Value });
        return Outcome(OutcomeCode.Done);
    }
}
