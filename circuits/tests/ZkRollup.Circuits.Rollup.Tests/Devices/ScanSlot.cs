using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>What happens in a slot of the test circuit.</summary>
internal sealed record ScanSlot
{
    internal bool Waits { get; init; }

    internal long Time { get; init; } = ScanState.Time;

    /// <summary>The mark that the port writes.</summary>
    internal (ulong Address, long Mark)? Write { get; init; }

    /// <summary>The scans that are demanded; null for one that is off.</summary>
    internal ScanDemand?[] Demands { get; init; } = new ScanDemand?[ScanCircuit.Jobs];

    /// <summary>What the units do; null for one that is off.</summary>
    internal ScanTask?[] Tasks { get; init; } = new ScanTask?[ScanCircuit.Units];

    /// <summary>Which Risk each unit reads if not that of the position; 0 for none.</summary>
    internal ulong?[] Risks { get; init; } = new ulong?[ScanCircuit.Units];

    /// <summary>Which Terms each unit reads if not that of the position; 0 for none.</summary>
    internal ulong?[] Terms { get; init; } = new ulong?[ScanCircuit.Units];

    /// <summary>The slot with another task of a unit.</summary>
    internal ScanSlot With(int unit, ScanTask? task)
    {
        ScanTask?[] tasks = [.. Tasks];
        tasks[unit] = task;
        return this with { Tasks = tasks };
    }

    /// <summary>The slot with another demand.</summary>
    internal ScanSlot With(int job, ScanDemand? demand)
    {
        ScanDemand?[] demands = [.. Demands];
        demands[job] = demand;
        return this with { Demands = demands };
    }

    internal static ScanTask Task(int account, int place) =>
        new(ScanState.Position(account, place), Fr.FromInt64(account == 1 ? ScanState.EpochOf1 : ScanState.EpochOf2));
}
