using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>A gadget that computes the tree compression of four wires in copied columns into one.</summary>
/// <param name="builder">The slot.</param>
/// <param name="inputs">Four wires.</param>
/// <param name="domain">Leaf or node.</param>
public delegate Element TreeCompression(CircuitBuilder builder, IReadOnlyList<Element> inputs, TreeDomain domain);
