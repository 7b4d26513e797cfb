using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A value that lines prove to be 0 or 1.</summary>
internal sealed class Bit : Value
{
    internal Bit(Value value)
        : base(value.WithBounds(BigInteger.Zero, BigInteger.One))
    {
    }

    /// <summary>1.</summary>
    public static Bit True { get; } = new(Of(BigInteger.One));

    /// <summary>0.</summary>
    public static Bit False { get; } = new(Of(BigInteger.Zero));

    /// <summary>The other value.</summary>
    public static Bit operator !(Bit bit)
    {
        ArgumentNullException.ThrowIfNull(bit);
        return new(1 - bit);
    }

    /// <summary>Both.</summary>
    public static Bit operator &(Bit left, Bit right) => new(left * right);

    /// <summary>One or both.</summary>
    public static Bit operator |(Bit left, Bit right) => !(!left & !right);

    /// <summary>One of two values.</summary>
    internal Value Select(Value whenTrue, Value whenFalse)
    {
        Value result = (this * (whenTrue - whenFalse)) + whenFalse;
        return result.WithBounds(Least(whenTrue.Low, whenFalse.Low), Greatest(whenTrue.High, whenFalse.High));
    }

    /// <summary>One of two bits.</summary>
    internal Bit Select(Bit whenTrue, Bit whenFalse) => new(Select((Value)whenTrue, whenFalse));
}
