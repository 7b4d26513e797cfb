using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup.Machine;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Statement: an input of a device is 0 or 1.</summary>
/// <remarks>
/// Preconditions: none; a program may hand over any element.
/// Constraints: device.bit, degree 3: c·(c − 1) = 0 on the row of the input.
/// Cost: one gate for all devices, as all inputs lie in the column of third operands; no cell.
/// Soundness: the gate reads the input itself.
/// Negative tests: DeviceTests.Enable_NotABit_FailsIt, for each device.
/// </remarks>
internal static class DeviceBits
{
    internal const string Label = "device.bit";

    /// <summary>The bit that a program hands over on a row.</summary>
    internal static Bit Constrain(CircuitBuilder builder, MachineColumns columns, int row) =>
        builder.ConstrainBit(Label, new Unconstrained(columns.Third(row)));
}
