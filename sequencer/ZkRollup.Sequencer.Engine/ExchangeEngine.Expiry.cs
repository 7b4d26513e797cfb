using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Settlement after expiry (§11).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SettleExpiry transaction, EventBuffer events)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        Cause cause = CheckSettleExpiry(transaction.Account.Value, transaction.Instrument.Value, out int place, out long size);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.SettleExpiry, transaction))
        {
            return Cause.Overloaded;
        }

        int account = (int)transaction.Account.Value;
        int id = (int)transaction.Instrument.Value;
        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        long payment = size * instrument.Mark * instrument.Multiplier;
        if (account == Insurance)
        {
            ChangeInventory(id, -size, payment);
        }
        else
        {
            ChangePosition(account, place, id, -size, payment);
            ClearIfVacant(account, place);
        }

        events.Add(new ExchangeEvent
        {
            Kind = EventKind.PositionSettled,
            Account = transaction.Account,
            Instrument = transaction.Instrument,
            Side = SideOf(size > 0),
            Lots = new Lots(Math.Abs(size)),
            Money = new QuoteQuanta(payment),
        });
        if (account != Insurance)
        {
            ClearDebt(account, id, events);
        }

        Restore(id, size > 0, events);
        return Finish();
    }

    /// <summary>UnknownInstrument, NotSettled, UnknownAccount, NoSuchPosition.</summary>
    internal Cause CheckSettleExpiry(long account, long id, out int place, out long size)
    {
        place = NoPlace;
        size = 0;
        if (!_state.HasInstrument(id))
        {
            return Cause.UnknownInstrument;
        }

        ref readonly InstrumentState instrument = ref _state.Instruments[id];
        _state.ReadTerms((int)id);
        _state.ReadRisk((int)id);
        if (instrument.Status != MarkStatus.Settled)
        {
            return Cause.NotSettled;
        }

        if (account == Insurance)
        {
            size = instrument.Inventory;
            return size == 0 ? Cause.NoSuchPosition : Cause.Accepted;
        }

        if (!_state.HasAccount(account))
        {
            return Cause.UnknownAccount;
        }

        place = FindPlace((int)account, (int)id);
        size = place == NoPlace ? 0 : PositionAt((int)account, place).Size;
        return size == 0 ? Cause.NoSuchPosition : Cause.Accepted;
    }
}
