namespace ZkRollup.Protocol.Units;

/// <summary>An oracle round of 3,000 ms; round k begins at 3,000·k ms.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Round(long Value) : IScalar<Round>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 36) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Round>(Value);

    /// <inheritdoc/>
    public static Round Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
