using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§10.1 to §10.3: forced trades, Liquidate, Deleverage.</content>
public sealed partial class ReferenceExchange
{
    private const int StepDivisor = 5;

    /// <summary>A step of a liquidation: what is closed and how.</summary>
    /// <param name="Size">The size of the position, s.</param>
    /// <param name="Lots">What the step closes, q.</param>
    /// <param name="Half">Half the maintenance margin per lot, h.</param>
    /// <param name="Taker">The account as a taker, with its bound.</param>
    private sealed record Step(long Size, long Lots, long Half, Taker Taker);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Liquidate transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Deleverage transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    /// <summary>§10.2.</summary>
    private Cause Execute(in Liquidate transaction)
    {
        AccountId account = transaction.Account;
        InstrumentId instrument = transaction.Instrument;
        Cause cause = CheckLiquidation(account, instrument);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        Step step = StepOf(account, instrument);
        if (EndBeforeMaker(step.Taker) is not null && Refuses(step, step.Lots))
        {
            return Cause.NothingToClose;
        }

        Side closed = SideOf(step.Size);
        RaiseOrderEpoch(account);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.LiquidationStep,
            Account = account,
            Instrument = instrument,
            Side = closed,
            Lots = new Lots(step.Lots),
        });

        long remaining = step.Lots;
        EndOfMatching? end = Match(step.Taker, ref remaining);
        ClearIfVacant(account, instrument);
        if (end is EndOfMatching.NothingCrosses or EndOfMatching.Band && !Refuses(step, remaining))
        {
            ForcedTrade(instrument, account, AccountId.None, remaining, Concession(account, remaining * (Int128)step.Half));
        }

        Cover(account, instrument);
        Restore(instrument, closed);
        return Cause.Accepted;
    }

    /// <summary>§10.3.</summary>
    private Cause Execute(in Deleverage transaction)
    {
        AccountId account = transaction.Account;
        InstrumentId instrument = transaction.Instrument;
        Cause cause = CheckLiquidation(account, instrument);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        Step step = StepOf(account, instrument);
        long opposite = Account(transaction.Counterparty).Exists ? SizeOf(transaction.Counterparty, instrument) : 0;
        cause = transaction.Counterparty == account || !IsOpposite(step.Size, opposite) ? Cause.CounterpartyInvalid
            : EndBeforeMaker(step.Taker) is null ? Cause.BookNotExhausted
            : !Refuses(step, step.Lots) ? Cause.InsuranceAvailable
            : Cause.Accepted;
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        RaiseOrderEpoch(account);
        long lots = long.Min(step.Lots, long.Abs(opposite));
        ForcedTrade(instrument, account, transaction.Counterparty, lots, Concession(account, lots * (Int128)step.Half));
        Cover(account, instrument);
        Restore(instrument, SideOf(step.Size));
        return Cause.Accepted;
    }

    /// <summary>§10.2: the preconditions up to AccountHealthy.</summary>
    private Cause CheckLiquidation(AccountId account, InstrumentId instrument)
    {
        if (!Account(account).Exists)
        {
            return Cause.UnknownAccount;
        }

        if (instrument == InstrumentId.None || SizeOf(account, instrument) == 0)
        {
            return Cause.NoSuchPosition;
        }

        MarginScan scan = Scan(account);
        return IsClosed(instrument) ? Cause.InstrumentClosed
            : !IsUsable(Risk(instrument)) ? Cause.MarkUnusable
            : scan.Equity >= scan.Maintenance ? Cause.AccountHealthy
            : Cause.Accepted;
    }

    /// <summary>§10.2: q, h and the bound.</summary>
    /// <remarks>P·multiplier ≥ x says the same of an integer P as P ≥ ⌈x/multiplier⌉, and likewise ≤ and ⌊ ⌋.</remarks>
    private Step StepOf(AccountId account, InstrumentId instrument)
    {
        RiskRecord risk = Risk(instrument);
        long multiplier = Terms(instrument).Multiplier.Value;
        long size = SizeOf(account, instrument);
        Int128 value = (Int128)risk.Mark.Value * multiplier;
        long half = HalfMaintenance(size, risk);
        Side side = Opposite(SideOf(size));
        Int128 worst = side == Side.Sell ? Rounding.DivCeil(value - half, multiplier) : Rounding.DivFloor(value + half, multiplier);
        long lots = (long)Rounding.DivCeil(long.Abs(size), StepDivisor);
        return new Step(size, lots, half, new Taker(account, instrument, side, worst, null));
    }

    /// <summary>⌊m/2⌋, m the maintenance margin per lot of a position's side.</summary>
    private static long HalfMaintenance(long size, in RiskRecord risk) =>
        (long)Rounding.DivFloor(size > 0 ? risk.MaintenanceLong.Value : risk.MaintenanceShort.Value, 2);

    private static bool IsOpposite(long size, long other) => (size > 0 && other < 0) || (size < 0 && other > 0);

    /// <summary>§10.2, 3: c of a forced trade, never more than the equity that is left.</summary>
    private Int128 Concession(AccountId account, Int128 full) => Int128.Min(full, Int128.Max(Scan(account).Equity, 0));

    /// <summary>§10.2, 3: the insurance refuses to take so many lots.</summary>
    private bool Refuses(Step step, long lots)
    {
        InstrumentId instrument = step.Taker.Instrument;
        RiskRecord risk = Risk(instrument);
        long before = Insurance(instrument).Inventory.Value;
        long after = before + (long.Sign(step.Size) * lots);
        if (long.Abs(after) <= long.Abs(before))
        {
            return false;
        }

        Int128 concession = Concession(step.Taker.Account, lots * (Int128)step.Half);
        Int128 cover = Int128.Min(Scan(step.Taker.Account).Equity - concession, 0);
        Int128 equity = InsuranceEquity(instrument) + concession + cover;
        long initial = after > 0 ? risk.InitialLong.Value : risk.InitialShort.Value;
        return (Int128)long.Abs(after) * initial > equity;
    }

    /// <summary>§10.1: the closing account gives lots to the taking one, or to the insurance, at the mark less a concession.</summary>
    private void ForcedTrade(InstrumentId instrument, AccountId closing, AccountId taking, long lots, Int128 concession)
    {
        long size = SizeOf(closing, instrument);
        long change = long.Sign(size) * lots;
        Int128 value = Notional(change, Risk(instrument).Mark, Terms(instrument).Multiplier);
        SizeChange closed = ChangePosition(closing, instrument, -change, value - concession);
        SizeChange taken = taking == AccountId.None
            ? ChangeInventory(instrument, change, concession - value)
            : ChangePosition(taking, instrument, change, concession - value);
        MoveOpenInterest(instrument, [closed, taken]);
        ClearIfVacant(closing, instrument);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.ForcedTrade,
            Account = closing,
            Counterparty = taking,
            Instrument = instrument,
            Side = SideOf(size),
            Lots = new Lots(lots),
            Money = Invariant.Narrow<QuoteQuanta>(concession, "A concession"),
        });
        if (taking != AccountId.None)
        {
            ClearIfVacant(taking, instrument);
            CoverDebt(taking, instrument);
        }
    }

    /// <summary>§10.1: no debt.</summary>
    private void CoverDebt(AccountId account, InstrumentId instrument)
    {
        long cash = Account(account).Cash.Value;
        if (cash < 0 && Array.TrueForAll(Exposures(account), exposure => exposure.Size == 0))
        {
            PayDebt(account, instrument, -(Int128)cash);
        }
    }

    /// <summary>§10.1: cover.</summary>
    private void Cover(AccountId account, InstrumentId instrument)
    {
        Int128 equity = Scan(account).Equity;
        if (equity < 0)
        {
            PayDebt(account, instrument, -equity);
        }
    }

    private void PayDebt(AccountId account, InstrumentId instrument, Int128 amount)
    {
        AddInsuranceCash(instrument, -amount);
        AddCash(account, amount);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.DebtCovered,
            Account = account,
            Instrument = instrument,
            Money = Invariant.Narrow<QuoteQuanta>(amount, "A debt"),
        });
    }
}
