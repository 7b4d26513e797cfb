namespace ZkRollup.Sequencer.Engine;

/// <summary>Where an order would go, found while its preconditions are checked.</summary>
internal struct Placement
{
    internal int Account;
    internal int Session;
    internal int Instrument;

    /// <summary>The place of the position.</summary>
    internal int Place;

    /// <summary>Whether the place is to be taken.</summary>
    internal bool IsNewPlace;

    /// <summary>The position's size.</summary>
    internal long Size;

    /// <summary>Open lots before the order.</summary>
    internal long OpenBuys;
    internal long OpenSells;

    /// <summary>Its quantity on its side, 0 on the other.</summary>
    internal long AddedBuys;
    internal long AddedSells;

    internal readonly bool IsReducing => (Size > 0 && AddedSells > 0 && OpenSells + AddedSells <= Size)
        || (Size < 0 && AddedBuys > 0 && OpenBuys + AddedBuys <= -Size);
}
