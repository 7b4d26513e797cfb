using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>The place of a session in its account's block.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct SessionSlot(long Value) : IScalar<SessionSlot>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => 15;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<SessionSlot>(Value);

    /// <inheritdoc/>
    public static SessionSlot Of(long value) => new(value);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
