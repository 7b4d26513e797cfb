using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: a port whose enable is not 0 accesses the record at its address: its old fields are those that the access before it left, and
/// its new fields are what the next one finds. Ports access memory in the order of their numbers.
/// </summary>
/// <remarks>
/// Preconditions: those of <see cref="Memory"/>. A program that enables a port sees to it that the address is one of the class it means, and
/// that each new packed field is within its range wherever the port is on.
/// Constraints: those of an access of <see cref="Memory"/>; "copy" joins enable, address and new fields with third operands, old fields with
/// results. Ports without keys keep x and y.
/// Cost: four rows of 8 copied cells and two limbs a port; no gate.
/// Soundness: docs/circuits/memory.md; docs/circuits/devices.md#ports.
/// Negative tests: PortDeviceTests.
/// </remarks>
public static class PortDevice
{
    /// <summary>Adds all ports of a slot: the first accesses of the memory.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where the ports meet programs.</param>
    /// <param name="memory">Without accesses.</param>
    /// <param name="firstRow">Where the ports begin, one below the other; −1 for any place.</param>
    public static void Add(CircuitBuilder builder, MachineColumns columns, Memory memory, int firstRow = -1)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(memory);
        for (int number = 0; number < MachineShape.Ports; number++)
        {
            MemoryPort port = memory.Open(
                Element.FromUnchecked(columns.Third(DeviceRegisters.PortEnable(number))),
                Element.FromUnchecked(columns.Third(DeviceRegisters.PortAddress(number))),
                firstRow < 0 ? -1 : firstRow + (number * Memory.RowsOfPort));
            if (port.Number != number)
            {
                throw new ArgumentException($"Port {number} is access {port.Number}: ports come first.", nameof(memory));
            }

            for (int field = 0; field < MachineShape.Fields; field++)
            {
                if (number >= MachineShape.WholePorts && field < MachineShape.WholeFields)
                {
                    port.Keep(field);
                    continue;
                }

                port.Update(
                    field,
                    Element.FromUnchecked(columns.Result(DeviceRegisters.PortOld(number, field))),
                    Element.FromUnchecked(columns.Third(DeviceRegisters.PortNew(number, field))));
            }
        }
    }
}
