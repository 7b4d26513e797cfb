using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Of one use of <see cref="ArithmeticGate"/>: Product·a·b + A·a + B·b + C·c + D·d + Constant. Zero if not named.</summary>
public readonly record struct ArithmeticCoefficients
{
    /// <summary>Of a·b.</summary>
    public Fr Product { get; init; }

    /// <summary>Of a.</summary>
    public Fr A { get; init; }

    /// <summary>Of b.</summary>
    public Fr B { get; init; }

    /// <summary>Of c.</summary>
    public Fr C { get; init; }

    /// <summary>Of d.</summary>
    public Fr D { get; init; }

    /// <summary>The constant term.</summary>
    public Fr Constant { get; init; }

    internal Fr ValueAt(in Fr a, in Fr b, in Fr c) => (((Product * a) + B) * b) + (A * a) + (C * c) + Constant;
}
