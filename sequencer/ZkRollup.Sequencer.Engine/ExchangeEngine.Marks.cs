using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Marks of perpetuals and futures, the average of a settlement, the settlement itself (§9.2, §9.4).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>The settlement average begins this long before expiry.</summary>
    private const long AverageMilliseconds = 1_800_000;

    /// <summary>Most rounds that one sample stands for.</summary>
    private const long SampleWeightMax = 20;

    /// <summary>Rounds after which the slow mark has caught up.</summary>
    private const long SlowRounds = 1_200;

    /// <summary>The slow mark counts in ticks/4096.</summary>
    private const int SlowBits = 12;

    /// <summary>The parts of UpdateMark that apply.</summary>
    [Flags]
    internal enum MarkParts
    {
        None = 0,
        Average = 1,
        Settlement = 2,
        Mark = 4,
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in UpdateMark transaction, EventBuffer events)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        Cause cause = CheckUpdateMark(transaction.Instrument.Value, out MarkParts parts);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.UpdateMark, transaction))
        {
            return Cause.Overloaded;
        }

        int id = (int)transaction.Instrument.Value;
        ref InstrumentState instrument = ref _state.Instruments[id];
        ref readonly BoardState index = ref _state.Boards[instrument.Underlying];
        if ((parts & MarkParts.Average) != 0)
        {
            Sample(id, index);
        }

        if ((parts & MarkParts.Settlement) != 0)
        {
            Settle(id, index);
            events.Add(MarkEvent(EventKind.InstrumentSettled, id, instrument.Mark, 0));
        }

        if ((parts & MarkParts.Mark) != 0)
        {
            MarkFromBook(id, index);
            events.Add(MarkEvent(EventKind.MarkUpdated, id, instrument.Mark, instrument.IndexRound));
        }

        return Finish();
    }

    /// <summary>UnknownInstrument, InstrumentSettled, IndexMissing, NothingToUpdate.</summary>
    internal Cause CheckUpdateMark(long id, out MarkParts parts)
    {
        parts = MarkParts.None;
        if (!_state.HasInstrument(id))
        {
            return Cause.UnknownInstrument;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        ref readonly BoardState index = ref _state.Boards[instrument.Underlying];
        _state.ReadTerms((int)id);
        _state.ReadRisk((int)id);
        _state.ReadIndex(instrument.Underlying);
        if (instrument.Status == MarkStatus.Settled)
        {
            return Cause.InstrumentSettled;
        }

        if (index.IndexPrice == 0)
        {
            return Cause.IndexMissing;
        }

        long start = RoundMilliseconds * index.IndexRound;
        bool isDated = instrument.Kind != InstrumentKind.Perpetual;
        if (isDated && start >= instrument.Expiry)
        {
            parts = MarkParts.Settlement;
            return Cause.Accepted;
        }

        if (isDated && start >= instrument.Expiry - AverageMilliseconds)
        {
            _state.ReadInsurance((int)id);
            parts |= index.IndexRound > instrument.AverageRound ? MarkParts.Average : MarkParts.None;
        }

        if (!instrument.IsOption && index.IndexRound > instrument.IndexRound)
        {
            parts |= MarkParts.Mark;
        }

        return parts == MarkParts.None ? Cause.NothingToUpdate : Cause.Accepted;
    }

    private static ExchangeEvent MarkEvent(EventKind kind, int instrument, long mark, long round) => new()
    {
        Kind = kind,
        Instrument = new InstrumentId(instrument),
        Price = new PriceTicks(mark),
        Number = round,
    };

    /// <summary>The index as an instrument counts it: at most its price cap.</summary>
    private static long CappedIndex(in InstrumentState instrument, in BoardState index) =>
        Math.Min(index.IndexPrice, instrument.PriceCap);

    /// <summary>Adds a sample to the settlement average (§9.2, 1).</summary>
    /// <remarks>The weights of 30 minutes add up to 600 or less: the sum stays below 600·2^36 &lt; 2^46.</remarks>
    private void Sample(int id, in BoardState index)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        long weight = instrument.AverageRound == 0 ? 1 : Math.Min(index.IndexRound - instrument.AverageRound, SampleWeightMax);
        instrument.AverageSum += CappedIndex(instrument, index) * weight;
        instrument.AverageWeight += weight;
        instrument.AverageRound = index.IndexRound;
        _state.WroteInsurance(id);
    }

    /// <summary>Fixes the settlement price (§9.2, 2).</summary>
    /// <remarks>Samples and strike are at most the price cap, so the mark is too.</remarks>
    private void Settle(int id, in BoardState index)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadInsurance(id);
        long final = instrument.AverageWeight == 0 ? CappedIndex(instrument, index) : instrument.AverageSum / instrument.AverageWeight;
        long mark = instrument.Kind switch
        {
            InstrumentKind.Call => Math.Max(final - instrument.Strike, 0),
            InstrumentKind.Put => Math.Max(instrument.Strike - final, 0),
            _ => final,
        };
        instrument.Mark = mark;
        instrument.SlowMark = mark << SlowBits;
        instrument.IndexPrice = final;
        instrument.IndexRound = index.IndexRound;
        instrument.InitialLong = 0;
        instrument.InitialShort = 0;
        instrument.MaintenanceLong = 0;
        instrument.MaintenanceShort = 0;
        instrument.Status = MarkStatus.Settled;
        _state.WroteRisk(id);
    }

    /// <summary>A mark from index and book (§9.2, 3).</summary>
    /// <remarks>
    /// index·clamp is below 2^36·10^5 &lt; 2^53. mark·multiplier is at most price cap·multiplier &lt; 2^46 (§6.2).
    /// </remarks>
    private void MarkFromBook(int id, in BoardState index)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadLimits(id);
        _state.ReadBook(id);
        long price = CappedIndex(instrument, index);
        long distance = price * instrument.MarkClamp / 1_000_000;
        long mark = price;
        if (instrument.AskLeaf != 0)
        {
            mark = Math.Min(mark, instrument.AskPrice);
        }

        if (instrument.BidLeaf != 0)
        {
            mark = Math.Max(mark, instrument.BidPrice);
        }

        mark = Math.Clamp(Math.Clamp(mark, price - distance, price + distance), 1, instrument.PriceCap);
        long value = mark * instrument.Multiplier;
        long initial = Division.PartCeil(value, instrument.InitialRate);
        long maintenance = Division.PartCeil(value, instrument.MaintenanceRate);
        instrument.SlowMark = NextSlowMark(instrument, mark, index.IndexRound);
        instrument.Mark = mark;
        instrument.IndexPrice = price;
        instrument.IndexRound = index.IndexRound;
        instrument.InitialLong = initial;
        instrument.InitialShort = initial;
        instrument.MaintenanceLong = maintenance;
        instrument.MaintenanceShort = maintenance;
        instrument.Status = MarkStatus.Marked;
        _state.WroteRisk(id);
    }

    /// <summary>The slow mark after a new mark (§9.4); to be called before the mark is stored.</summary>
    /// <remarks>Both marks in ticks/4096 are below 2^48, so the product is below 2^48·1200 &lt; 2^59.</remarks>
    private static long NextSlowMark(in InstrumentState instrument, long mark, long round)
    {
        if (instrument.Status == MarkStatus.None)
        {
            return mark << SlowBits;
        }

        long rounds = Math.Min(round - instrument.IndexRound, SlowRounds);
        return instrument.SlowMark + Division.DivFloor(((mark << SlowBits) - instrument.SlowMark) * rounds, SlowRounds);
    }
}
