using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Encoding;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: the digest is the transaction hash (docs/protocol.md, 5.2) of lanes 0 to 2 if <i>long</i> is 0, of lanes 0 to 4 if it is 1.
/// </summary>
/// <remarks>
/// Preconditions: none.
/// Constraints: those of <see cref="SpongeOfTwoLengths"/>; device.bit: long is a bit; "copy" joins the lanes with third operands and the
/// digest with a result.
/// Cost: two permutations and two rows of three copied cells.
/// Soundness: docs/circuits/devices.md#message. The lanes are any elements; that a program has the fields of a lane within their bits is
/// for the program.
/// Negative tests: MessageDeviceTests.
/// </remarks>
public sealed class MessageDevice
{
    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="layout">How wide the permutations are.</param>
    public MessageDevice(CircuitBuilder builder, MachineColumns columns, Poseidon2Layout layout)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        Lanes = [.. Enumerable.Range(0, MachineShape.MessageLanes).Select(Lane)];
        Bit isLong = DeviceBits.Constrain(builder, columns, DeviceRegisters.MessageLong);
        Digest = SpongeOfTwoLengths.Hash(builder, layout, TransactionLanes.HashDomain, Lanes, isLong);
        builder.Copy(Digest.Cell, columns.Result(DeviceRegisters.MessageDigest));

        // The hash and the publication take any elements.
        Element Lane(int lane) => Element.FromUnchecked(columns.Third(DeviceRegisters.MessageLane(lane)));
    }

    /// <summary>The lanes as programs hand them over.</summary>
    public IReadOnlyList<Element> Lanes { get; }

    /// <summary>The transaction hash.</summary>
    public Element Digest { get; }
}
