namespace ZkRollup.Sequencer.Engine.State;

/// <summary>An order at its leaf; quantity 0 if there is none. The predecessor and the chain of the look-up are the engine's own.</summary>
internal struct OrderState
{
    internal long Nonce;
    internal long Expiry;
    internal long OrderEpoch;
    internal long Price;
    internal long Quantity;
    internal long Stamp;
    internal long NextPrice;

    /// <summary>4·instrument + 2·side + reduceOnly.</summary>
    internal int Market;

    /// <summary>16·account + session slot.</summary>
    internal int OwnerReference;
    internal int Serial;
    internal int MaximumFee;
    internal int Next;

    /// <summary>The order before it in its list, or 0.</summary>
    internal int Previous;

    /// <summary>The next order in its chain of the look-up by identity, or 0.</summary>
    internal int Chain;

    /// <summary>The session at the slot; its serial may be another's by now.</summary>
    internal int Session;

    internal readonly int Instrument => Market >> 2;

    internal readonly bool IsBuy => (Market & 2) == 0;

    internal readonly bool IsReduceOnly => (Market & 1) != 0;

    internal readonly int Account => OwnerReference >> 4;
}
