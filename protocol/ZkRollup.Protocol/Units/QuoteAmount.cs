namespace ZkRollup.Protocol.Units;

/// <summary>An amount of the collateral token in quanta, not negative.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct QuoteAmount(long Value) : IScalar<QuoteAmount>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 59) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<QuoteAmount>(Value);

    /// <inheritdoc/>
    public static QuoteAmount Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
