namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>What a cell may be instead of what it is.</summary>
internal enum FreeValues
{
    Any,
    OfALimb,
    OfABit,
}
