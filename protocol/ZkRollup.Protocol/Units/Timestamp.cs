namespace ZkRollup.Protocol.Units;

/// <summary>Milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Timestamp(long Value) : IScalar<Timestamp>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 48) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Timestamp>(Value);

    /// <inheritdoc/>
    public static Timestamp Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
