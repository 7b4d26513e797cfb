using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Where an order lies in the state tree; reused. 0 is none.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct OrderLeaf(long Value) : IScalar<OrderLeaf>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 30) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<OrderLeaf>(Value);

    /// <inheritdoc/>
    public static OrderLeaf Of(long value) => new(value);

    /// <summary>No order.</summary>
    public static OrderLeaf None => default;

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
