using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§6.7: ForcedClose.</content>
public sealed partial class ReferenceExchange
{
    private const int CounterpartiesMax = 16;
    private const int ExitShareDivisor = 10;

    /// <summary>§6.7.</summary>
    private QueueOutcome Execute(in ForcedClose operation)
    {
        AccountId account = operation.Account;
        InstrumentId instrument = operation.Instrument;
        if (CheckOwner(account, operation.Owner) is OutcomeCode refusal)
        {
            return Outcome(refusal);
        }

        if (!Terms(instrument).Exists)
        {
            return Outcome(OutcomeCode.InstrumentUnknown);
        }

        RiskRecord risk = Risk(instrument);
        long size = SizeOf(account, instrument);
        long lots = long.Min(long.Abs(size), operation.LargestSize.Value);
        if (lots == 0 || SideOf(size) != operation.Side)
        {
            return Outcome(OutcomeCode.NoSuchPosition);
        }

        if (IsClosed(instrument))
        {
            return Outcome(OutcomeCode.InstrumentClosed);
        }

        // The mark may be of any age; a position has one, as nothing is matched before the first.
        long distance = long.Abs(risk.Mark.Value - WorseOfMarks(size, risk));
        Int128 perLot = ((Int128)distance * Terms(instrument).Multiplier.Value) + HalfMaintenance(size, risk);
        long remaining = lots;

        // The account's equity falls by each part's concession and by nothing else, so Concession finds E as §6.7 counts it.
        Exit(InsuranceExit(instrument, size), AccountId.None);
        for (int i = 0; i < CounterpartiesMax && remaining > 0; i++)
        {
            (AccountId counterparty, long most) = GreatestOpposite(account, instrument, size);
            Exit(most, counterparty);
        }

        Exit(remaining, AccountId.None);
        CoverDebt(account, instrument);
        Restore(instrument, operation.Side);
        return new QueueOutcome(OutcomeCode.Closed, lots);

        void Exit(long most, AccountId taking)
        {
            long part = long.Min(remaining, most);
            if (part > 0)
            {
                ForcedTrade(instrument, account, taking, part, Concession(account, part * perLot));
                remaining -= part;
            }
        }
    }

    /// <summary>§6.7, 1: v + z, what the insurance takes of a position of this size first.</summary>
    private long InsuranceExit(InstrumentId instrument, long size)
    {
        long inventory = Insurance(instrument).Inventory.Value;
        long netted = IsOpposite(size, inventory) ? long.Abs(inventory) : 0;
        RiskRecord risk = Risk(instrument);
        long initial = size > 0 ? risk.InitialLong.Value : risk.InitialShort.Value;
        Int128 equity = InsuranceEquity(instrument);
        if (equity <= 0)
        {
            return netted;
        }

        return initial == 0 ? long.MaxValue : netted + (long)Rounding.DivFloor(equity, ExitShareDivisor * (Int128)initial);
    }

    /// <summary>§5.2: the account with the greatest opposite position, the lowest among equals; none if there is none.</summary>
    private (AccountId Account, long Lots) GreatestOpposite(AccountId closing, InstrumentId instrument, long size)
    {
        (AccountId Account, long Lots) greatest = (AccountId.None, 0);
        foreach (long candidate in _accounts)
        {
            AccountId account = new(candidate);
            long other = PeekSizeOf(account, instrument);
            if (account != closing && IsOpposite(size, other) && long.Abs(other) > greatest.Lots)
            {
                greatest = (account, long.Abs(other));
            }
        }

        return greatest;
    }

    /// <summary>The size of a position that is only compared with others.</summary>
    private long PeekSizeOf(AccountId account, InstrumentId instrument)
    {
        int mask = AccountRecord.FromRecord(_store.Peek(RecordAddress.Account(account))).PositionMask;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((mask >> place & 1) != 0)
            {
                PositionRecord position = PositionRecord.FromRecord(_store.Peek(RecordAddress.Position(account, place)));
                if (position.Instrument == instrument)
                {
                    return position.Size.Value;
                }
            }
        }

        return 0;
    }
}
