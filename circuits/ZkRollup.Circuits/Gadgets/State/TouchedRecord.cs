using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>A record that a batch touches.</summary>
/// <param name="Address">Its leaf.</param>
/// <param name="First">Its fields before the batch.</param>
/// <param name="Last">Its fields after the batch.</param>
/// <param name="LastTime">The time of its last access.</param>
public sealed record TouchedRecord(ulong Address, IReadOnlyList<Fr> First, IReadOnlyList<Fr> Last, ulong LastTime);
