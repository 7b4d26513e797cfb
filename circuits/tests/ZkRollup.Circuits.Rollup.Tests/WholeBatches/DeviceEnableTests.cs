using Xunit.Abstractions;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>
/// A device is switched on or off against what the program says, and everything that is the same value goes along: the result that the
/// input names, all operands that name it, and all copies.
/// </summary>
[Collection(WholeBatch.Collection)]
public sealed class DeviceEnableTests(ITestOutputHelper output)
{
    private static readonly int[] Enables =
    [
        .. Enumerable.Range(0, MachineShape.Ports).Select(DeviceRegisters.PortEnable),
        .. Enumerable.Range(0, MachineShape.Scans).Select(scan => DeviceRegisters.ScanInput(scan, ScanInput.Enable)),
        DeviceRegisters.SignatureEnable,
        DeviceRegisters.LogEnable,
        DeviceRegisters.QueueEnable,
        DeviceRegisters.WithdrawalEnable,
        DeviceRegisters.ScanWait,
    ];

    [Fact]
    public void Enable_OfAnyDeviceInASlotOfEachProgram_IsWhatALineSays()
    {
        WholeBatch batch = WholeBatch.First;
        SlotValues values = new(batch);
        int switched = 0;
        List<string> problems = [];
        foreach ((int slot, string program) in batch.FirstSlots())
        {
            foreach (int row in Enables)
            {
                HashSet<Cell> cells = values.Of(slot, SlotValues.Third(row));
                foreach (Cell cell in cells.ToArray().Where(cell => batch.Copies.ClassOf(cell) >= 0))
                {
                    cells.UnionWith(batch.Copies.Classes[batch.Copies.ClassOf(cell)].SelectMany(copy => values.Of(slot, copy)));
                }

                int start = slot * batch.Honest.RowsPerSlot;
                Fr other = Fr.One - batch.Honest[start + row, SlotValues.Third(row).Column];
                Dictionary<Cell, Fr> forged = cells.ToDictionary(cell => cell with { Row = start + cell.Row }, _ => other);
                HashSet<string> labels = [.. batch.Checker.Check(new("", forged)).Select(finding => finding.Label)];
                switched++;
                if (!labels.Contains("machine.unit"))
                {
                    problems.Add($"{program}, slot {slot}, row {row}: no line says so, fired [{string.Join(", ", labels)}]");
                }
            }
        }

        output.WriteLine($"{switched} inputs switched in {batch.FirstSlots().Count()} slots");
        Assert.True(switched > 0 && problems.Count == 0, string.Join('\n', problems));
    }
}
