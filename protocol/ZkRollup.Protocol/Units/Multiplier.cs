namespace ZkRollup.Protocol.Units;

/// <summary>Quanta per tick and lot.</summary>
/// <param name="Value">The integer.</param>
/// <remarks>0 is that of no instrument.</remarks>
public readonly record struct Multiplier(long Value) : IScalar<Multiplier>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 24) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Multiplier>(Value);

    /// <inheritdoc/>
    public static Multiplier Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
