using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>The running totals of a scan.</summary>
internal sealed class ScanTotals
{
    private readonly PositionMargin _start;
    private readonly PositionMargin[] _added = new PositionMargin[RecordAddress.Positions];

    /// <summary>A scan of no position.</summary>
    /// <param name="demand">What is scanned.</param>
    internal ScanTotals(ScanDemand demand) => _start = new(demand.Cash, default, default, default);

    /// <summary>Notes what a position adds.</summary>
    internal void Add(int place, PositionMargin margin) => _added[place] = margin;

    /// <summary>After the first places.</summary>
    internal PositionMargin After(int places)
    {
        PositionMargin sum = _start;
        for (int place = 0; place < places; place++)
        {
            sum += _added[place];
        }

        return sum;
    }
}
