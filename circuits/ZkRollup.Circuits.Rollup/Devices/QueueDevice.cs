using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: if enabled, the public words list the queue operation: its index, lanes 0 to 4 of the message, and its outcome. What is
/// listed as a queue operation was sent so.
/// </summary>
/// <remarks>
/// Preconditions: those of <see cref="PublicationBus"/>. A program counts the index with a carried register, so that each index occurs
/// once.
/// Constraints: device.bit: enable is a bit e; publication.send sends, e times, (index, lane 0, …, lane 4, outcome, 1); "copy" joins the
/// row with third operands.
/// Cost: a row of eight copied cells; one bus term together with <see cref="WithdrawalDevice"/>.
/// Soundness: docs/circuits/devices.md#publication.
/// Negative tests: PublicationDeviceTests.
/// </remarks>
public static class QueueDevice
{
    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="publication">Where the words go.</param>
    /// <param name="lanes">The lanes of the message.</param>
    public static void Add(CircuitBuilder builder, MachineColumns columns, PublicationBus publication, IReadOnlyList<Element> lanes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(lanes);

        // Whatever a program hands over is published as it is.
        Element index = Element.FromUnchecked(columns.Third(DeviceRegisters.QueueIndex));
        Element outcome = Element.FromUnchecked(columns.Third(DeviceRegisters.QueueOutcome));
        PublicationRow.Add(
            builder, columns, publication, PublicationKind.QueueOperation, DeviceRegisters.QueueEnable, [index, .. lanes, outcome]);
    }
}
