using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Hashing;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: if enabled, the log tree (docs/protocol.md, 13) has the leaf <c>Compress(sequence, digest, time, 0, Leaf)</c> at sequence −
/// first sequence. Its other leaves are 0.
/// </summary>
/// <remarks>
/// Preconditions: the node bus receives the log root.
/// Constraints: device.bit: enable is a bit e; those of <see cref="TreeCompression"/> for the leaf; log.leaf sends, e times, (2^33,
/// sequence − first sequence, 0, leaf) to the node bus.
/// Cost: a permutation, a row of three copied cells, a bus term.
/// Soundness: docs/circuits/node-bus.md#log: no two leaves have one place, and none lies outside the tree. That there is one for each
/// number up to the last is for the carried register of the sequence.
/// Negative tests: LogDeviceTests, LogTreeTests.
/// </remarks>
public static class LogDevice
{
    internal const string LeafLabel = "log.leaf";

    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="layout">How wide the permutation is.</param>
    /// <param name="nodes">The tree.</param>
    /// <param name="digest">The transaction hash.</param>
    /// <param name="firstSequence">Of the batch: a formula of public scalars and constants.</param>
    public static void Add(
        CircuitBuilder builder,
        MachineColumns columns,
        Poseidon2Layout layout,
        NodeBus nodes,
        Element digest,
        Expression firstSequence)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(nodes);
        Region row = builder.Allocate("log", new(1, 3));
        Bit enable = builder.Import(DeviceBits.Constrain(builder, columns, DeviceRegisters.LogEnable), row[0, 0]);

        // A program computes both from carried registers; the hash takes any elements.
        Element sequence = builder.Import(Element.FromUnchecked(columns.Third(DeviceRegisters.LogSequence)), row[0, 1]);
        Element time = Element.FromUnchecked(columns.Third(DeviceRegisters.LogTime));
        Element hash = TreeCompression.Compress(builder, layout, TreeDomain.Leaf, [sequence, digest, time]);
        Element leaf = builder.Import(hash, row[0, 2]);
        nodes.SendLogLeaf(LeafLabel, enable, (Expression)sequence - firstSequence, leaf);
    }
}
