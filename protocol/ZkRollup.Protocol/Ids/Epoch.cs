using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Counts what made all orders or all sessions of an account void.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Epoch(long Value) : IScalar<Epoch>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 48) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Epoch>(Value);

    /// <inheritdoc/>
    public static Epoch Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
