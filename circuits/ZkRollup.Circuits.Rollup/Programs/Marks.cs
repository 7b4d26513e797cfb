using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Marks, and what depends on an instrument's time (docs/protocol.md, 4.2, 4.3, 4.5).</summary>
internal static class Marks
{
    /// <summary>Milliseconds of an oracle round.</summary>
    internal const long RoundLength = 3_000;

    /// <summary>Fractions of a tick that the slow mark counts.</summary>
    internal const long SlowUnit = 4_096;

    /// <summary>An index older than this many milliseconds makes no mark usable.</summary>
    internal const long AgeMax = 60_000;

    private const int Settled = 2;

    /// <summary>§4.2: status = 2, or status = 1 and t − 3,000·(index round) ≤ 60,000.</summary>
    internal static Bit IsUsable(ProgramWriter p, RecordPort risk, Value time)
    {
        Bit isMarked = !p.IsZero(risk[Fields.Risk.Status]);
        Bit isSettled = IsSettled(p, risk);
        Bit isRecent = p.AtLeast(AgeMax, time - (RoundLength * risk[Fields.Risk.IndexRound]));

        // Status 2 is also at least 1, so one product is enough: marked, and settled or recent.
        return isMarked & (isSettled | isRecent);
    }

    /// <summary>Status = 2.</summary>
    internal static Bit IsSettled(ProgramWriter p, RecordPort risk) => p.AtLeast(risk[Fields.Risk.Status], Settled);

    /// <summary>§4.5: status = 2, or kind ≠ 1 and t ≥ expiry.</summary>
    /// <param name="p">The program.</param>
    /// <param name="terms">Terms of a listed instrument.</param>
    /// <param name="risk">Its Risk.</param>
    /// <param name="time">t.</param>
    internal static Bit IsClosed(ProgramWriter p, RecordPort terms, RecordPort risk, Value time)
    {
        Bit isDated = p.AtLeast(terms[Fields.Terms.Kind], 2);
        Bit isExpired = p.AtLeast(time, terms[Fields.Terms.Expiry]);
        return IsSettled(p, risk) | (isDated & isExpired);
    }

    /// <summary>§4.3: min(mark, ⌊slow/4096⌋) for a long position, max(mark, ⌈slow/4096⌉) for a short one.</summary>
    internal static Value Worse(ProgramWriter p, RecordPort risk, Bit isShort)
    {
        Value mark = risk[Fields.Risk.Mark];
        Value slow = p.DivideFloor(risk[Fields.Risk.SlowMark] + (isShort * (SlowUnit - 1)), SlowUnit);
        Bit isBelow = p.Less(mark, slow);

        // The mark is taken if it is the lower one and the position long, or if it is not and the position short.
        Bit isMark = new(p.Materialize(isBelow + isShort - (2 * (isBelow * isShort))));
        return p.Materialize(isMark.Select(mark, slow));
    }
}
