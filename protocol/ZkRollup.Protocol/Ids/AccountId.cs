using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Ids;

/// <summary>An account.</summary>
/// <param name="Value">The integer.</param>
/// <remarks>Given by the contract to an owner, once. 0 is no account; 1 is the operator.</remarks>
public readonly record struct AccountId(long Value) : IScalar<AccountId>
{
    /// <inheritdoc/>
    public static long MinValue => 0;

    /// <inheritdoc/>
    public static long MaxValue => (1L << 24) - 1;

    /// <inheritdoc/>
    public long Value { get; } = Scalar.Require<AccountId>(Value);

    /// <inheritdoc/>
    public static AccountId Of(long value) => new(value);

    /// <summary>No account: the common fund in a deposit, the insurance in a settlement.</summary>
    public static AccountId None => default;

    /// <summary>The account that receives fees.</summary>
    public static AccountId Operator => new(1);

    /// <summary>The integer, in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
