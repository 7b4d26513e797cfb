namespace ZkRollup.Protocol.Units;

/// <summary>A fee in parts per million of notional; a rebate is negative.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct FeeRate(long Value) : IScalar<FeeRate>
{
    /// <inheritdoc/>
    public static long MinValue => -10_000;

    /// <inheritdoc/>
    public static long MaxValue => 10_000;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<FeeRate>(Value);

    /// <inheritdoc/>
    public static FeeRate Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
