using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>An instrument; 0 is none.</summary>
/// <param name="Value">The integer.</param>
public readonly record struct InstrumentId(long Value) : IScalar<InstrumentId>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => 4_095;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<InstrumentId>(Value);

    /// <inheritdoc/>
    public static InstrumentId Of(long value) => new(value);

    /// <summary>No instrument.</summary>
    public static InstrumentId None => default;

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
