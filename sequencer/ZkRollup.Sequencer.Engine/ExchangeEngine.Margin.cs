using System.Numerics;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>What an account is worth and what it must be worth (§4.2 to §4.5, §8.4).</summary>
public sealed partial class ExchangeEngine
{
    private const long MarkAgeMax = 60_000;
    private const long RoundMilliseconds = 3_000;

    /// <summary>True if the mark may be relied on at t (§4.2).</summary>
    /// <remarks>A round is below 2^36, so its time is below 2^48.</remarks>
    internal static bool IsMarkUsable(in InstrumentState instrument, long time) =>
        instrument.Status == MarkStatus.Settled
        || (instrument.Status == MarkStatus.Marked && time - (RoundMilliseconds * instrument.IndexRound) <= MarkAgeMax);

    /// <summary>True if the instrument does not trade any more at t (§4.5).</summary>
    internal static bool IsClosed(in InstrumentState instrument, long time) =>
        instrument.Status == MarkStatus.Settled || (instrument.Kind != InstrumentKind.Perpetual && time >= instrument.Expiry);

    /// <summary>Initial margin of a position with its open lots (§4.3).</summary>
    private static long InitialMargin(in InstrumentState instrument, long size, long openBuys, long openSells) =>
        Math.Max(Math.Max(size + openBuys, 0) * instrument.InitialLong, Math.Max(openSells - size, 0) * instrument.InitialShort);

    /// <summary>Maintenance margin of a position (§4.3).</summary>
    internal static long MaintenanceMargin(in InstrumentState instrument, long size) =>
        size > 0 ? size * instrument.MaintenanceLong : -size * instrument.MaintenanceShort;

    /// <summary>Scans the positions of an account at t that are not vacant (§4.3).</summary>
    /// <remarks>
    /// A position is within the position limit and a mark within the price cap, so the value of a position, and its margin, is below 2^54
    /// (§6.2), that of its open lots below 2^56; what is owed is below 2^57 in all (§12) and cash below 2^59. Eight of
    /// them stay below 2^61: 64 bits suffice.
    /// </remarks>
    internal void Scan(int account, long time, out MarginScan scan)
    {
        ref readonly AccountState owner = ref _state.Accounts[account];
        scan = new MarginScan { Equity = owner.Cash, AllUsable = true };
        _state.ReadAccount(account);
        for (int mask = owner.PositionMask; mask != 0; mask &= mask - 1)
        {
            int place = BitOperations.TrailingZeroCount(mask);
            _state.ReadPosition(account, place);
            if (IsVacant(account, place))
            {
                continue;
            }

            ref readonly PositionState position = ref PositionAt(account, place);
            ref readonly InstrumentState instrument = ref _state.Instruments[position.Instrument];
            bool isCurrent = position.LotsEpoch == owner.OrderEpoch;
            scan.Equity += (position.Size * instrument.Mark * instrument.Multiplier)
                + Owed(instrument, position.Size, position.Snapshot);
            scan.Initial += InitialMargin(
                instrument,
                position.Size,
                isCurrent ? position.OpenBuys : 0,
                isCurrent ? position.OpenSells : 0);
            scan.Maintenance += MaintenanceMargin(instrument, position.Size);
            scan.AllUsable &= IsMarkUsable(instrument, time);
            _state.ReadTerms(position.Instrument);
            _state.ReadRisk(position.Instrument);
        }
    }

    /// <summary>What an account may take out at t: its worst equity less its initial margin (§4.3), never more than came in.</summary>
    /// <remarks>
    /// Mark, slow mark and the index beside them are at most the price cap, so the worst mark is below 1.5 caps and a tick, and what a
    /// position loses by it below 2^55.
    /// </remarks>
    internal long Withdrawable(int account, long time)
    {
        ref readonly AccountState owner = ref _state.Accounts[account];
        Scan(account, time, out MarginScan scan);
        long free = scan.Equity - scan.Initial;
        for (int mask = owner.PositionMask; mask != 0; mask &= mask - 1)
        {
            ref readonly PositionState position = ref PositionAt(account, BitOperations.TrailingZeroCount(mask));
            ref readonly InstrumentState instrument = ref _state.Instruments[position.Instrument];
            free += position.Size * (WorstMark(instrument, position.Size, time) - instrument.Mark) * instrument.Multiplier;
        }

        _state.ReadTreasury();
        return Math.Max(Math.Min(free, _state.Treasury.NetDeposits), 0);
    }

    /// <summary>The worse of mark and slow mark for a holder, and half the index worse where the mark is not usable (§4.3).</summary>
    internal static long WorstMark(in InstrumentState instrument, long size, long time)
    {
        long worse = WorseOfMarks(instrument, size);
        long distance = IsMarkUsable(instrument, time) ? 0 : (instrument.IndexPrice + 1) / 2;
        return size > 0 ? Math.Max(worse - distance, 0) : worse + distance;
    }

    /// <summary>The worse of mark and slow mark for a holder, whatever their age (§4.3, §6.7).</summary>
    private static long WorseOfMarks(in InstrumentState instrument, long size) => size > 0
        ? Math.Min(instrument.Mark, instrument.SlowMark >> SlowBits)
        : Math.Max(instrument.Mark, (instrument.SlowMark + (1 << SlowBits) - 1) >> SlowBits);

    /// <summary>Whether an account may take part in a fill (§8.4).</summary>
    /// <param name="account">The account.</param>
    /// <param name="place">The place of its position; its open lots include those of the fill.</param>
    /// <param name="time">The time.</param>
    /// <param name="isBuy">Whether it buys.</param>
    /// <param name="lots">Lots of the fill.</param>
    /// <param name="price">Its price.</param>
    /// <param name="fee">What the account pays for it.</param>
    internal bool PassesFill(int account, int place, long time, bool isBuy, long lots, long price, long fee)
    {
        Scan(account, time, out MarginScan scan);
        ref readonly PositionState position = ref PositionAt(account, place);
        ref readonly InstrumentState instrument = ref _state.Instruments[position.Instrument];
        bool isCurrent = position.LotsEpoch == _state.Accounts[account].OrderEpoch;
        long openBuys = isCurrent ? position.OpenBuys : 0;
        long openSells = isCurrent ? position.OpenSells : 0;
        long size = position.Size;
        long change = isBuy ? lots : -lots;
        long equity = scan.Equity + (change * (instrument.Mark - price) * instrument.Multiplier) - fee;
        long initial = scan.Initial - InitialMargin(instrument, size, openBuys, openSells)
            + InitialMargin(instrument, size + change, openBuys - (isBuy ? lots : 0), openSells - (isBuy ? 0 : lots));
        if (scan.AllUsable && equity >= initial)
        {
            return true;
        }

        bool isReducing = isBuy ? lots <= -size : lots <= size;
        long maintenance = scan.Maintenance - MaintenanceMargin(instrument, size) + MaintenanceMargin(instrument, size + change);
        return isReducing && equity >= 0 && equity - maintenance >= Math.Min(0, scan.Equity - scan.Maintenance);
    }
}
