using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>What a payout leaves to the slots that scan its account at worst prices (docs/protocol.md, 4.3, Withdrawable).</summary>
/// <remarks>
/// The payout has been made, and is checked at the end: it must be max(0, min(cap, E′ − I)). Cash, net deposits and the initial margin are
/// those from before it.
/// </remarks>
internal static class WithdrawableContext
{
    /// <summary>Above |cash| + I + eight positions, each below 2^98. The mask has eight bits, and each position takes one off.</summary>
    private static readonly BigInteger FreeMax = BigInteger.One << 106;

    /// <summary>Phase 30.</summary>
    internal static Context Context { get; } = new(30, "withdrawable");

    /// <summary>The account.</summary>
    internal static Context.Entry Account { get; } = Context.Add("account", 0, (1L << 24) - 1);

    /// <summary>Mask of the positions that are not in the sum yet.</summary>
    internal static Context.Entry Remaining { get; } = Context.Add("remaining", 0, Fields.Account.PositionMask.High);

    /// <summary>E′ − I over the other positions.</summary>
    internal static Context.Entry Free { get; } = Context.Add("free", -FreeMax, FreeMax);

    /// <summary>The most that may be paid by what was asked for and by net deposits.</summary>
    internal static Context.Entry Cap { get; } = Context.Add("cap", 0, Fields.Account.Cash.High);

    /// <summary>What is paid.</summary>
    internal static Context.Entry Paid { get; } = Context.Add("paid", 0, Fields.Account.Cash.High);

    /// <summary>A sum that some of at most eight positions were added to is within the bounds of <see cref="Free"/>.</summary>
    internal static Value WithinBounds(Value free) => free.WithBounds(-FreeMax, FreeMax);
}
