using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Counts batches; the first is 0.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct BatchNumber(long Value) : IScalar<BatchNumber>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 48) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<BatchNumber>(Value);

    /// <inheritdoc/>
    public static BatchNumber Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
