using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <summary>What must hold whatever anybody sends; always checked. A state that breaks it cannot go on (docs/protocol.md, 12).</summary>
internal static class Invariant
{
    /// <summary>Halts unless the condition holds.</summary>
    internal static void Require(bool condition, string rule, Int128 got)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{rule}: got {got}.");
        }
    }

    /// <summary>The scalar of a result, which must be within its range.</summary>
    internal static T Narrow<T>(Int128 value, string what)
        where T : struct, IScalar<T>
    {
        if (value < T.MinValue || value > T.MaxValue)
        {
            throw new InvalidOperationException($"{what} leaves its range {T.MinValue} to {T.MaxValue}: got {value}.");
        }

        return T.Of((long)value);
    }
}
