using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: if enabled, the public words list the withdrawal: its position, owner and amount in one word, and the account. What is
/// listed as a withdrawal was sent so.
/// </summary>
/// <remarks>
/// Preconditions: those of <see cref="PublicationBus"/>. A program counts the position with a carried register.
/// Constraints: device.bit: enable is a bit e; publication.send sends, e times, (position, word, account, four free cells, 2); "copy" joins
/// the row with third operands.
/// Cost: a row of eight copied cells, four of them free; one bus term together with <see cref="QueueDevice"/>.
/// Soundness: docs/circuits/devices.md#publication.
/// Negative tests: PublicationDeviceTests.
/// </remarks>
public static class WithdrawalDevice
{
    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="publication">Where the words go.</param>
    public static void Add(CircuitBuilder builder, MachineColumns columns, PublicationBus publication)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(publication);

        // Whatever a program hands over is published as it is.
        int[] rows = [DeviceRegisters.WithdrawalPosition, DeviceRegisters.WithdrawalWord, DeviceRegisters.WithdrawalAccount];
        PublicationRow.Add(
            builder,
            columns,
            publication,
            PublicationKind.Withdrawal,
            DeviceRegisters.WithdrawalEnable,
            [.. rows.Select(row => Element.FromUnchecked(columns.Third(row)))]);
    }
}
