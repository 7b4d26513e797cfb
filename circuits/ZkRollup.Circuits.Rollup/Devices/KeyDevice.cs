using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Rollup.Machine;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Statement: the output is 1 if (x, y) is a usable key (docs/protocol.md, 6.1), and 0 if it is not.</summary>
/// <remarks>
/// Preconditions: none.
/// Constraints: those of <see cref="SchnorrVerification.TestKey"/>; "copy" joins x and y with third operands and the bit with a result.
/// Cost: three rows of the columns of the signature; no gate of its own.
/// Soundness: docs/circuits/jubjub.md#key-test.
/// Negative tests: KeyDeviceTests, KeyTestTests.
/// </remarks>
public static class KeyDevice
{
    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="verification">With room for the test of a key.</param>
    public static void Add(CircuitBuilder builder, MachineColumns columns, SchnorrVerification verification)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(verification);

        // The test takes any two elements.
        Bit usable = verification.TestKey(
            Element.FromUnchecked(columns.Third(DeviceRegisters.KeyX)), Element.FromUnchecked(columns.Third(DeviceRegisters.KeyY)));
        builder.Copy(usable.Cell, columns.Result(DeviceRegisters.KeyUsable));
    }
}
