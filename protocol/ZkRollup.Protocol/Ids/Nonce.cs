using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Strictly increasing per session, and per master key; gaps are allowed.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct Nonce(long Value) : IScalar<Nonce>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 48) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<Nonce>(Value);

    /// <inheritdoc/>
    public static Nonce Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
