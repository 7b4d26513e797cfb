using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Counts accepted transactions from genesis, without a gap; the first is 1.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct SequenceNumber(long Value) : IScalar<SequenceNumber>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 48) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<SequenceNumber>(Value);

    /// <inheritdoc/>
    public static SequenceNumber Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
