using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <content>The L1 queue.</content>
internal sealed partial class Venue
{
    private Timestamp Now => new(Time);

    /// <summary>Deposits with the account's own key and owner.</summary>
    internal void Deposit(long account, long amount, OutcomeCode expected = OutcomeCode.Done)
    {
        AccountId id = new(account);
        SchnorrPublicKey key = TestKeys.Of(id);
        Deposit(new Deposit(id, new QuoteAmount(amount), TestKeys.AddressOf(id), key.X, key.Y), expected);
    }

    internal void Deposit(in Deposit operation, OutcomeCode expected)
    {
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void Fund(long amount) =>
        Deposit(new Deposit(AccountId.None, new QuoteAmount(amount), default, Fr.Zero, Fr.Zero), OutcomeCode.Done);

    internal void ChangeMasterKey(long account, Fr x, Fr y, OutcomeCode expected = OutcomeCode.Done, long? owner = null)
    {
        ChangeMasterKey operation = new(new AccountId(account), TestKeys.AddressOf(new AccountId(owner ?? account)), x, y);
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void ForcedCancelAll(long account, OutcomeCode expected = OutcomeCode.Done, long? owner = null)
    {
        ForcedCancelAll operation = new(new AccountId(account), TestKeys.AddressOf(new AccountId(owner ?? account)));
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void ForcedWithdraw(long account, long amount, OutcomeCode expected, long paid = 0, long? owner = null)
    {
        ForcedWithdraw operation = new(
            new AccountId(account),
            new QuoteAmount(amount),
            TestKeys.AddressOf(new AccountId(owner ?? account)));
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, paid);
    }

    internal void ForcedClose(
        long account,
        Side side,
        long largest,
        OutcomeCode expected,
        long closed = 0,
        long? owner = null,
        InstrumentId? instrument = null)
    {
        ForcedClose operation = new(
            new AccountId(account),
            instrument ?? Perpetual,
            side,
            new Lots(largest),
            TestKeys.AddressOf(new AccountId(owner ?? account)));
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, closed);
    }

    internal void List(InstrumentId instrument, Record terms, Record limits, OutcomeCode expected = OutcomeCode.Done)
    {
        ListInstrument operation = new(instrument, terms, limits);
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void SetParameters(InstrumentId instrument, Record limits, OutcomeCode expected = OutcomeCode.Done)
    {
        SetParameters operation = new(instrument, limits);
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void SetOracleKey(long signer, Fr x, Fr y, OutcomeCode expected = OutcomeCode.Done)
    {
        SetOracleKey operation = new(new SignerIndex(signer), x, y);
        Cause cause = Exchange.Consume(Now, Exchange.NextQueueIndex, operation, _events, out QueueOutcome outcome);
        Consumed(cause, outcome, expected, 0);
    }

    internal void SetOracleKeys()
    {
        for (long signer = 0; signer < 5; signer++)
        {
            SchnorrPublicKey key = TestKeys.OfSigner(signer);
            SetOracleKey(signer, key.X, key.Y);
        }
    }
}
