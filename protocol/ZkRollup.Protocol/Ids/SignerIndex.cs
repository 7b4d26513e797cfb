using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>0 to 3 are the oracle signers, 4 is the risk signer.</summary>
/// <param name="Value">The integer.</param>
/// <remarks>5 to 7 fit the message and are no signers.</remarks>
public readonly record struct SignerIndex(long Value) : IScalar<SignerIndex>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => 7;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<SignerIndex>(Value);

    /// <inheritdoc/>
    public static SignerIndex Of(long value) => new(value);

    /// <summary>The risk signer.</summary>
    public static SignerIndex Risk => new(4);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
