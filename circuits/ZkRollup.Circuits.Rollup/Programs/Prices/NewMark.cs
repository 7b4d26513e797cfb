using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>What both kinds of marks have in common (docs/protocol.md, 9.2 to 9.4).</summary>
internal static class NewMark
{
    private const long RoundsPerHour = 1_200;

    /// <summary>§9.2, §9.3: p = min(Index.price, price cap).</summary>
    internal static Value CappedIndex(ProgramWriter p, RecordPort index, RecordPort terms) =>
        p.Materialize(p.Min(index[Fields.Index.Price], terms[Fields.Terms.PriceCap]));

    /// <summary>§9.4: the slow mark after a new mark.</summary>
    /// <param name="p">The program.</param>
    /// <param name="risk">Risk as it was.</param>
    /// <param name="mark">The new mark.</param>
    /// <param name="rounds">The rounds from the old to the new index round, at most an hour of them: §9.4's min(d, 1200).</param>
    internal static Value Slow(ProgramWriter p, RecordPort risk, Value mark, Value rounds)
    {
        p.Rule("9.4 slow mark");
        Value old = risk[Fields.Risk.SlowMark];
        Value target = Marks.SlowUnit * mark;
        Value moved = old + p.DivideFloor((target - old) * rounds, RoundsPerHour);
        return p.Materialize(p.IsZero(risk[Fields.Risk.Status]).Select(target, moved));
    }

    /// <summary>min(d, 1200), d the rounds from the old index round to the new one.</summary>
    internal static Value RoundsOfHour(ProgramWriter p, RecordPort risk, RecordPort index)
    {
        p.Rule("9.4 rounds");
        return p.Materialize(p.Min(index[Fields.Index.Round] - risk[Fields.Risk.IndexRound], RoundsPerHour));
    }
}
