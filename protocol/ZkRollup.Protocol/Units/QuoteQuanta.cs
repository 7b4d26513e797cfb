namespace ZkRollup.Protocol.Units;

/// <summary>An amount of the collateral token in quanta, signed.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct QuoteQuanta(long Value) : IScalar<QuoteQuanta>
{
    /// <inheritdoc/>
    public static long MinValue => -((1L << 59) - 1);

    /// <inheritdoc/>
    public static long MaxValue => (1L << 59) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<QuoteQuanta>(Value);

    /// <inheritdoc/>
    public static QuoteQuanta Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
