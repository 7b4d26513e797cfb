using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§11: SettleExpiry.</content>
public sealed partial class ReferenceExchange
{
    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SettleExpiry transaction, EventBuffer events) =>
        End(Begin(time, events) ? Execute(transaction) : Cause.TimeDecreases);

    /// <summary>§11.</summary>
    private Cause Execute(in SettleExpiry transaction)
    {
        AccountId account = transaction.Account;
        InstrumentId instrument = transaction.Instrument;
        TermsRecord terms = Terms(instrument);
        if (!terms.Exists)
        {
            return Cause.UnknownInstrument;
        }

        RiskRecord risk = Risk(instrument);
        bool isInsurance = account == AccountId.None;
        if (risk.Status != MarkStatus.Settled)
        {
            return Cause.NotSettled;
        }

        if (!isInsurance && !Account(account).Exists)
        {
            return Cause.UnknownAccount;
        }

        long size = isInsurance ? Insurance(instrument).Inventory.Value : SizeOf(account, instrument);
        if (size == 0)
        {
            return Cause.NoSuchPosition;
        }

        Int128 payment = Notional(size, risk.Mark, terms.Multiplier);
        SizeChange change = isInsurance
            ? ChangeInventory(instrument, -size, payment)
            : ChangePosition(account, instrument, -size, payment);
        MoveOpenInterest(instrument, [change]);
        Emit(new ExchangeEvent
        {
            Kind = EventKind.PositionSettled,
            Account = account,
            Instrument = instrument,
            Side = SideOf(size),
            Lots = new Lots(long.Abs(size)),
            Money = Invariant.Narrow<QuoteQuanta>(payment, "A settlement"),
        });

        if (!isInsurance)
        {
            ClearIfVacant(account, instrument);
            CoverDebt(account, instrument);
        }

        Restore(instrument, SideOf(size));
        return Cause.Accepted;
    }
}
