namespace ZkRollup.Protocol.Units;

/// <summary>Parts per million.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Ppm(long Value) : IScalar<Ppm>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 24) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Ppm>(Value);

    /// <inheritdoc/>
    public static Ppm Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
