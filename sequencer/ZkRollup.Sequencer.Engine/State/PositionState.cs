namespace ZkRollup.Sequencer.Engine.State;

/// <summary>A position. All zero, but for the stamp, if the place is empty.</summary>
internal struct PositionState
{
    internal long Snapshot;
    internal long LotsEpoch;
    internal long Size;
    internal long OpenBuys;
    internal long OpenSells;
    internal long Stamp;
    internal int Instrument;

    /// <summary>Open lots of a side, of whatever epoch.</summary>
    internal readonly long OpenLots(bool isBuy) => isBuy ? OpenBuys : OpenSells;

    /// <summary>Adds to the open lots of a side.</summary>
    internal void AddOpenLots(bool isBuy, long lots)
    {
        if (isBuy)
        {
            OpenBuys += lots;
        }
        else
        {
            OpenSells += lots;
        }
    }
}
