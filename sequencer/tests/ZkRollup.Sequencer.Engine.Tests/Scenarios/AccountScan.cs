using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Equity and margins of an account (docs/protocol.md, 4.3), computed once more: to aim commands at exact equality.</summary>
/// <param name="Equity">E.</param>
/// <param name="Initial">I.</param>
/// <param name="Maintenance">M.</param>
/// <param name="WorstEquity">E′.</param>
/// <param name="NetDeposits">What the exchange owes in all.</param>
/// <param name="AllUsable">Whether the mark of each position that is not vacant is usable.</param>
internal readonly record struct AccountScan(
    Int128 Equity, Int128 Initial, Int128 Maintenance, Int128 WorstEquity, Int128 NetDeposits, bool AllUsable)
{
    internal Int128 Withdrawable => Int128.Max(0, Int128.Min(WorstEquity - Initial, NetDeposits));

    internal static AccountScan Of(StateView state, long account, long time) => Of(state, account, time, 0, 0, 0);

    /// <summary>The scan after an order was added to its position's open lots, which may have to take a place first.</summary>
    internal static AccountScan Of(StateView state, long account, long time, long instrument, long moreBuys, long moreSells)
    {
        AccountRecord record = state.Account(account);
        AccountScan sum = new(record.Cash.Value, 0, 0, record.Cash.Value, state.Treasury.NetDeposits.Value, true);
        int target = instrument == 0 ? -1 : state.PlaceFor(account, instrument);
        bool isAdded = instrument == 0;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            PositionRecord position = (record.PositionMask >> place & 1) == 0 ? default : state.Position(account, place);
            if (place == target && position.Instrument.Value != instrument)
            {
                position = new PositionRecord { Instrument = new(instrument), LotsEpoch = record.OrderEpoch };
            }

            if (!position.Exists)
            {
                continue;
            }

            bool isCurrent = position.LotsEpoch == record.OrderEpoch;
            bool isIt = place == target;
            isAdded |= isIt;
            long buys = (isCurrent ? position.OpenBuys.Value : 0) + (isIt ? moreBuys : 0);
            long sells = (isCurrent ? position.OpenSells.Value : 0) + (isIt ? moreSells : 0);
            sum = sum.Add(state, position.Instrument.Value, position, buys, sells, time);
        }

        return isAdded ? sum : sum.Add(state, instrument, default, moreBuys, moreSells, time);
    }

    internal static bool IsUsable(RiskRecord risk, long time) =>
        risk.Status == MarkStatus.Settled
        || (risk.Status == MarkStatus.Marked && time - (3_000 * risk.IndexRound.Value) <= 60_000);

    private AccountScan Add(StateView state, long instrument, PositionRecord position, Int128 buys, Int128 sells, long time)
    {
        RiskRecord risk = state.Risk(instrument);
        Int128 multiplier = state.Terms(instrument).Multiplier.Value;
        Int128 size = position.Size.Value;
        Int128 index = size > 0 ? risk.LongIndex.Value : risk.ShortIndex.Value;
        Int128 owed = size == 0 ? 0 : Int128.Abs(size) * (index - position.Snapshot.Value);
        Int128 initial = Int128.Max(
            Int128.Max(size + buys, 0) * risk.InitialLong.Value,
            Int128.Max(sells - size, 0) * risk.InitialShort.Value);
        Int128 maintenance = size > 0 ? size * risk.MaintenanceLong.Value : -size * risk.MaintenanceShort.Value;
        bool isUsable = IsUsable(risk, time);
        bool isVacant = size == 0 && buys == 0 && sells == 0;
        return new AccountScan(
            Equity + owed + (size * risk.Mark.Value * multiplier),
            Initial + initial,
            Maintenance + maintenance,
            WorstEquity + owed + (size * WorstMark(risk, size, isUsable) * multiplier),
            NetDeposits,
            AllUsable && (isUsable || isVacant));
    }

    private static Int128 WorstMark(RiskRecord risk, Int128 size, bool isUsable)
    {
        long half = isUsable ? 0 : (risk.IndexPrice.Value + 1) / 2;
        return size > 0
            ? Math.Max(Math.Min(risk.Mark.Value, risk.SlowMark / 4_096) - half, 0)
            : Math.Max(risk.Mark.Value, (risk.SlowMark + 4_095) / 4_096) + half;
    }
}
