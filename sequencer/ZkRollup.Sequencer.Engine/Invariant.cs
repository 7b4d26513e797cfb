using System.Diagnostics.CodeAnalysis;

namespace ZkRollup.Sequencer.Engine;

/// <summary>What must hold whatever is sent to the engine. Always checked: a broken one halts before anything wrong leaves.</summary>
internal static class Invariant
{
    /// <summary>Throws unless it holds.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="what">What should hold.</param>
    /// <param name="first">A number that helps to find out why.</param>
    /// <param name="second">Another.</param>
    internal static void Require([DoesNotReturnIf(false)] bool holds, string what, long first = 0, long second = 0)
    {
        if (!holds)
        {
            Throw(what, first, second);
        }
    }

    [DoesNotReturn]
    private static void Throw(string what, long first, long second) =>
        throw new InvalidOperationException($"Broken invariant: {what} ({first}, {second}).");
}
