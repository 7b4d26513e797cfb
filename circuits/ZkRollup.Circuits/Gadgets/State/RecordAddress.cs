using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The address of a record as wires in copied columns.</summary>
/// <param name="Block">Below the number of blocks of the class.</param>
/// <param name="Offset">Below the number of offsets of the class; null if there is one.</param>
public readonly record struct RecordAddress(Bounded Block, Bounded? Offset = null);
