using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.Log;

/// <summary>An access of a slot, in order of the first one to each record.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Address">To which record; the default at the end of a slot.</param>
/// <param name="Record">The record as the slot left it if it was written; without its whole elements if the kind says so.</param>
public readonly record struct RecordChange(AccessKind Kind, RecordAddress Address, Record Record);
