using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Honest scans pass.</summary>
public sealed class ScanTests
{
    [Fact]
    public void Scan_HonestBatch_Passes()
    {
        ScanForger forger = new();
        Assert.Empty(forger.Honest.Labels());
    }

    [Fact]
    public void Scan_NothingDemanded_Passes() =>
        Assert.Empty(new ScanBatch(new ScanCircuit(), [.. Enumerable.Repeat(new ScanSlot(), ScanCircuit.Slots)]).Labels());

    /// <summary>What is told is what the definition says.</summary>
    [Fact]
    public void Scan_HonestBatch_TellsTheDefinition()
    {
        ScanForger forger = new();
        Fr[][] inputs = forger.Honest.Inputs();
        Fr Told(int slot, Func<ScanJobCells, Cell> cell, int job) =>
            inputs[slot][forger.Circuit.Map.IndexOf(cell(forger.Circuit.Wires[job]))];

        // Account 1: 7 lots at 25·3 and 100 − 95, −3 lots at 9·2 and 47 − 40; open lots 4, 2 and 6.
        Assert.Equal(Fr.FromInt64(-50 + (7 * 75) + (7 * 5) - (3 * 18) + (3 * 7)), Told(0, wires => wires.Equity, 0));
        Assert.Equal(Fr.FromInt64((11 * 10) + (3 * 31) + (6 * 12)), Told(0, wires => wires.Initial, 0));
        Assert.Equal(Fr.FromInt64((7 * 5) + (3 * 15)), Told(0, wires => wires.Maintenance, 0));
        Assert.Equal(Fr.Zero, Told(0, wires => wires.AllUsable, 0));
        Assert.Equal(Fr.FromInt64(400 + (5 * 18) + (5 * 20)), Told(0, wires => wires.Equity, 1));
        Assert.Equal(Fr.FromInt64(6 * 33), Told(0, wires => wires.Initial, 1));
        Assert.Equal(Fr.FromInt64(10 + (7 * 90) + (7 * 5)), Told(2, wires => wires.Equity, 0));
        Assert.Equal(Fr.One, Told(2, wires => wires.AllUsable, 0));
        Assert.Equal(Fr.FromInt64(-77), Told(2, wires => wires.Equity, 1));
        Assert.Equal(Fr.One, Told(2, wires => wires.AllUsable, 1));
    }
}
