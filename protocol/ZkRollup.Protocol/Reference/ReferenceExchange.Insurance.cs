using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§10.4, §10.5: insurance and fees.</content>
public sealed partial class ReferenceExchange
{
    private const int InsuranceShareDivisor = 5;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in CollectFees transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    /// <summary>§10.4: e.</summary>
    private Int128 InsuranceEquity(InstrumentId instrument)
    {
        InsuranceRecord insurance = Insurance(instrument);
        RiskRecord risk = Risk(instrument);
        long inventory = insurance.Inventory.Value;
        return insurance.Cash.Value
            + Notional(inventory, risk.Mark, Terms(instrument).Multiplier)
            + Owed(inventory, insurance.Snapshot.Value, risk);
    }

    /// <summary>§10.4: Restore, after a position of a side was closed or settled.</summary>
    private void Restore(InstrumentId instrument, Side closed)
    {
        Int128 equity = InsuranceEquity(instrument);
        if (equity >= 0)
        {
            return;
        }

        Int128 drawn = Int128.Min(Treasury().Fund.Value, -equity);
        if (drawn > 0)
        {
            AddToFund(-drawn);
            AddInsuranceCash(instrument, drawn);
            Emit(new ExchangeEvent
            {
                Kind = EventKind.FundDrawn,
                Instrument = instrument,
                Money = Invariant.Narrow<QuoteQuanta>(drawn, "What is drawn from the fund"),
            });
        }

        Int128 shortfall = -equity - drawn;
        if (shortfall > 0)
        {
            Socialise(instrument, closed, shortfall);
        }
    }

    /// <summary>§10.4, 2.</summary>
    private void Socialise(InstrumentId instrument, Side closed, Int128 shortfall)
    {
        long inventory = Insurance(instrument).Inventory.Value;
        Side charged = inventory == 0 ? Opposite(closed) : Opposite(SideOf(inventory));
        BookRecord book = Book(instrument);
        long lots = charged == Side.Buy ? book.LongLots.Value : book.ShortLots.Value;
        if (lots == 0)
        {
            return;
        }

        Int128 perLot = Rounding.DivCeil(shortfall, lots);
        RiskRecord risk = Risk(instrument);
        Put(instrument, charged == Side.Buy
            ? risk with { LongIndex = Invariant.Narrow<QuoteQuanta>(risk.LongIndex.Value - perLot, "The long index") }
            : risk with { ShortIndex = Invariant.Narrow<QuoteQuanta>(risk.ShortIndex.Value - perLot, "The short index") });
        AddInsuranceCash(instrument, perLot * lots);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.LossSocialised,
            Instrument = instrument,
            Side = charged,
            Money = Invariant.Narrow<QuoteQuanta>(perLot, "A loss per lot"),
            Lots = new Lots(lots),
        });
    }

    /// <summary>§10.5.</summary>
    private Cause Execute(in CollectFees transaction)
    {
        InstrumentId instrument = transaction.Instrument;
        if (!Terms(instrument).Exists)
        {
            return Cause.UnknownInstrument;
        }

        if (!Account(AccountId.Operator).Exists)
        {
            return Cause.OperatorMissing;
        }

        BookRecord book = Book(instrument);
        bool isOver = Risk(instrument).Status == MarkStatus.Settled && book.LongLots.Value == 0 && book.ShortLots.Value == 0;
        long target = isOver ? 0 : Limits(instrument).InsuranceTarget.Value;
        long fees = book.Fees.Value;
        bool isRefilled = Treasury().Fund.Value > 0 && Missing(instrument, target) > 0;
        if (fees == 0 && !isRefilled && !(isOver && Insurance(instrument).Cash.Value > 0))
        {
            return Cause.NothingToCollect;
        }

        long share = (long)Rounding.DivCeil(fees, InsuranceShareDivisor);
        Put(instrument, book with { Fees = default });
        AddCash(AccountId.Operator, fees - share);

        long toInsurance = (long)Int128.Min(share, Missing(instrument, target));
        AddInsuranceCash(instrument, toInsurance);
        AddToFund(share - toInsurance);
        MoveFromFund(instrument, (long)Int128.Min(Treasury().Fund.Value, Missing(instrument, target)));

        if (isOver && Insurance(instrument).Cash.Value > 0)
        {
            MoveFromFund(instrument, -Insurance(instrument).Cash.Value);
        }

        Emit(new ExchangeEvent
        {
            Kind = EventKind.FeesCollected,
            Instrument = instrument,
            Money = new QuoteQuanta(fees - share),
            SecondMoney = new QuoteQuanta(share),
        });
        return Cause.Accepted;
    }

    /// <summary>What the insurance's equity lacks to a target.</summary>
    private Int128 Missing(InstrumentId instrument, long target) => Int128.Max(target - InsuranceEquity(instrument), 0);

    private void MoveFromFund(InstrumentId instrument, long amount)
    {
        AddToFund(-amount);
        AddInsuranceCash(instrument, amount);
    }
}
