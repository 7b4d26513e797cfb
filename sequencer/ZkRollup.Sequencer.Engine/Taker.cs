using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Who trades against the book: an order, or an account under liquidation (§8.3).</summary>
internal struct Taker
{
    internal int Account;

    /// <summary>The place of its position in the instrument.</summary>
    internal int Place;

    /// <summary>The place of its session in the pool; 0 for a liquidation, which has no session, no budget and no open lots.</summary>
    internal int Session;
    internal int Instrument;
    internal bool IsBuy;
    internal SelfTradeMode SelfTradeMode;

    /// <summary>The worst price that it accepts, in ticks; may be below 0 for a seller.</summary>
    internal long WorstPrice;

    /// <summary>Lots that are left.</summary>
    internal long Remaining;

    /// <summary>Makers touched so far.</summary>
    internal int Touched;

    internal readonly bool IsOrder => Session != 0;
}
