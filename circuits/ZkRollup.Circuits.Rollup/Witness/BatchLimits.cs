namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>What a batch has room for.</summary>
/// <param name="Slots">T.</param>
/// <param name="TouchedPerSlot">Touched records of a slot.</param>
/// <param name="NodesPerSlot">Nodes of the state tree and of the log tree of a slot.</param>
/// <param name="ScanUnits">Positions that the units of a slot scan.</param>
public sealed record BatchLimits(int Slots, int TouchedPerSlot, int NodesPerSlot, int ScanUnits);
