using ZkRollup.Contracts.Anvil;

namespace ZkRollup.Sequencer.Settlement.Tests;

/// <summary>A fact that is skipped, with the reason, where anvil cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnvilFactAttribute : FactAttribute
{
    public AnvilFactAttribute() => Skip = AnvilNode.MissingReason;
}

/// <summary>A theory that is skipped, with the reason, where anvil cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnvilTheoryAttribute : TheoryAttribute
{
    public AnvilTheoryAttribute() => Skip = AnvilNode.MissingReason;
}
