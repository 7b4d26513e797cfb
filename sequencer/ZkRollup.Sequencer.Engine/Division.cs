namespace ZkRollup.Sequencer.Engine;

/// <summary>Divisions of 64-bit integers, named by their rounding. Each caller states why its operands fit.</summary>
internal static class Division
{
    private const long Million = 1_000_000;

    /// <summary>⌊a/b⌋ for a positive b.</summary>
    internal static long DivFloor(long a, long b)
    {
        (long quotient, long remainder) = Math.DivRem(a, b);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>⌈a/b⌉ for a positive b.</summary>
    internal static long DivCeil(long a, long b)
    {
        (long quotient, long remainder) = Math.DivRem(a, b);
        return remainder > 0 ? quotient + 1 : quotient;
    }

    /// <summary>⌈value·ppm/10^6⌉ for 0 ≤ value &lt; 2^62 and 0 ≤ ppm ≤ 10^6.</summary>
    /// <remarks>
    /// With value = a·10^6 + b it is a·ppm + ⌈b·ppm/10^6⌉: a·ppm does not exceed the value and b·ppm is below 10^12, where the
    /// product value·ppm may leave 64 bits.
    /// </remarks>
    internal static long PartCeil(long value, long ppm)
    {
        (long whole, long part) = Math.DivRem(value, Million);
        return (whole * ppm) + DivCeil(part * ppm, Million);
    }

    /// <summary>⌊value·ppm/10^6⌋, likewise.</summary>
    internal static long PartFloor(long value, long ppm)
    {
        (long whole, long part) = Math.DivRem(value, Million);
        return (whole * ppm) + (part * ppm / Million);
    }
}
