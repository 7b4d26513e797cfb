using System.Runtime.CompilerServices;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>An account, with the instruments of its positions beside it.</summary>
/// <remarks>64 bytes, so that one line of the cache tells where a position is.</remarks>
internal struct AccountState
{
    internal long Cash;
    internal long OrderEpoch;
    internal long SessionEpoch;
    internal long Stamp;
    internal int SessionCount;
    internal int OpenOrders;
    internal int PositionMask;
    internal bool IsLive;
    internal PlaceList Instruments;

    /// <summary>The instrument of each place; 0 where the place is empty.</summary>
    [InlineArray(RecordAddress.Positions)]
    internal struct PlaceList
    {
        private ushort _first;
    }
}
