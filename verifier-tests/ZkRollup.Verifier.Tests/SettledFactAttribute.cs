using System.Runtime.Intrinsics;
using ZkRollup.Contracts.Anvil;

namespace ZkRollup.Verifier.Tests;

/// <summary>A fact that is skipped, with the reason, where anvil cannot run or a proof takes minutes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SettledFactAttribute : FactAttribute
{
    public SettledFactAttribute() => Skip = Reason;

    internal static string? Reason =>
        AnvilNode.MissingReason ?? (Vector512.IsHardwareAccelerated ? null : "without lanes of 512 bits a proof takes minutes");
}

/// <summary>A theory that is skipped for the same reasons.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SettledTheoryAttribute : TheoryAttribute
{
    public SettledTheoryAttribute() => Skip = SettledFactAttribute.Reason;
}
