namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>What a memory is made for.</summary>
/// <param name="Accesses">Ports and reads of a slot: at most its rows.</param>
/// <param name="SlotsMax">The longest batch; a longer one cannot be proven.</param>
/// <param name="Column">The first copied column of all records; −1 for the first ones that are free.</param>
public sealed record MemorySize(int Accesses, int SlotsMax, int Column = -1);
