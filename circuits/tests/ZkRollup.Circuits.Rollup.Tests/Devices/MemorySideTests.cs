using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using StateRecord = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Ports and scans at full size, at the rows where programs meet them.</summary>
public sealed class MemorySideTests
{
    private static readonly Lazy<(PortCircuit Circuit, PortBatch Batch)> Shared = new(() =>
    {
        PortCircuit circuit = new();
        return (circuit, new PortBatch(circuit));
    });

    private static readonly Lazy<CopyClassList> Copies = new(() => new(Shared.Value.Circuit.Built.Circuit));

    [Fact]
    public void MemorySide_HonestBatch_Passes() => Assert.Empty(Labels(_ => { }));

    [Fact]
    public void MemorySide_Cost_IsPinned() => Baselines.Require("memory-side", CostReport.Of(Shared.Value.Circuit.Built));

    /// <summary>Each register is joined with its cell of its port and with nothing else; ports without keys keep x and y.</summary>
    [Fact]
    public void PortDevice_AnyRegister_IsJoinedWithItsPort()
    {
        (PortCircuit circuit, _) = Shared.Value;
        Region[] records = [.. circuit.Built.Regions.Where(region => region.Kind == "record")];
        for (int port = 0; port < MachineShape.Ports; port++)
        {
            RecordCells old = circuit.Memory.CellsOf(records[port], 0);
            RecordCells now = circuit.Memory.CellsOf(records[port], 1);
            AssertJoined(Third(DeviceRegisters.PortEnable(port)), old.Enable, now.Enable);
            AssertJoined(Third(DeviceRegisters.PortAddress(port)), old.Address, now.Address);
            for (int field = 0; field < MachineShape.Fields; field++)
            {
                if (field < MachineShape.WholeFields && port >= MachineShape.WholePorts)
                {
                    AssertJoined(old.Fields[field], now.Fields[field]);
                    continue;
                }

                AssertJoined(Result(DeviceRegisters.PortOld(port, field)), old.Fields[field]);
                AssertJoined(Third(DeviceRegisters.PortNew(port, field)), now.Fields[field]);
            }
        }
    }

    /// <summary>Each register is joined with its cells of its scan.</summary>
    [Fact]
    public void ScanDevice_AnyRegister_IsJoinedWithItsScan()
    {
        ScanDevice scans = Shared.Value.Circuit.Scans;
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            Region job = scans.Jobs[scan].Region;
            Cell In(ScanInput input) => Third(DeviceRegisters.ScanInput(scan, input));
            Cell Out(ScanOutput output) => Result(DeviceRegisters.ScanOutput(scan, output));
            AssertJoined(In(ScanInput.Enable), job[0, 7]);
            AssertJoined(In(ScanInput.Mask), job[1, 7]);
            AssertJoined(In(ScanInput.Cash), job[0, 0]);
            AssertJoined([In(ScanInput.Account), .. Enumerable.Range(0, 8).Select(row => job[row, 5])]);
            AssertJoined([In(ScanInput.OrderEpoch), .. Enumerable.Range(0, 8).Select(row => job[row, 6])]);
            AssertJoined(Out(ScanOutput.Equity), job[8, 0]);
            AssertJoined(Out(ScanOutput.Initial), job[8, 1]);
            AssertJoined(Out(ScanOutput.Maintenance), job[8, 2]);
            AssertJoined(Out(ScanOutput.AllUsable), job[8, 5]);
        }

        AssertJoined([Third(DeviceRegisters.CarryOut(CarriedRegister.Time)), .. scans.Units.Select(unit => unit.Cells.Time)]);
    }

    [Fact]
    public void ScanDevice_WaitOfProgramChanged_IsNoticed() => Assert.Equal(
        ["scan.base"], Labels(inputs => inputs[1][Index(Third(DeviceRegisters.ScanWait))] += Fr.One));

    /// <summary>What the units add up is what the definition says.</summary>
    [Fact]
    public void ScanDevice_HonestBatch_TellsTheDefinition()
    {
        PortBatch batch = Shared.Value.Batch;
        StateRecord Read(RecordAddress address)
        {
            Fr[] fields = batch.Before.GetValueOrDefault(address.Value) ?? new Fr[MachineShape.Fields];
            Assert.True(RecordElements.TryRead(fields, out StateRecord record));
            return record;
        }

        foreach ((int scan, long account, int mask, long cash) in new[] { (0, 1L, 255, -5L), (1, 2L, 32, 1_000L) })
        {
            MarginTotals totals = MarginTotals.Of(Read, account, PortBatch.EpochOfAccounts, mask, cash, PortBatch.TimeOfScans);
            Fr Told(ScanOutput output) => batch.Inputs[1][Index(Result(DeviceRegisters.ScanOutput(scan, output)))];
            Assert.Equal(FieldNumber.Of(totals.Equity), Told(ScanOutput.Equity));
            Assert.Equal(FieldNumber.Of(totals.Initial), Told(ScanOutput.Initial));
            Assert.Equal(FieldNumber.Of(totals.Maintenance), Told(ScanOutput.Maintenance));
            Assert.Equal(totals.AllUsable ? Fr.One : Fr.Zero, Told(ScanOutput.AllUsable));
        }
    }

    private static Cell Third(int row) => Shared.Value.Circuit.Columns.Third(row);

    private static Cell Result(int row) => Shared.Value.Circuit.Columns.Result(row);

    private static int Index(Cell cell) => Shared.Value.Circuit.Map.IndexOf(cell);

    private static void AssertJoined(params Cell[] cells)
    {
        CopyClassList copies = Copies.Value;
        int joined = copies.ClassOf(cells[0]);
        Assert.True(joined >= 0, $"{cells[0]} is joined with nothing");
        Assert.Equal(cells.OrderBy(cell => (cell.Row, cell.Column)), copies.Classes[joined].OrderBy(cell => (cell.Row, cell.Column)));
    }

    private static string[] Labels(Action<Fr[][]> change)
    {
        (PortCircuit circuit, PortBatch batch) = Shared.Value;
        Fr[][] inputs = [.. batch.Inputs.Select(slot => slot.ToArray())];
        change(inputs);
        return circuit.Labels(inputs, batch.Publics);
    }
}
