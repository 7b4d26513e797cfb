using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Collecting fees (§10.5).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>A fifth of the fees, rounded up, is the insurance's.</summary>
    private const long InsuranceShareDivisor = 5;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in CollectFees transaction, EventBuffer events)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        Cause cause = CheckCollectFees(transaction.Instrument.Value);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.CollectFees, transaction))
        {
            return Cause.Overloaded;
        }

        int id = (int)transaction.Instrument.Value;
        ref InstrumentState instrument = ref _state.Instruments[id];
        int collector = (int)AccountId.Operator.Value;
        long share = Division.DivCeil(instrument.Fees, InsuranceShareDivisor);
        long rest = instrument.Fees - share;
        instrument.Fees = 0;
        _state.Accounts[collector].Cash += rest;
        RequireCash(_state.Accounts[collector].Cash);
        Refill(ref instrument, share);
        _state.WroteBook(id);
        _state.WroteAccount(collector);
        _state.WroteInsurance(id);
        _state.WroteTreasury();
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.FeesCollected,
            Instrument = transaction.Instrument,
            Money = new QuoteQuanta(rest),
            SecondMoney = new QuoteQuanta(share),
        });
        return Finish();
    }

    /// <summary>UnknownInstrument, OperatorMissing, NothingToCollect.</summary>
    internal Cause CheckCollectFees(long id)
    {
        if (!_state.HasInstrument(id))
        {
            return Cause.UnknownInstrument;
        }

        if (!_state.HasAccount(AccountId.Operator.Value))
        {
            return Cause.OperatorMissing;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadTerms((int)id);
        _state.ReadRisk((int)id);
        _state.ReadLimits((int)id);
        bool lacks = MissingToTarget(instrument) > 0 && _state.Treasury.Fund > 0;
        bool returns = IsOver(instrument) && instrument.InsuranceCash > 0;
        return instrument.Fees != 0 || lacks || returns ? Cause.Accepted : Cause.NothingToCollect;
    }

    /// <summary>True if nobody holds lots of a settled instrument any more: its insurance is not needed.</summary>
    private static bool IsOver(in InstrumentState instrument) =>
        instrument.Status == MarkStatus.Settled && (instrument.LongLots | instrument.ShortLots) == 0;

    /// <summary>What the insurance's equity lacks to its target.</summary>
    /// <remarks>
    /// The target is below 2^56, cash above −2^59, inventory worth less than 2^56 (§6.2) and what it is owed below 2^57 (§12), so this
    /// is below 2^60.
    /// </remarks>
    private static long MissingToTarget(in InstrumentState instrument) =>
        Math.Max((IsOver(instrument) ? 0 : instrument.InsuranceTarget) - InsuranceEquity(instrument), 0);

    /// <summary>Raises the insurance to its target from its share and then from the fund; the rest of the share goes to the fund.</summary>
    private void Refill(ref InstrumentState instrument, long share)
    {
        long missing = MissingToTarget(instrument);
        long part = Math.Min(share, missing);
        long fund = _state.Treasury.Fund + (share - part);
        long drawn = Math.Min(fund, missing - part);
        instrument.InsuranceCash += part + drawn;
        fund -= drawn;
        if (IsOver(instrument) && instrument.InsuranceCash > 0)
        {
            fund += instrument.InsuranceCash;
            instrument.InsuranceCash = 0;
        }

        Invariant.Require(fund is >= 0 and < 1L << 59, "the fund is below 2^59 quanta", fund);
        _state.Treasury.Fund = fund;
    }
}
