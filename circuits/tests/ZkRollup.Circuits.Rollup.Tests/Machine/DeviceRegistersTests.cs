using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

public sealed class DeviceRegistersTests
{
    [Fact]
    public void Outputs_All_TakeTheFirstRowsOnce()
    {
        List<int> rows = [.. Enum.GetValues<CarriedRegister>().Select(DeviceRegisters.CarryIn)];
        rows.AddRange(Ports().Select(at => DeviceRegisters.PortOld(at.Port, at.Field)));
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            rows.AddRange(Enum.GetValues<ScanOutput>().Select(output => DeviceRegisters.ScanOutput(scan, output)));
        }

        rows.AddRange([DeviceRegisters.MessageDigest, DeviceRegisters.KeyUsable]);
        Assert.Equal(Enumerable.Range(0, DeviceRegisters.OutputCount), rows.Order());
    }

    [Fact]
    public void Inputs_All_TakeTheFirstRowsWithALineOnce()
    {
        List<int> rows = [.. Enum.GetValues<CarriedRegister>().Select(DeviceRegisters.CarryOut)];
        rows.AddRange(Ports().Select(at => DeviceRegisters.PortNew(at.Port, at.Field)));
        for (int port = 0; port < MachineShape.Ports; port++)
        {
            rows.AddRange([DeviceRegisters.PortEnable(port), DeviceRegisters.PortAddress(port)]);
        }

        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            rows.AddRange(Enum.GetValues<ScanInput>().Select(input => DeviceRegisters.ScanInput(scan, input)));
        }

        rows.AddRange(Enumerable.Range(0, MachineShape.MessageLanes).Select(DeviceRegisters.MessageLane));
        rows.AddRange(
        [
            DeviceRegisters.MessageLong, DeviceRegisters.SignatureEnable, DeviceRegisters.SignatureKeyX, DeviceRegisters.SignatureKeyY,
            DeviceRegisters.KeyX, DeviceRegisters.KeyY, DeviceRegisters.LogEnable, DeviceRegisters.LogSequence, DeviceRegisters.LogTime,
            DeviceRegisters.QueueEnable, DeviceRegisters.QueueIndex, DeviceRegisters.QueueOutcome, DeviceRegisters.WithdrawalEnable,
            DeviceRegisters.WithdrawalPosition, DeviceRegisters.WithdrawalWord, DeviceRegisters.WithdrawalAccount, DeviceRegisters.ScanWait,
        ]);
        Assert.Equal(Enumerable.Range(MachineShape.FirstLineRow, DeviceRegisters.InputCount), rows.Order());
    }

    private static IEnumerable<(int Port, int Field)> Ports() =>
        from port in Enumerable.Range(0, MachineShape.Ports)
        from field in Enumerable.Range(0, MachineShape.Fields)
        where port < MachineShape.WholePorts || field >= MachineShape.WholeFields
        select (port, field);
}
