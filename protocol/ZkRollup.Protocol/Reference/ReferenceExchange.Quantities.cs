using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§4: derived quantities.</content>
public sealed partial class ReferenceExchange
{
    private const long MillisecondsPerRound = 3_000;
    private const long MarkAgeMax = 60_000;
    private const long Million = 1_000_000;
    private const long SlowMarkUnit = 4_096;

    /// <summary>§1: an exact product.</summary>
    private static Int128 Notional(long lots, PriceTicks price, Multiplier multiplier) => (Int128)lots * price.Value * multiplier.Value;

    /// <summary>§4.1: owed(s, n).</summary>
    internal static Int128 Owed(long size, long snapshot, in RiskRecord risk) => size switch
    {
        > 0 => (Int128)size * (risk.LongIndex.Value - snapshot),
        < 0 => (Int128)(-size) * (risk.ShortIndex.Value - snapshot),
        _ => 0,
    };

    /// <summary>§4.1: the snapshot of a holder of this size.</summary>
    private static QuoteQuanta SnapshotOf(long size, in RiskRecord risk) => size switch
    {
        > 0 => risk.LongIndex,
        < 0 => risk.ShortIndex,
        _ => default,
    };

    /// <summary>§4.2.</summary>
    private bool IsUsable(in RiskRecord risk) =>
        risk.Status == MarkStatus.Settled
        || (risk.Status == MarkStatus.Marked && _time.Value - (MillisecondsPerRound * risk.IndexRound.Value) <= MarkAgeMax);

    /// <summary>§4.3: the positions of an account, by place; open lots of another epoch count as 0.</summary>
    private Exposure[] Exposures(AccountId id)
    {
        AccountRecord account = Account(id);
        Exposure[] result = new Exposure[RecordAddress.Positions];
        for (int place = 0; place < result.Length; place++)
        {
            if ((account.PositionMask >> place & 1) == 0)
            {
                continue;
            }

            PositionRecord position = Position(id, place);
            bool isCurrent = position.LotsEpoch == account.OrderEpoch;
            result[place] = new Exposure(
                position.Instrument,
                position.Size.Value,
                position.Snapshot.Value,
                isCurrent ? position.OpenBuys.Value : 0,
                isCurrent ? position.OpenSells.Value : 0);
        }

        return result;
    }

    /// <summary>§4.3 of an account as it is.</summary>
    private MarginScan Scan(AccountId id) => Scan(Account(id).Cash.Value, Exposures(id));

    /// <summary>§4.3: E, I, M and allUsable.</summary>
    private MarginScan Scan(Int128 cash, Exposure[] exposures)
    {
        Int128 equity = cash;
        Int128 initial = 0;
        Int128 maintenance = 0;
        bool allUsable = true;
        foreach (Exposure position in exposures)
        {
            if (position.Instrument == InstrumentId.None)
            {
                continue;
            }

            RiskRecord risk = Risk(position.Instrument);
            long size = position.Size;
            equity += Notional(size, risk.Mark, Terms(position.Instrument).Multiplier) + Owed(size, position.Snapshot, risk);
            initial += Int128.Max(
                (Int128)long.Max(size + position.OpenBuys, 0) * risk.InitialLong.Value,
                (Int128)long.Max(position.OpenSells - size, 0) * risk.InitialShort.Value);
            maintenance += size > 0 ? (Int128)size * risk.MaintenanceLong.Value : (Int128)(-size) * risk.MaintenanceShort.Value;
            allUsable &= position.IsVacant || IsUsable(risk);
        }

        return new MarginScan(equity, initial, maintenance, allUsable);
    }

    /// <summary>§4.3: E′.</summary>
    private Int128 WorstEquity(AccountId id)
    {
        Int128 equity = Account(id).Cash.Value;
        foreach (Exposure position in Exposures(id))
        {
            if (position.Size == 0)
            {
                continue;
            }

            RiskRecord risk = Risk(position.Instrument);
            long price = WorseOfMarks(position.Size, risk);
            if (!IsUsable(risk))
            {
                long half = (long)Rounding.DivCeil(risk.IndexPrice.Value, 2);
                price = position.Size > 0 ? long.Max(price - half, 0) : price + half;
            }

            equity += (Int128)position.Size * price * Terms(position.Instrument).Multiplier.Value;
            equity += Owed(position.Size, position.Snapshot, risk);
        }

        return equity;
    }

    /// <summary>§4.3: w without h: the worse of mark and slow mark for a position of this size.</summary>
    private static long WorseOfMarks(long size, in RiskRecord risk) => size > 0
        ? long.Min(risk.Mark.Value, (long)Rounding.DivFloor(risk.SlowMark, SlowMarkUnit))
        : long.Max(risk.Mark.Value, (long)Rounding.DivCeil(risk.SlowMark, SlowMarkUnit));

    /// <summary>§4.3: withdrawable; never more than there is.</summary>
    /// <remarks>Gains against an insolvent account could exceed all deposits, which then would go negative.</remarks>
    private Int128 Withdrawable(AccountId id) =>
        Int128.Max(0, Int128.Min(WorstEquity(id) - Scan(id).Initial, Treasury().NetDeposits.Value));

    /// <summary>§4.4: lower and upper end of the band.</summary>
    private (long Lower, long Upper) Band(InstrumentId instrument)
    {
        RiskRecord risk = Risk(instrument);
        PriceTicks basis = Terms(instrument).IsOption ? risk.IndexPrice : risk.Mark;
        long width = (long)Rounding.DivFloor((Int128)basis.Value * Limits(instrument).Band.Value, Million);
        return (long.Max(risk.Mark.Value - width, 0), risk.Mark.Value + width);
    }

    /// <summary>§4.5.</summary>
    private bool IsClosed(InstrumentId instrument)
    {
        TermsRecord terms = Terms(instrument);
        return Risk(instrument).Status == MarkStatus.Settled || (terms.IsDated && _time.Value >= terms.Expiry.Value);
    }

    /// <summary>§4.6: what is paid; negative is received.</summary>
    private static Int128 Fee(Int128 notional, FeeRate rate) => Rounding.DivCeil(notional * rate.Value, Million);

    /// <summary>The side of a position: buy is long.</summary>
    private static Side SideOf(long size) => size < 0 ? Side.Sell : Side.Buy;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>+1 for buy or long, −1 for sell or short.</summary>
    private static long SignOf(Side side) => side == Side.Buy ? 1 : -1;
}
