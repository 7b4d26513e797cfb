namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>Constants of docs/protocol.md, 6.7.</summary>
internal static class ForcedCloseRules
{
    /// <summary>So many counterparties at most.</summary>
    internal const int CounterpartiesMax = 16;

    /// <summary>The insurance takes on what a tenth of its equity margins.</summary>
    internal const int ExitShareDivisor = 10;
}
