using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Encoding;

/// <summary>A record that a batch touched, as it is after the batch.</summary>
/// <param name="Address">Where it lies: not an order.</param>
/// <param name="Record">What it is.</param>
public readonly record struct PublishedRecord(RecordAddress Address, Record Record);
