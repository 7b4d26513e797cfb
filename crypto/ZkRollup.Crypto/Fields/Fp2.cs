using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkRollup.Crypto.Fields;

/// <summary>c₀ + c₁·u with u² = −1: the quadratic extension Fp[u]/(u² + 1).</summary>
/// <remarks>Results may alias operands. No operation branches on a value unless its name ends in <c>VarTime</c>.</remarks>
[SkipLocalsInit]
[StructLayout(LayoutKind.Sequential)]
public readonly struct Fp2 : IField<Fp2>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp C0;

    /// <summary>The coefficient of u.</summary>
    public readonly Fp C1;

    /// <summary>c₀ + c₁·u.</summary>
    public Fp2(in Fp c0, in Fp c1)
    {
        C0 = c0;
        C1 = c1;
    }

    /// <summary>(p − 3) / 4.</summary>
    private static ReadOnlySpan<ulong> QuarterExponent =>
    [
        0xee7fbfffffffeaaaUL, 0x07aaffffac54ffffUL, 0xd9cc34a83dac3d89UL, 0xd91dd2e13ce144afUL, 0x92c6e9ed90d2eb35UL, 0x0680447a8e5ff9a6UL,
    ];

    private static readonly Fp Half = Inverse(Fp.FromUInt64(2));

    /// <summary>0.</summary>
    public static Fp2 Zero => default;

    /// <summary>1.</summary>
    public static Fp2 One => new(Fp.One, default);

    /// <summary>ξ = 1 + u, neither a square nor a cube: the tower above this field is built on it.</summary>
    public static Fp2 Nonresidue => new(Fp.One, Fp.One);

    /// <summary>True for the element 0.</summary>
    public bool IsZero => C0.IsZero & C1.IsZero;

    /// <summary>c₀ − c₁·u, which is also the p-th power.</summary>
    public Fp2 Conjugate
    {
        get
        {
            Fp.Negate(C1, out Fp c1);
            return new(C0, c1);
        }
    }

    /// <summary>The order of compressed points: the sign of c₁, or of c₀ if c₁ is 0.</summary>
    public bool IsLexicographicallyLargest => C1.IsLexicographicallyLargest | (C1.IsZero & C0.IsLexicographicallyLargest);

    /// <summary>sgn0 of RFC 9380, section 4.1: the parity of c₀, or of c₁ if c₀ is 0.</summary>
    public bool IsOdd => C0.IsOdd | (C0.IsZero & C1.IsOdd);

    /// <summary>Sets <paramref name="result"/> to a + b.</summary>
    public static void Add(in Fp2 a, in Fp2 b, out Fp2 result)
    {
        Fp.Add(a.C0, b.C0, out Fp c0);
        Fp.Add(a.C1, b.C1, out Fp c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to a − b.</summary>
    public static void Subtract(in Fp2 a, in Fp2 b, out Fp2 result)
    {
        Fp.Subtract(a.C0, b.C0, out Fp c0);
        Fp.Subtract(a.C1, b.C1, out Fp c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to −a.</summary>
    public static void Negate(in Fp2 a, out Fp2 result)
    {
        Fp.Negate(a.C0, out Fp c0);
        Fp.Negate(a.C1, out Fp c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to 2a.</summary>
    public static void Double(in Fp2 a, out Fp2 result) => Add(a, a, out result);

    /// <summary>Sets <paramref name="result"/> to a·b, by Karatsuba: three products of Fp.</summary>
    public static void Multiply(in Fp2 a, in Fp2 b, out Fp2 result)
    {
        Fp.Multiply(a.C0, b.C0, out Fp low);
        Fp.Multiply(a.C1, b.C1, out Fp high);
        Fp.Add(a.C0, a.C1, out Fp left);
        Fp.Add(b.C0, b.C1, out Fp right);
        Fp.Multiply(left, right, out left);
        Fp.Add(low, high, out right);
        Fp.Subtract(left, right, out left);
        Fp.Subtract(low, high, out low);
        result = new(low, left);
    }

    /// <summary>Sets <paramref name="result"/> to a²: (c₀ + c₁)(c₀ − c₁) + 2c₀c₁·u, two products of Fp.</summary>
    public static void Square(in Fp2 a, out Fp2 result)
    {
        Fp.Add(a.C0, a.C1, out Fp sum);
        Fp.Subtract(a.C0, a.C1, out Fp difference);
        Fp.Multiply(a.C0, a.C1, out Fp cross);
        Fp.Multiply(sum, difference, out sum);
        Fp.Double(cross, out cross);
        result = new(sum, cross);
    }

    /// <summary>Sets <paramref name="result"/> to a·b for b in Fp.</summary>
    public static void MultiplyByFp(in Fp2 a, in Fp b, out Fp2 result)
    {
        Fp.Multiply(a.C0, b, out Fp c0);
        Fp.Multiply(a.C1, b, out Fp c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to a·ξ = (c₀ − c₁) + (c₀ + c₁)·u.</summary>
    public static void MultiplyByNonresidue(in Fp2 a, out Fp2 result)
    {
        Fp.Subtract(a.C0, a.C1, out Fp c0);
        Fp.Add(a.C0, a.C1, out Fp c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to a⁻¹ = (c₀ − c₁·u) / (c₀² + c₁²), and to 0 for a = 0.</summary>
    /// <returns>False for a = 0, which has no inverse.</returns>
    public static bool TryInvert(in Fp2 a, out Fp2 result)
    {
        bool invertible = Fp.TryInvert(Norm(a), out Fp inverse);
        Fp.Multiply(a.C0, inverse, out Fp c0);
        Fp.Multiply(a.C1, inverse, out Fp c1);
        Fp.Negate(c1, out c1);
        result = new(c0, c1);
        return invertible;
    }

    /// <summary>a^exponent. Time depends on the exponent, not on a.</summary>
    /// <param name="a">The base.</param>
    /// <param name="exponent">Limbs of the exponent, least significant first; must not be secret.</param>
    public static Fp2 PowVarTime(in Fp2 a, ReadOnlySpan<ulong> exponent) => PrimeField.PowVarTime(a, exponent);

    /// <summary>Finds a square root. Time depends on a; a must not be secret.</summary>
    /// <remarks>
    /// The complex method: with n² = c₀² + c₁² and t = (c₀ + n)/2, a root is x₀ + x₁·u with x₀² = t and x₁ = c₁/(2x₀). One power
    /// s = t^((p−3)/4) gives t·s² = ±1. If +1, x₀ = t·s and x₀⁻¹ = s. If −1, take t' = (c₀ − n)/2 = −c₁²/(4t) instead: its root is
    /// x₀ = −c₁·s/2, and x₁ = t·s. Inverses come for free: Scott, "A note on the calculation of some functions in finite fields",
    /// eprint 2020/1497. For c₁ ≠ 0, t·t' ≠ 0, so neither case meets 0.
    /// </remarks>
    /// <returns>False, with result 0, if a is not a square.</returns>
    public static bool TrySquareRootVarTime(in Fp2 a, out Fp2 result)
    {
        if (a.C1.IsZero)
        {
            result = Fp.TrySquareRootVarTime(a.C0, out Fp root) ? new(root, default)
                : Fp.TrySquareRootVarTime(-a.C0, out root) ? new(default, root) : default;
            return true; // −1 is not a square in Fp, so c₀ or −c₀ is.
        }

        if (!Fp.TrySquareRootVarTime(Norm(a), out Fp n))
        {
            result = default;
            return false;
        }

        Fp t = (a.C0 + n) * Half;
        Fp s = Fp.PowVarTime(t, QuarterExponent);
        Fp tRoot = t * s;
        Fp half = a.C1 * s * Half;
        result = tRoot * s == Fp.One ? new(tRoot, half) : new(-half, tRoot);
        return true;
    }

    /// <summary>c₀² + c₁², the norm to Fp.</summary>
    private static Fp Norm(in Fp2 a)
    {
        Fp.Square(a.C0, out Fp norm);
        Fp.Square(a.C1, out Fp square);
        Fp.Add(norm, square, out norm);
        return norm;
    }

    private static Fp Inverse(in Fp a)
    {
        _ = Fp.TryInvert(a, out Fp inverse);
        return inverse;
    }

    /// <inheritdoc/>
    public bool Equals(Fp2 other) => C0.Equals(other.C0) & C1.Equals(other.C1);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fp2 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((C0.GetHashCode() * 31) + C1.GetHashCode());

    /// <summary>The coefficients in hexadecimal, lowest degree first.</summary>
    public override string ToString() => $"({C0}, {C1})";

    /// <summary>a + b.</summary>
    public static Fp2 operator +(Fp2 a, Fp2 b)
    {
        Add(a, b, out Fp2 result);
        return result;
    }

    /// <summary>a − b.</summary>
    public static Fp2 operator -(Fp2 a, Fp2 b)
    {
        Subtract(a, b, out Fp2 result);
        return result;
    }

    /// <summary>−a.</summary>
    public static Fp2 operator -(Fp2 a)
    {
        Negate(a, out Fp2 result);
        return result;
    }

    /// <summary>a·b.</summary>
    public static Fp2 operator *(Fp2 a, Fp2 b)
    {
        Multiply(a, b, out Fp2 result);
        return result;
    }

    /// <summary>True if a and b are the same element.</summary>
    public static bool operator ==(Fp2 a, Fp2 b) => a.Equals(b);

    /// <summary>True if a and b differ.</summary>
    public static bool operator !=(Fp2 a, Fp2 b) => !a.Equals(b);
}
