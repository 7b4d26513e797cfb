using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Forced trades, and the insurance that each instrument has (§10.1, §10.4).</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>The account that stands for the insurance.</summary>
    private const int Insurance = 0;

    /// <summary>What an insurance is worth (§10.4).</summary>
    /// <remarks>Its inventory is part of the open lots, which are worth less than 2^56 (§6.2).</remarks>
    private static long InsuranceEquity(in InstrumentState instrument) =>
        instrument.InsuranceCash
        + (instrument.Inventory * instrument.Mark * instrument.Multiplier)
        + Owed(instrument, instrument.Inventory, instrument.InsuranceSnapshot);

    /// <summary>⌊m/2⌋ with m the maintenance margin per lot of a side.</summary>
    private static long HalfMaintenance(in InstrumentState instrument, bool isLong) =>
        (isLong ? instrument.MaintenanceLong : instrument.MaintenanceShort) / 2;

    /// <summary>Equity of an account, each position at its last mark.</summary>
    private long EquityOf(int account)
    {
        Scan(account, _time, out MarginScan scan);
        return scan.Equity;
    }

    /// <summary>Changes the inventory and the cash of an insurance; settles the index first; the Book's lots follow.</summary>
    private void ChangeInventory(int id, long lots, long cash)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        long size = instrument.Inventory;
        instrument.InsuranceCash += Owed(instrument, size, instrument.InsuranceSnapshot) + cash;
        instrument.Inventory = size + lots;
        instrument.InsuranceSnapshot = SnapshotFor(instrument, instrument.Inventory);
        ChangeLots(ref instrument, size, instrument.Inventory);
        RequireCash(instrument.InsuranceCash);
        _state.WroteInsurance(id);
        _state.WroteBook(id);
    }

    /// <summary>A forced trade (§10.1): an account gives lots to another, or to the insurance, at the mark less a concession.</summary>
    /// <remarks>A counterparty that is left with a debt and nothing else is relieved of it at once.</remarks>
    private void ForcedTrade(int id, int closing, int counterparty, long lots, long concession, EventBuffer events)
    {
        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadTerms(id);
        _state.ReadRisk(id);
        int place = FindPlace(closing, id);
        bool isLong = PositionAt(closing, place).Size > 0;
        long change = isLong ? lots : -lots;
        long value = (change * instrument.Mark * instrument.Multiplier) - concession;
        ChangePosition(closing, place, id, -change, value);
        ClearIfVacant(closing, place);
        if (counterparty == Insurance)
        {
            ChangeInventory(id, change, -value);
        }
        else
        {
            int other = FindPlace(counterparty, id);
            ChangePosition(counterparty, other, id, change, -value);
            ClearIfVacant(counterparty, other);
        }

        events.Add(new ExchangeEvent
        {
            Kind = EventKind.ForcedTrade,
            Account = new AccountId(closing),
            Counterparty = new AccountId(counterparty),
            Instrument = new InstrumentId(id),
            Side = SideOf(isLong),
            Lots = new Lots(lots),
            Money = new QuoteQuanta(concession),
        });
        if (counterparty != Insurance)
        {
            ClearDebt(counterparty, id, events);
        }
    }

    private static Side SideOf(bool isLong) => isLong ? Side.Buy : Side.Sell;

    /// <summary>Cover (§10.1): the insurance lifts an account to zero equity.</summary>
    private void Cover(int account, int instrument, EventBuffer events)
    {
        long equity = EquityOf(account);
        if (equity < 0)
        {
            PayDebt(account, instrument, -equity, events);
        }
    }

    /// <summary>No debt (§10.1): the insurance pays what an account without lots owes.</summary>
    private void ClearDebt(int account, int instrument, EventBuffer events)
    {
        long cash = _state.Accounts[account].Cash;
        if (cash < 0 && !HasLots(account))
        {
            PayDebt(account, instrument, -cash, events);
        }
    }

    private bool HasLots(int account)
    {
        for (int mask = _state.Accounts[account].PositionMask; mask != 0; mask &= mask - 1)
        {
            int place = System.Numerics.BitOperations.TrailingZeroCount(mask);
            _state.ReadPosition(account, place);
            if (PositionAt(account, place).Size != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void PayDebt(int account, int instrument, long amount, EventBuffer events)
    {
        ref InstrumentState state = ref _state.Instruments[instrument];
        state.InsuranceCash -= amount;
        _state.Accounts[account].Cash += amount;
        RequireCash(state.InsuranceCash);
        RequireCash(_state.Accounts[account].Cash);
        _state.WroteInsurance(instrument);
        _state.WroteAccount(account);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.DebtCovered,
            Account = new AccountId(account),
            Instrument = new InstrumentId(instrument),
            Money = new QuoteQuanta(amount),
        });
    }

    /// <summary>Restore (§10.4): an insurance in debt draws on the fund; what is missing then is charged to a side.</summary>
    /// <param name="id">The instrument.</param>
    /// <param name="closedLong">Whether the position that was closed or settled was long.</param>
    /// <param name="events">Receives what happened.</param>
    private void Restore(int id, bool closedLong, EventBuffer events)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadTerms(id);
        _state.ReadRisk(id);
        _state.ReadInsurance(id);
        long missing = -InsuranceEquity(instrument);
        if (missing <= 0)
        {
            return;
        }

        long drawn = Math.Min(_state.Treasury.Fund, missing);
        _state.ReadTreasury();
        if (drawn > 0)
        {
            _state.Treasury.Fund -= drawn;
            instrument.InsuranceCash += drawn;
            _state.WroteTreasury();
            _state.WroteInsurance(id);
            events.Add(new ExchangeEvent
            {
                Kind = EventKind.FundDrawn,
                Instrument = new InstrumentId(id),
                Money = new QuoteQuanta(drawn),
            });
        }

        if (missing > drawn)
        {
            bool chargesLong = instrument.Inventory == 0 ? !closedLong : instrument.Inventory < 0;
            Socialise(id, chargesLong, missing - drawn, events);
        }
    }

    /// <summary>Charges a loss to the lots of a side, rounded up per lot (§10.4, 2).</summary>
    /// <remarks>The insurance never stands on that side: what it is owed does not change.</remarks>
    private void Socialise(int id, bool chargesLong, long loss, EventBuffer events)
    {
        ref InstrumentState instrument = ref _state.Instruments[id];
        long lots = chargesLong ? instrument.LongLots : instrument.ShortLots;
        _state.ReadBook(id);
        if (lots == 0)
        {
            return;
        }

        long charge = Division.DivCeil(loss, lots);
        if (chargesLong)
        {
            instrument.LongIndex -= charge;
            RequireCash(instrument.LongIndex);
        }
        else
        {
            instrument.ShortIndex -= charge;
            RequireCash(instrument.ShortIndex);
        }

        instrument.InsuranceCash += charge * lots;
        RequireCash(instrument.InsuranceCash);
        _state.WroteRisk(id);
        _state.WroteInsurance(id);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.LossSocialised,
            Instrument = new InstrumentId(id),
            Side = SideOf(chargesLong),
            Money = new QuoteQuanta(charge),
            Lots = new Lots(lots),
        });
    }
}
