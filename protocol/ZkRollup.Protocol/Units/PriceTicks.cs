namespace ZkRollup.Protocol.Units;

/// <summary>A price in ticks, the price unit of the underlying.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct PriceTicks(long Value) : IScalar<PriceTicks>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 36) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<PriceTicks>(Value);

    /// <inheritdoc/>
    public static PriceTicks Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
