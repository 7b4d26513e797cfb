using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>A gadget that computes the tree compression of wires in copied columns into one.</summary>
/// <param name="builder">The slot.</param>
/// <param name="domain">Leaf or node.</param>
/// <param name="inputs">One to four wires; the hash is that of four, the missing ones zero.</param>
public delegate Element TreeHash(CircuitBuilder builder, TreeDomain domain, IReadOnlyList<Element> inputs);
