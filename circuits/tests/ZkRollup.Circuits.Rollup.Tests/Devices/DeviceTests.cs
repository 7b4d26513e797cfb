using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>What holds for all devices.</summary>
public sealed class DeviceTests
{
    private const string Copy = "copy";

    [Fact]
    public void Devices_NothingEnabled_PassesWhateverElseIsHandedOver()
    {
        SeededElements random = new(5101);
        Assert.Empty(DeviceCircuit.Labels(
        [
            new(),
            new()
            {
                Lanes = [.. Enumerable.Range(0, MachineShape.MessageLanes).Select(_ => random.Next())],
                SignatureKey = (random.Next(), random.Next()),
                Sequence = random.Next(),
                Time = random.Next(),
                QueueIndex = random.Next(),
                Outcome = random.Next(),
                Position = random.Next(),
                Word = random.Next(),
                Account = random.Next(),
            },
        ]));
    }

    /// <summary>An enabling input of 2, and all else as if that were honest.</summary>
    [Theory]
    [InlineData("message")]
    [InlineData("signature")]
    [InlineData("log")]
    [InlineData("queue")]
    [InlineData("withdrawal")]
    public void Enable_NotABit_FailsIt(string device)
    {
        Fr two = Fr.FromUInt64(2);
        DeviceSlot slot = device switch
        {
            "message" => new() { IsLong = two },
            "signature" => new() { SignatureEnable = two },
            "log" => new() { LogEnable = two },
            "queue" => new() { QueueEnable = two },
            _ => new() { WithdrawalEnable = two },
        };
        Assert.Contains(DeviceBits.Label, DeviceCircuit.Labels([slot]));
    }

    /// <summary>Each value that a program hands to a device, or takes from one, is tied to the device by a copy.</summary>
    [Fact]
    public void Devices_EveryImport_IsACopyOfARegister()
    {
        DeviceCircuit circuit = DeviceCircuit.Shared.Value;
        (Dictionary<int, Fr> results, Dictionary<int, Fr> thirds) = new DeviceSlot().ToRegisters();
        int untied = 0;
        foreach (WitnessStep step in circuit.Built.Steps.Where(step => step.Compute is null && IsOfMachine(step.Inputs[0])))
        {
            Assert.Equal(1, step.Inputs[0].Column);
            Assert.Contains(step.Inputs[0].Row, thirds.Keys);
            string[] labels = DeviceCircuit.Labels([new()], lie: (slot, current, _, outputs) =>
            {
                if (slot == 0 && ReferenceEquals(current, step))
                {
                    outputs[0] += Fr.One;
                }
            });
            untied += labels.Contains(Copy) ? 0 : 1;
            Assert.Contains(Copy, labels);
        }

        Assert.Equal(0, untied);
        Assert.Equal(2, results.Count);
    }

    /// <summary>A result, or the third operand of a row that has a line.</summary>
    private static bool IsOfMachine(Cell cell) => cell.Column == 0 || (cell.Column == 1 && cell.Row >= MachineShape.FirstLineRow);

    [Fact]
    public void Devices_Cost_IsPinned() => Baselines.Require("devices", CostReport.Of(DeviceCircuit.Shared.Value.Built));
}
