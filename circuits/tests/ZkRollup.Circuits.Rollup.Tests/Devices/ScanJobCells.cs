using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Devices;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>What a program says of a scan, and what it is told.</summary>
internal sealed record ScanJobCells(
    Cell Enable, Cell Account, Cell OrderEpoch, Cell Mask, Cell Cash, Cell Equity, Cell Initial, Cell Maintenance, Cell AllUsable)
{
    internal ScanWires.Job ToWires() => new(
        Element.FromUnchecked(Enable),
        Element.FromUnchecked(Account),
        Element.FromUnchecked(OrderEpoch),
        Element.FromUnchecked(Mask),
        Element.FromUnchecked(Cash),
        Equity,
        Initial,
        Maintenance,
        AllUsable);
}
