namespace ZkRollup.Protocol.Units;

/// <summary>A position in lots; positive is long.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct SignedLots(long Value) : IScalar<SignedLots>
{
    /// <inheritdoc/>
    public static long MinValue => -((1L << 35) - 1);

    /// <inheritdoc/>
    public static long MaxValue => (1L << 35) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<SignedLots>(Value);

    /// <inheritdoc/>
    public static SignedLots Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
