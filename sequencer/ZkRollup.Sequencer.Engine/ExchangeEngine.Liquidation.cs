using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Liquidate and Deleverage (§10.2, §10.3).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>A step closes this part of a position, rounded up.</summary>
    private const long StepDivisor = 5;

    /// <summary>A step of a liquidation that may be taken.</summary>
    internal struct LiquidationStep
    {
        internal int Account;
        internal int Place;
        internal int Instrument;
        internal bool IsLong;

        /// <summary>Lots to close, q.</summary>
        internal long Lots;

        /// <summary>Half the maintenance margin per lot, h.</summary>
        internal long Half;

        /// <summary>The worst price that the book may give.</summary>
        internal long WorstPrice;

        /// <summary>Equity of the account before.</summary>
        internal long Equity;
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Liquidate transaction, EventBuffer events)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        Cause cause = CheckLiquidate(time.Value, transaction.Account.Value, transaction.Instrument.Value, out LiquidationStep step);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.Liquidate, transaction))
        {
            return Cause.Overloaded;
        }

        RaiseOrderEpoch(step.Account, events);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.LiquidationStep,
            Account = transaction.Account,
            Instrument = transaction.Instrument,
            Side = SideOf(step.IsLong),
            Lots = new Lots(step.Lots),
        });
        Taker taker = new()
        {
            Account = step.Account,
            Place = step.Place,
            Instrument = step.Instrument,
            IsBuy = !step.IsLong,
            WorstPrice = step.WorstPrice,
            Remaining = step.Lots,
        };
        EndOfMatching end = Match(ref taker, events);
        if (PositionAt(step.Account, step.Place).Instrument == step.Instrument)
        {
            ClearIfVacant(step.Account, step.Place);
        }

        EndSlot();
        if (end is EndOfMatching.NothingCrosses or EndOfMatching.Band)
        {
            GiveToInsurance(step, taker.Remaining, events);
        }

        Cover(step.Account, step.Instrument, events);
        Restore(step.Instrument, step.IsLong, events);
        return Finish();
    }

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in Deleverage transaction, EventBuffer events)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        long counterparty = transaction.Counterparty.Value;
        Cause cause = CheckDeleverage(
            time.Value,
            transaction.Account.Value,
            transaction.Instrument.Value,
            counterparty,
            out LiquidationStep step,
            out long opposite);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.Deleverage, transaction))
        {
            return Cause.Overloaded;
        }

        RaiseOrderEpoch(step.Account, events);
        long lots = Math.Min(step.Lots, opposite);
        ForcedTrade(step.Instrument, step.Account, (int)counterparty, lots, Concession(lots * step.Half, step.Equity), events);
        Cover(step.Account, step.Instrument, events);
        Restore(step.Instrument, step.IsLong, events);
        return Finish();
    }

    /// <summary>All preconditions of Liquidate after the time.</summary>
    internal Cause CheckLiquidate(long time, long account, long instrument, out LiquidationStep step)
    {
        Cause cause = CheckUnhealthy(time, account, instrument, out step);
        return cause != Cause.Accepted ? cause
            : BookTakes(step) || InsuranceTakes(step, step.Lots, step.Equity) ? Cause.Accepted
            : Cause.NothingToClose;
    }

    /// <summary>All preconditions of Deleverage after the time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="account">The account under liquidation.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="counterparty">Who would take lots.</param>
    /// <param name="step">The step that would be taken.</param>
    /// <param name="opposite">Lots of the counterparty's opposite position.</param>
    internal Cause CheckDeleverage(
        long time,
        long account,
        long instrument,
        long counterparty,
        out LiquidationStep step,
        out long opposite)
    {
        opposite = 0;
        Cause cause = CheckUnhealthy(time, account, instrument, out step);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        opposite = counterparty == account ? 0 : LotsOf(counterparty, step.Instrument, isLong: !step.IsLong);
        return opposite == 0 ? Cause.CounterpartyInvalid
            : BookTakes(step) ? Cause.BookNotExhausted
            : InsuranceTakes(step, step.Lots, step.Equity) ? Cause.InsuranceAvailable
            : Cause.Accepted;
    }

    /// <summary>Lots that an account has on a side of an instrument; 0 if there is no such account.</summary>
    internal long LotsOf(long account, int instrument, bool isLong)
    {
        if (!_state.HasAccount(account))
        {
            return 0;
        }

        int place = FindPlace((int)account, instrument);
        _state.ReadAccount((int)account);
        if (place == NoPlace)
        {
            return 0;
        }

        _state.ReadPosition((int)account, place);
        long size = PositionAt((int)account, place).Size;
        return Math.Max(isLong ? size : -size, 0);
    }

    /// <summary>UnknownAccount to AccountHealthy (§10.2); other positions count at their last mark.</summary>
    /// <remarks>
    /// P·multiplier ≥ mark·multiplier − h just if P ≥ mark − ⌊h/multiplier⌋, since P is whole; likewise above the mark.
    /// </remarks>
    private Cause CheckUnhealthy(long time, long account, long id, out LiquidationStep step)
    {
        step = default;
        if (!_state.HasAccount(account))
        {
            return Cause.UnknownAccount;
        }

        int place = _state.HasInstrument(id) ? FindPlace((int)account, (int)id) : NoPlace;
        long size = place == NoPlace ? 0 : PositionAt((int)account, place).Size;
        if (size == 0)
        {
            return Cause.NoSuchPosition;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        if (IsClosed(instrument, time))
        {
            return Cause.InstrumentClosed;
        }

        if (!IsMarkUsable(instrument, time))
        {
            return Cause.MarkUnusable;
        }

        Scan((int)account, time, out MarginScan scan);
        if (scan.Equity >= scan.Maintenance)
        {
            return Cause.AccountHealthy;
        }

        bool isLong = size > 0;
        long half = HalfMaintenance(instrument, isLong);
        step.Account = (int)account;
        step.Place = place;
        step.Instrument = (int)id;
        step.IsLong = isLong;
        step.Lots = Division.DivCeil(Math.Abs(size), StepDivisor);
        step.Half = half;
        step.WorstPrice = isLong ? instrument.Mark - (half / instrument.Multiplier) : instrument.Mark + (half / instrument.Multiplier);
        step.Equity = scan.Equity;
        return Cause.Accepted;
    }

    /// <summary>True if matching would touch a maker.</summary>
    private bool BookTakes(in LiquidationStep step)
    {
        _state.ReadBook(step.Instrument);
        _state.ReadLimits(step.Instrument);
        return WouldTouch(step.Instrument, takerBuys: !step.IsLong, step.WorstPrice);
    }

    /// <summary>What an account with this equity concedes: never more than it has (§10.2, 3).</summary>
    private static long Concession(long full, long equity) => Math.Min(full, Math.Max(equity, 0));

    /// <summary>True if the insurance would take so many lots of an account with this equity (§10.2, 3).</summary>
    /// <remarks>
    /// After the trade and after Cover it is worth what it was, and the concession; equity below zero counts as a negative concession.
    /// n·h is less than the margin of the position, below 2^54; the margin of an inventory is below 2^56 (§6.2).
    /// </remarks>
    private bool InsuranceTakes(in LiquidationStep step, long lots, long equity)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[step.Instrument];
        _state.ReadInsurance(step.Instrument);
        long inventory = instrument.Inventory + (step.IsLong ? lots : -lots);
        if (Math.Abs(inventory) <= Math.Abs(instrument.Inventory))
        {
            return true;
        }

        long after = InsuranceEquity(instrument) + (equity < 0 ? equity : Concession(lots * step.Half, equity));
        return Math.Abs(inventory) * (inventory > 0 ? instrument.InitialLong : instrument.InitialShort) <= after;
    }

    /// <summary>The insurance takes all that is left of a step, or nothing (§10.2, 3).</summary>
    private void GiveToInsurance(in LiquidationStep step, long lots, EventBuffer events)
    {
        if (lots == 0)
        {
            return;
        }

        long equity = EquityOf(step.Account);
        if (InsuranceTakes(step, lots, equity))
        {
            ForcedTrade(step.Instrument, step.Account, Insurance, lots, Concession(lots * step.Half, equity), events);
        }
    }
}
