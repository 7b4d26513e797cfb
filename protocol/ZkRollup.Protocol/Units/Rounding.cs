namespace ZkRollup.Protocol.Units;

/// <summary>Divisions, named by their rounding. Every remainder has an owner: docs/protocol.md names it with the rule.</summary>
public static class Rounding
{
    /// <summary>⌊a/b⌋, toward −∞.</summary>
    /// <param name="a">Any dividend.</param>
    /// <param name="b">A positive divisor.</param>
    public static Int128 DivFloor(Int128 a, Int128 b)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(b, Int128.Zero);
        (Int128 quotient, Int128 remainder) = Int128.DivRem(a, b);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>⌈a/b⌉, toward +∞.</summary>
    /// <param name="a">Any dividend.</param>
    /// <param name="b">A positive divisor.</param>
    public static Int128 DivCeil(Int128 a, Int128 b) => -DivFloor(-a, b);
}
