namespace ZkRollup.Protocol.Units;

/// <summary>An integer with a unit and a range, or an identifier: what crosses a public boundary instead of a raw integer.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IScalar<TSelf>
    where TSelf : struct, IScalar<TSelf>
{
    /// <summary>The smallest value.</summary>
    static abstract long MinValue { get; }

    /// <summary>The greatest value.</summary>
    static abstract long MaxValue { get; }

    /// <summary>The integer.</summary>
    long Value { get; }

    /// <summary>The scalar of an integer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The integer is not within the range.</exception>
    static abstract TSelf Of(long value);
}
