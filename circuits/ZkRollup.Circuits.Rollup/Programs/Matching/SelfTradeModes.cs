namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>What happens to an order that would trade with one of its own account (docs/protocol.md, 8.1).</summary>
internal static class SelfTradeModes
{
    internal const long CancelTaker = 0;
    internal const long CancelMaker = 1;
    internal const long CancelBoth = 2;
}
