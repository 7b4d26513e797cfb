namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Bits of a session's scope (docs/protocol.md, 3.3).</summary>
internal static class ScopeBits
{
    internal const int Trade = 0;
    internal const int Cancel = 1;
    internal const int Withdraw = 3;
    internal const int ConsentToRemoval = 4;
}
