using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>How long and short lots change by a fill (docs/protocol.md, 8.3 g and 8.5, 2).</summary>
internal static class OpenInterest
{
    /// <summary>What both rise by: the sizes of both accounts have the same sum before and after, so they rise by the same.</summary>
    internal static Value Rise(ProgramWriter p, SizeChange ofMaker, SizeChange ofTaker) => p.Materialize(
        ofMaker.NegativeBefore + ofTaker.NegativeBefore - ofMaker.NegativeAfter - ofTaker.NegativeAfter);

    /// <summary>The same of a fill that is only tried.</summary>
    internal static Value Rise(ProgramWriter p, Fill fill, RecordPort makerPosition, RecordPort takerPosition)
    {
        Value maker = makerPosition[Fields.Position.Size];
        Value taker = takerPosition[Fields.Position.Size];
        return p.Materialize(
            Negative(p, maker) + Negative(p, taker)
            - Negative(p, p.Materialize(maker - fill.Change)) - Negative(p, p.Materialize(taker + fill.Change)));
    }

    /// <summary>1 if a fill of an order would raise long lots above the cap.</summary>
    internal static Bit IsExceeded(ProgramWriter p, Taker taker, Value rise)
    {
        Value room = p.Import(MatchingContext.Instance.OpenInterestCap) - taker.Book[Fields.Book.LongLots] - rise;
        return p.IsNegative(-rise) & p.IsNegative(room);
    }

    /// <summary>min(size, 0).</summary>
    private static Value Negative(ProgramWriter p, Value size) => p.Materialize(p.IsNegative(size) * size);
}
