using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>Counts the sessions of an account, never reused; 0 is none.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct SessionSerial(long Value) : IScalar<SessionSerial>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 24) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<SessionSerial>(Value);

    /// <inheritdoc/>
    public static SessionSerial Of(long value) => new(value);

    /// <summary>No session.</summary>
    public static SessionSerial None => default;

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
