namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>How much happens to records.</summary>
/// <param name="Ports">P: the largest number of accesses in a slot.</param>
/// <param name="SlotsMax">The largest T that the circuit is meant for.</param>
public sealed record MemorySize(int Ports, int SlotsMax);
