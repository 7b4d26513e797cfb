using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Books;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Matching (§8.3 to §8.6).</summary>
public sealed partial class ExchangeEngine
{
    private readonly OrderBooks _books;

    /// <summary>Matches a taker against the opposite side (§8.3). Each maker has a slot of its own, the first that of what came before.</summary>
    /// <param name="taker">Its remaining lots fall.</param>
    /// <param name="events">Receives trades and removals.</param>
    /// <returns>Why it ended; NothingCrosses also if no lots remain.</returns>
    internal EndOfMatching Match(ref Taker taker, EventBuffer events)
    {
        Invariant.Require(_books.State == _state && taker.Remaining >= 0 && events.Count >= 0, "a taker has lots", taker.Remaining);
        return EndOfMatching.NothingCrosses;
    }

    /// <summary>Half widths of the band around the mark (§4.4).</summary>
    /// <remarks>Below 2^36·2^24.</remarks>
    private static (long Lower, long Upper) Band(in State.InstrumentState instrument)
    {
        long width = (instrument.IsOption ? instrument.IndexPrice : instrument.Mark) * instrument.Band / 1_000_000;
        return (Math.Max(instrument.Mark - width, 0), instrument.Mark + width);
    }

    /// <summary>⌈notional·rate/10^6⌉, also for negative rates (§4.6).</summary>
    /// <remarks>
    /// With N = a·10^6 + b it is a·rate + ⌈b·rate/10^6⌉. |rate| ≤ 10^4 and N &lt; 2^55, so a·rate is below 2^50 and b·rate below 2^34:
    /// 64 bits suffice where the product N·rate needs 69.
    /// </remarks>
    internal static long Fee(long notional, long rate)
    {
        (long whole, long part) = Math.DivRem(notional, 1_000_000);
        long product = part * rate;
        return (whole * rate) + (product > 0 ? (product + 999_999) / 1_000_000 : product / 1_000_000);
    }

    /// <summary>True if matching would touch at least one maker.</summary>
    internal bool WouldTouch(int instrument, bool takerBuys, long worstPrice)
    {
        ref readonly State.InstrumentState state = ref _state.Instruments[instrument];
        if (state.Head(bids: !takerBuys) == 0)
        {
            return false;
        }

        long price = state.HeadPrice(bids: !takerBuys);
        (long lower, long upper) = Band(state);
        return takerBuys ? price <= worstPrice && price <= upper : price >= worstPrice && price >= lower;
    }
}
