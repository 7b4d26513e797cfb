using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§9.3: RiskUpdate.</content>
public sealed partial class ReferenceExchange
{
    private const long IndexAgeMax = 60_000;
    private const long MarginRiseRounds = 12_000;

    /// <summary>§9.3.</summary>
    private Cause Execute(in SchnorrPublicKey key, in RiskUpdate transaction)
    {
        SignerRecord signer = Signer(SignerIndex.Risk);
        InstrumentId instrument = transaction.Instrument;
        TermsRecord terms = Terms(instrument);
        Cause cause = !signer.Exists ? Cause.UnknownSigner
            : !IsKey(key, signer.KeyX, signer.KeyY) ? Cause.SignatureInvalid
            : !terms.Exists ? Cause.UnknownInstrument
            : !terms.IsOption ? Cause.NotAnOption
            : IsClosed(instrument) ? Cause.InstrumentClosed
            : Index(terms.Underlying).Price.Value == 0 ? Cause.IndexMissing
            : _time.Value - StartOf(Index(terms.Underlying).Round) > IndexAgeMax ? Cause.IndexStale
            : transaction.Round.Value <= Insurance(instrument).RiskRound.Value ? Cause.RoundNotIncreasing
            : IsInFuture(transaction.Round) ? Cause.RoundInFuture
            : IsTooOld(transaction.Round) ? Cause.ReportTooOld
            : CheckRisk(transaction);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        IndexRecord index = Index(terms.Underlying);
        QuoteAmount value = new(transaction.Mark.Value * terms.Multiplier.Value);
        PutMark(instrument, transaction.Mark.Value, Risk(instrument) with
        {
            InitialLong = value,
            MaintenanceLong = value,
            InitialShort = transaction.InitialShort,
            MaintenanceShort = transaction.MaintenanceShort,
            IndexPrice = new PriceTicks(CappedIndex(terms, index)),
            IndexRound = index.Round,
        });
        Put(instrument, Insurance(instrument) with { RiskRound = transaction.Round });
        return Cause.Accepted;
    }

    /// <summary>§9.3: p.</summary>
    private static long CappedIndex(in TermsRecord terms, in IndexRecord index) => long.Min(index.Price.Value, terms.PriceCap.Value);

    /// <summary>§9.3, 1 to 4.</summary>
    private Cause CheckRisk(in RiskUpdate transaction)
    {
        TermsRecord terms = Terms(transaction.Instrument);
        RiskRecord old = Risk(transaction.Instrument);
        IndexRecord index = Index(terms.Underlying);
        long p = CappedIndex(terms, index);
        long v = p * terms.Multiplier.Value;
        long d = index.Round.Value - old.IndexRound.Value;
        long mark = transaction.Mark.Value;
        long initial = transaction.InitialShort.Value;
        long maintenance = transaction.MaintenanceShort.Value;
        long ceiling = terms.Kind == InstrumentKind.Call ? p : terms.Strike.Value;
        long slack = (long)Rounding.DivFloor(p, 20);
        long step = long.Max(1, slack);
        long initialFloor = (long)Rounding.DivCeil(v, 10);
        long maintenanceFloor = (long)Rounding.DivCeil(3 * (Int128)v, 40);
        bool isMarked = old.Status == MarkStatus.Marked;
        return mark > ceiling || mark + slack < Intrinsic(terms, p) ? Cause.MarkOutOfBounds
            : isMarked && long.Abs(mark - old.Mark.Value) > step * long.Max(1, long.Min(d, GapMax)) ? Cause.MarkMovesTooFast
            : initial < initialFloor || initial > v ? Cause.MarginOutOfBounds
            : maintenance < maintenanceFloor || maintenance > initial ? Cause.MarginOutOfBounds
            : isMarked && initial > HighestMargin(old.InitialShort, initialFloor, d) ? Cause.MarginRisesTooFast
            : isMarked && maintenance > HighestMargin(old.MaintenanceShort, maintenanceFloor, d) ? Cause.MarginRisesTooFast
            : Cause.Accepted;
    }

    /// <summary>§9.3, 4: the floor, or a tenth an hour above the old margin.</summary>
    private static Int128 HighestMargin(QuoteAmount old, long floor, long rounds) => Int128.Max(
        floor,
        old.Value + Rounding.DivCeil((Int128)old.Value * long.Min(rounds, RoundsPerHour), MarginRiseRounds));
}
