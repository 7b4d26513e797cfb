using System.Numerics;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The scan of an account (docs/protocol.md, 4.3).</summary>
/// <param name="Equity">E.</param>
/// <param name="Initial">I.</param>
/// <param name="Maintenance">M.</param>
/// <param name="AllUsable">Whether each position that is not vacant has a usable mark.</param>
internal readonly record struct MarginTotals(BigInteger Equity, BigInteger Initial, BigInteger Maintenance, bool AllUsable)
{
    private const long MarkAgeMax = 60_000;
    private const long RoundLength = 3_000;

    internal static MarginTotals Of(Func<RecordAddress, Record> read, long account, long orderEpoch, int mask, BigInteger cash, long time)
    {
        MarginTotals totals = new(cash, BigInteger.Zero, BigInteger.Zero, true);
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((mask & (1 << place)) != 0)
            {
                PositionRecord position = PositionRecord.FromRecord(read(RecordAddress.Position(new AccountId(account), place)));
                totals = totals.Add(read, position, orderEpoch, time);
            }
        }

        return totals;
    }

    private MarginTotals Add(Func<RecordAddress, Record> read, in PositionRecord position, long orderEpoch, long time)
    {
        // A unit reads both whatever the position is, so a batch has to hold them for a vacant one too.
        RiskRecord risk = RiskRecord.FromRecord(read(RecordAddress.Risk(position.Instrument)));
        BigInteger multiplier = TermsRecord.FromRecord(read(RecordAddress.Terms(position.Instrument))).Multiplier.Value;
        bool isCurrent = position.LotsEpoch.Value == orderEpoch;
        BigInteger size = position.Size.Value;
        BigInteger buys = isCurrent ? position.OpenBuys.Value : 0;
        BigInteger sells = isCurrent ? position.OpenSells.Value : 0;
        if (size.IsZero && buys.IsZero && sells.IsZero)
        {
            return this;
        }

        BigInteger index = (size.Sign < 0 ? risk.ShortIndex : risk.LongIndex).Value;
        BigInteger owed = BigInteger.Abs(size) * (index - position.Snapshot.Value);
        BigInteger longLots = BigInteger.Max(size + buys, 0) * risk.InitialLong.Value;
        BigInteger shortLots = BigInteger.Max(sells - size, 0) * risk.InitialShort.Value;
        BigInteger perLot = size.Sign > 0 ? risk.MaintenanceLong.Value : risk.MaintenanceShort.Value;
        bool isUsable = risk.Status == MarkStatus.Settled
            || (risk.Status == MarkStatus.Marked && time - (RoundLength * risk.IndexRound.Value) <= MarkAgeMax);
        return new(
            Equity + (size * risk.Mark.Value * multiplier) + owed,
            Initial + BigInteger.Max(longLots, shortLots),
            Maintenance + (BigInteger.Abs(size) * perLot),
            AllUsable && isUsable);
    }
}
