namespace ZkRollup.Protocol.Units;

/// <summary>A quantity in lots, without a side.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Lots(long Value) : IScalar<Lots>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 35) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Lots>(Value);

    /// <inheritdoc/>
    public static Lots Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
