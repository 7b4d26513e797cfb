using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>The L1 queue: what governance does (§6.8 to §6.10).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ListInstrument operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        bool fits = operation.Instrument.Value < _state.Instruments.Length;
        Cause cause = TryConsume(time, index, TransactionKind.ListInstrument, operation, fits);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        int number = (int)operation.Instrument.Value;
        OutcomeCode code = number == 0 ? OutcomeCode.InstrumentUnknown
            : _state.Instruments[number].IsListed ? OutcomeCode.InstrumentExists
            : !Listing.AreTermsUsable(operation.Terms, _time) || !Listing.AreLimitsUsable(operation.Limits, operation.Terms)
                ? OutcomeCode.ParametersUnusable
            : OutcomeCode.Done;
        if (code == OutcomeCode.Done)
        {
            _state.UnpackTerms(number, operation.Terms);
            _state.UnpackLimits(number, operation.Limits);
            _state.WroteTerms(number);
            _state.WroteLimits(number);
            _state.WroteRisk(number);
            _state.WroteInsurance(number);
            events.Add(new ExchangeEvent { Kind = EventKind.InstrumentListed, Instrument = operation.Instrument });
        }

        outcome = new QueueOutcome(code, 0);
        return FinishQueue(outcome, events);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetParameters operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.SetParameters, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = OutcomeCode.InstrumentUnknown;
        if (_state.HasInstrument(operation.Instrument.Value))
        {
            int number = (int)operation.Instrument.Value;
            _state.ReadTerms(number);
            code = OutcomeCode.ParametersUnusable;
            if (Listing.AreLimitsUsable(operation.Limits, _state.Pack(Address.Terms(number))))
            {
                code = OutcomeCode.Done;
                _state.UnpackLimits(number, operation.Limits);
                _state.WroteLimits(number);
                events.Add(new ExchangeEvent { Kind = EventKind.ParametersSet, Instrument = operation.Instrument });
            }
        }

        outcome = new QueueOutcome(code, 0);
        return FinishQueue(outcome, events);
    }

    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in SetOracleKey operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.SetOracleKey, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        OutcomeCode code = OutcomeCode.KeyUnusable;
        int signer = (int)operation.Signer.Value;
        if (signer < _state.Signers.Length && SchnorrPublicKey.TryCreate(operation.KeyX, operation.KeyY, out _, out _))
        {
            code = OutcomeCode.Done;
            _state.Signers[signer].Key = new SessionKey { X = operation.KeyX, Y = operation.KeyY };
            _state.WroteSigner(signer);
            events.Add(new ExchangeEvent { Kind = EventKind.OracleKeySet, Number = signer });
        }

        outcome = new QueueOutcome(code, 0);
        return FinishQueue(outcome, events);
    }
}
