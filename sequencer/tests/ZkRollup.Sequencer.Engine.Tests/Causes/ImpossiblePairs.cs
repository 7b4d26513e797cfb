namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions that cannot apply together. The tests hold that every other pair can, and that these never do.</summary>
internal static class ImpossiblePairs
{
    internal static Impossible[] PlaceOrder { get; } = [];
}
