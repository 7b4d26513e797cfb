using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>What an account may withdraw (docs/protocol.md, 4.3): a ForcedWithdraw states it before its slots prove it.</summary>
internal static class Withdrawable
{
    private const long SlowUnit = 4_096;
    private const long AgeMax = 60_000;
    private const long RoundLength = 3_000;

    /// <summary>The amount, or what is withdrawable if that is less; 0 of an account that does not exist.</summary>
    internal static long Of(IRecordSource records, AccountId id, Timestamp time, QuoteAmount asked)
    {
        AccountRecord account = AccountRecord.FromRecord(records.Read(RecordAddress.Account(id)));
        if (!account.Exists)
        {
            return 0;
        }

        MarginTotals totals = MarginTotals.Of(
            records.Read, id.Value, account.OrderEpoch.Value, account.PositionMask, account.Cash.Value, time.Value);
        BigInteger free = account.Cash.Value - totals.Initial;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((account.PositionMask & (1 << place)) != 0)
            {
                PositionRecord position = PositionRecord.FromRecord(records.Read(RecordAddress.Position(id, place)));
                RiskRecord risk = RiskRecord.FromRecord(records.Read(RecordAddress.Risk(position.Instrument)));
                TermsRecord terms = TermsRecord.FromRecord(records.Read(RecordAddress.Terms(position.Instrument)));
                free += WorstValue(position, risk, terms.Multiplier, time);
            }
        }

        TreasuryRecord treasury = TreasuryRecord.FromRecord(records.Read(RecordAddress.Treasury));
        BigInteger most = BigInteger.Min(free, BigInteger.Min(asked.Value, treasury.NetDeposits.Value));
        return (long)BigInteger.Max(most, BigInteger.Zero);
    }

    private static BigInteger WorstValue(in PositionRecord position, in RiskRecord risk, Multiplier multiplier, Timestamp time)
    {
        BigInteger size = position.Size.Value;
        bool isShort = size.Sign < 0;
        bool isUsable = risk.Status == MarkStatus.Settled
            || (risk.Status == MarkStatus.Marked && time.Value - (RoundLength * risk.IndexRound.Value) <= AgeMax);
        long half = isUsable ? 0 : (risk.IndexPrice.Value + 1) / 2;
        long price = isShort
            ? Math.Max(risk.Mark.Value, (risk.SlowMark + SlowUnit - 1) / SlowUnit) + half
            : Math.Max(Math.Min(risk.Mark.Value, risk.SlowMark / SlowUnit) - half, 0);
        long snapshot = position.Snapshot.Value;
        BigInteger perLot = isShort ? snapshot - risk.ShortIndex.Value : risk.LongIndex.Value - snapshot;
        return size * ((price * (BigInteger)multiplier.Value) + perLot);
    }
}
