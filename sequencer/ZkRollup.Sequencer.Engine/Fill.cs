namespace ZkRollup.Sequencer.Engine;

/// <summary>A trade between a taker and the maker at a leaf that may take place.</summary>
internal struct Fill
{
    internal int Leaf;

    /// <summary>The place of the maker's position.</summary>
    internal int Place;
    internal long Lots;
    internal long Price;
    internal long Notional;
    internal long MakerFee;
    internal long TakerFee;
}
