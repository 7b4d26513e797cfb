using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>One read or write of a record.</summary>
/// <param name="Address">The record.</param>
/// <param name="IsWrite">True if it was written.</param>
public readonly record struct RecordAccess(RecordAddress Address, bool IsWrite);
