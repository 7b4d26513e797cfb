using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§9: prices.</content>
public sealed partial class ReferenceExchange
{
    private const long ReportAgeMax = 10_000;
    private const int Quorum = 3;
    private const long AverageWindow = 1_800_000;
    private const long GapMax = 20;
    private const long RoundsPerHour = 1_200;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in RiskUpdate transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(key, transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in UpdateMark transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    private static long StartOf(Round round) => MillisecondsPerRound * round.Value;

    private bool IsInFuture(Round round) => StartOf(round) > _time.Value;

    private bool IsTooOld(Round round) => StartOf(round) + ReportAgeMax < _time.Value;

    /// <summary>§9.1. An underlying above 47 has no <see cref="UnderlyingId"/>: UnderlyingInvalid is the parser's.</summary>
    private Cause Execute(in SchnorrPublicKey key, in OracleUpdate transaction)
    {
        if (transaction.Signer.Value >= BoardRecord.Signers)
        {
            return Cause.SignerInvalid;
        }

        SignerRecord signer = Signer(transaction.Signer);
        BoardRecord board = Board(transaction.Underlying);
        int index = (int)transaction.Signer.Value;
        Cause cause = !signer.Exists ? Cause.UnknownSigner
            : !IsKey(key, signer.KeyX, signer.KeyY) ? Cause.SignatureInvalid
            : transaction.Price.Value == 0 ? Cause.PriceInvalid
            : transaction.Round.Value <= board[index].Round.Value ? Cause.RoundNotIncreasing
            : IsInFuture(transaction.Round) ? Cause.RoundInFuture
            : IsTooOld(transaction.Round) ? Cause.ReportTooOld
            : Cause.Accepted;
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        board = board.With(index, new OracleReport(transaction.Round, transaction.Price));
        Put(transaction.Underlying, board);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.OracleReported,
            Price = transaction.Price,
            Number = NumberOf(transaction.Round, transaction.Underlying) + index,
        });
        UpdateIndex(transaction.Underlying, board);
        return Cause.Accepted;
    }

    /// <summary>§9.1, 2 to 5.</summary>
    private void UpdateIndex(UnderlyingId underlying, in BoardRecord board)
    {
        long latest = 0;
        for (int i = 0; i < BoardRecord.Signers; i++)
        {
            latest = long.Max(latest, board[i].Round.Value);
        }

        List<long> fresh = [];
        for (int i = 0; i < BoardRecord.Signers; i++)
        {
            if (board[i].Round.Value > 0 && board[i].Round.Value >= latest - 1)
            {
                fresh.Add(board[i].Price.Value);
            }
        }

        if (fresh.Count < Quorum)
        {
            return;
        }

        fresh.Sort();
        long median = fresh[(fresh.Count - 1) / 2];
        IndexRecord before = Index(underlying);
        IndexRecord after = before;
        if (after.Round.Value < latest)
        {
            after = after with { Anchor = after.Price, Round = new Round(latest) };
        }

        long anchor = after.Anchor.Value;
        long jump = long.Max(1, (long)Rounding.DivFloor(anchor, 20));
        long price = anchor == 0 ? median : long.Clamp(median, anchor - jump, anchor + jump);
        after = after with { Price = Invariant.Narrow<PriceTicks>(price, "The index") };
        Put(underlying, after);
        if (after.Price != before.Price || after.Round != before.Round)
        {
            Emit(new ExchangeEvent { Kind = EventKind.IndexUpdated, Price = after.Price, Number = NumberOf(after.Round, underlying) });
        }
    }

    private static long NumberOf(Round round, UnderlyingId underlying) => (round.Value << 16) + (underlying.Value << 8);

    /// <summary>§9.2.</summary>
    private Cause Execute(in UpdateMark transaction)
    {
        InstrumentId instrument = transaction.Instrument;
        TermsRecord terms = Terms(instrument);
        if (!terms.Exists)
        {
            return Cause.UnknownInstrument;
        }

        RiskRecord risk = Risk(instrument);
        if (risk.Status == MarkStatus.Settled)
        {
            return Cause.InstrumentSettled;
        }

        IndexRecord index = Index(terms.Underlying);
        if (index.Price.Value == 0)
        {
            return Cause.IndexMissing;
        }

        long start = StartOf(index.Round);
        long expiry = terms.Expiry.Value;
        bool isSampled = terms.IsDated
            && expiry - AverageWindow <= start && start < expiry
            && index.Round.Value > Insurance(instrument).AverageRound.Value;
        bool isSettled = terms.IsDated && start >= expiry;
        bool isMarked = !terms.IsOption && !isSettled && index.Round.Value > risk.IndexRound.Value;
        if (!isSampled && !isSettled && !isMarked)
        {
            return Cause.NothingToUpdate;
        }

        if (isSampled)
        {
            Sample(instrument, index);
        }

        if (isSettled)
        {
            Settle(instrument, index);
        }

        if (isMarked)
        {
            Mark(instrument, index);
        }

        return Cause.Accepted;
    }

    /// <summary>§9.2, 1.</summary>
    private void Sample(InstrumentId instrument, IndexRecord index)
    {
        InsuranceRecord insurance = Insurance(instrument);
        long weight = insurance.AverageRound.Value > 0 ? long.Min(index.Round.Value - insurance.AverageRound.Value, GapMax) : 1;
        Put(instrument, insurance with
        {
            AverageSum = insurance.AverageSum + (CappedIndex(Terms(instrument), index) * weight),
            AverageWeight = insurance.AverageWeight + weight,
            AverageRound = index.Round,
        });
    }

    /// <summary>§9.2, 2.</summary>
    private void Settle(InstrumentId instrument, IndexRecord index)
    {
        TermsRecord terms = Terms(instrument);
        InsuranceRecord insurance = Insurance(instrument);
        long final = insurance.AverageWeight == 0
            ? CappedIndex(terms, index)
            : (long)Rounding.DivFloor(insurance.AverageSum, insurance.AverageWeight);
        long mark = terms.Kind == InstrumentKind.Future ? final : Intrinsic(terms, final);
        Put(instrument, Risk(instrument) with
        {
            Mark = new PriceTicks(mark),
            SlowMark = SlowMarkUnit * mark,
            IndexPrice = new PriceTicks(final),
            IndexRound = index.Round,
            InitialLong = default,
            InitialShort = default,
            MaintenanceLong = default,
            MaintenanceShort = default,
            Status = MarkStatus.Settled,
        });
        Emit(new ExchangeEvent { Kind = EventKind.InstrumentSettled, Instrument = instrument, Price = new PriceTicks(mark) });
    }

    /// <summary>What an option is worth if it is exercised at this price.</summary>
    private static long Intrinsic(in TermsRecord terms, long price) => terms.Kind == InstrumentKind.Call
        ? long.Max(price - terms.Strike.Value, 0)
        : long.Max(terms.Strike.Value - price, 0);

    /// <summary>§9.2, 3.</summary>
    private void Mark(InstrumentId instrument, IndexRecord index)
    {
        TermsRecord terms = Terms(instrument);
        LimitsRecord limits = Limits(instrument);
        BookRecord book = Book(instrument);
        long price = CappedIndex(terms, index);
        long distance = (long)Rounding.DivFloor((Int128)price * limits.MarkClamp.Value, Million);
        long mark = price;
        if (book.AskLeaf != OrderLeaf.None && mark > book.AskPrice.Value)
        {
            mark = book.AskPrice.Value;
        }

        if (book.BidLeaf != OrderLeaf.None && mark < book.BidPrice.Value)
        {
            mark = book.BidPrice.Value;
        }

        mark = long.Clamp(mark, price - distance, price + distance);
        mark = long.Clamp(mark, 1, terms.PriceCap.Value);
        Int128 value = (Int128)mark * terms.Multiplier.Value;
        QuoteAmount initial = MarginOf(value, limits.InitialRate);
        QuoteAmount maintenance = MarginOf(value, limits.MaintenanceRate);
        RiskRecord risk = Risk(instrument);
        PutMark(instrument, mark, risk with
        {
            InitialLong = initial,
            InitialShort = initial,
            MaintenanceLong = maintenance,
            MaintenanceShort = maintenance,
            IndexPrice = new PriceTicks(price),
            IndexRound = index.Round,
        });
    }

    private static QuoteAmount MarginOf(Int128 value, Ppm rate) =>
        Invariant.Narrow<QuoteAmount>(Rounding.DivCeil(value * rate.Value, Million), "A margin");

    /// <summary>§9.2, 3 and §9.3: a new mark, with the slow mark of §9.4.</summary>
    private void PutMark(InstrumentId instrument, long mark, RiskRecord changed)
    {
        RiskRecord old = Risk(instrument);
        long rounds = long.Min(changed.IndexRound.Value - old.IndexRound.Value, RoundsPerHour);
        Int128 slow = old.Status == MarkStatus.None
            ? SlowMarkUnit * mark
            : old.SlowMark + Rounding.DivFloor((Int128)((SlowMarkUnit * mark) - old.SlowMark) * rounds, RoundsPerHour);
        Put(instrument, changed with
        {
            SlowMark = (long)slow,
            Mark = new PriceTicks(mark),
            Status = MarkStatus.Marked,
        });
        Emit(new ExchangeEvent
        {
            Kind = EventKind.MarkUpdated,
            Instrument = instrument,
            Price = new PriceTicks(mark),
            Number = changed.IndexRound.Value,
        });
    }
}
