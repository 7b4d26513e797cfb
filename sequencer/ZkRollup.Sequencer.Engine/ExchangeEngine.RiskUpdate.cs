using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Marks and margins of options, from the risk signer and within bounds (§9.3).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>A mark moves by at most index/20 a round, or one tick; it is at most index/20 below the intrinsic value.</summary>
    private const long MarkJumpDivisor = 20;
    private const long MarkJumpRoundsMax = 20;

    /// <summary>Requirements rise by at most a tenth in 1,200 rounds, an hour.</summary>
    private const long MarginRiseRoundsMax = 1_200;
    private const long MarginRiseDivisor = 12_000;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction, EventBuffer events)
    {
        Cause cause = CheckRiskUpdate(time, key, transaction);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.RiskUpdate, transaction))
        {
            return Cause.Overloaded;
        }

        int id = (int)transaction.Instrument.Value;
        ref InstrumentState instrument = ref _state.Instruments[id];
        ref readonly BoardState index = ref _state.Boards[instrument.Underlying];
        long mark = transaction.Mark.Value;
        instrument.SlowMark = NextSlowMark(instrument, mark, index.IndexRound);
        instrument.Mark = mark;
        instrument.InitialShort = transaction.InitialShort.Value;
        instrument.MaintenanceShort = transaction.MaintenanceShort.Value;
        instrument.InitialLong = mark * instrument.Multiplier;
        instrument.MaintenanceLong = mark * instrument.Multiplier;
        instrument.IndexPrice = CappedIndex(instrument, index);
        instrument.IndexRound = index.IndexRound;
        instrument.RiskRound = transaction.Round.Value;
        instrument.Status = MarkStatus.Marked;
        _state.WroteRisk(id);
        _state.WroteInsurance(id);
        events.Add(MarkEvent(EventKind.MarkUpdated, id, mark, instrument.IndexRound));
        return Finish();
    }

    private Cause CheckRiskUpdate(Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        Cause cause = CheckSigner((int)SignerIndex.Risk.Value, key);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        long id = transaction.Instrument.Value;
        if (!_state.HasInstrument(id))
        {
            return Cause.UnknownInstrument;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        ref readonly BoardState index = ref _state.Boards[instrument.Underlying];
        _state.ReadTerms((int)id);
        _state.ReadRisk((int)id);
        _state.ReadInsurance((int)id);
        _state.ReadIndex(instrument.Underlying);
        if (!instrument.IsOption)
        {
            return Cause.NotAnOption;
        }

        if (IsClosed(instrument, time.Value))
        {
            return Cause.InstrumentClosed;
        }

        if (index.IndexPrice == 0)
        {
            return Cause.IndexMissing;
        }

        if (time.Value - (RoundMilliseconds * index.IndexRound) > MarkAgeMax)
        {
            return Cause.IndexStale;
        }

        cause = CheckRound(time, transaction.Round, instrument.RiskRound);
        return cause != Cause.Accepted ? cause : CheckNumbers(instrument, index, transaction);
    }

    /// <summary>MarkOutOfBounds, MarkMovesTooFast, MarginOutOfBounds, MarginRisesTooFast.</summary>
    /// <remarks>
    /// The value of a lot at the index, capped, is below 2^46 (§6.2), and so is a margin when it is set: the products are below 2^58.
    /// </remarks>
    private static Cause CheckNumbers(in InstrumentState instrument, in BoardState index, in RiskUpdate transaction)
    {
        bool isCall = instrument.Kind == InstrumentKind.Call;
        bool isMarked = instrument.Status == MarkStatus.Marked;
        long price = CappedIndex(instrument, index);
        long value = price * instrument.Multiplier;
        long rounds = index.IndexRound - instrument.IndexRound;
        long mark = transaction.Mark.Value;
        long step = Math.Max(1, price / MarkJumpDivisor);
        long intrinsic = Math.Max(isCall ? price - instrument.Strike : instrument.Strike - price, 0);
        if (mark > (isCall ? price : instrument.Strike) || mark + (price / MarkJumpDivisor) < intrinsic)
        {
            return Cause.MarkOutOfBounds;
        }

        if (isMarked && Math.Abs(mark - instrument.Mark) > step * Math.Clamp(rounds, 1, MarkJumpRoundsMax))
        {
            return Cause.MarkMovesTooFast;
        }

        long initial = transaction.InitialShort.Value;
        long maintenance = transaction.MaintenanceShort.Value;
        long initialFloor = Division.DivCeil(value, 10);
        long maintenanceFloor = Division.DivCeil(3 * value, 40);
        if (initial < initialFloor || initial > value || maintenance < maintenanceFloor || maintenance > initial)
        {
            return Cause.MarginOutOfBounds;
        }

        return isMarked
            && (initial > Math.Max(initialFloor, HighestMargin(instrument.InitialShort, rounds))
                || maintenance > Math.Max(maintenanceFloor, HighestMargin(instrument.MaintenanceShort, rounds)))
            ? Cause.MarginRisesTooFast
            : Cause.Accepted;
    }

    /// <summary>What a requirement may rise to in so many rounds.</summary>
    private static long HighestMargin(long margin, long rounds) =>
        margin + Division.DivCeil(margin * Math.Min(rounds, MarginRiseRoundsMax), MarginRiseDivisor);
}
