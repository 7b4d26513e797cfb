using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>What an instrument is derived from: an index of the oracle.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct UnderlyingId(long Value) : IScalar<UnderlyingId>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => 47;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<UnderlyingId>(Value);

    /// <inheritdoc/>
    public static UnderlyingId Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
