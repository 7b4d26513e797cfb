using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkRollup.Crypto.Fields;

/// <summary>c₀ + c₁·v + c₂·v² with v³ = ξ = 1 + u: the cubic extension Fp2[v]/(v³ − ξ).</summary>
/// <remarks>
/// Results may alias operands; no operation branches on a value. Devegili, Ó hÉigeartaigh, Scott and Dahab, "Multiplication and squaring
/// on pairing-friendly fields", eprint 2006/471.
/// </remarks>
[SkipLocalsInit]
[StructLayout(LayoutKind.Sequential)]
public readonly struct Fp6 : IField<Fp6>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp2 C0;

    /// <summary>The coefficient of v.</summary>
    public readonly Fp2 C1;

    /// <summary>The coefficient of v².</summary>
    public readonly Fp2 C2;

    /// <summary>c₀ + c₁·v + c₂·v².</summary>
    public Fp6(in Fp2 c0, in Fp2 c1, in Fp2 c2)
    {
        C0 = c0;
        C1 = c1;
        C2 = c2;
    }

    /// <summary>0.</summary>
    public static Fp6 Zero => default;

    /// <summary>1.</summary>
    public static Fp6 One => new(Fp2.One, default, default);

    /// <summary>True for the element 0.</summary>
    public bool IsZero => C0.IsZero & C1.IsZero & C2.IsZero;

    /// <summary>Sets <paramref name="result"/> to a + b.</summary>
    public static void Add(in Fp6 a, in Fp6 b, out Fp6 result)
    {
        Fp2.Add(a.C0, b.C0, out Fp2 c0);
        Fp2.Add(a.C1, b.C1, out Fp2 c1);
        Fp2.Add(a.C2, b.C2, out Fp2 c2);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to a − b.</summary>
    public static void Subtract(in Fp6 a, in Fp6 b, out Fp6 result)
    {
        Fp2.Subtract(a.C0, b.C0, out Fp2 c0);
        Fp2.Subtract(a.C1, b.C1, out Fp2 c1);
        Fp2.Subtract(a.C2, b.C2, out Fp2 c2);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to −a.</summary>
    public static void Negate(in Fp6 a, out Fp6 result)
    {
        Fp2.Negate(a.C0, out Fp2 c0);
        Fp2.Negate(a.C1, out Fp2 c1);
        Fp2.Negate(a.C2, out Fp2 c2);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to 2a.</summary>
    public static void Double(in Fp6 a, out Fp6 result) => Add(a, a, out result);

    /// <summary>Sets <paramref name="result"/> to a·b, by Karatsuba: six products of Fp2.</summary>
    public static void Multiply(in Fp6 a, in Fp6 b, out Fp6 result)
    {
        Fp2.Multiply(a.C0, b.C0, out Fp2 v0);
        Fp2.Multiply(a.C1, b.C1, out Fp2 v1);
        Fp2.Multiply(a.C2, b.C2, out Fp2 v2);
        MultiplySums(a.C1, a.C2, b.C1, b.C2, v1, v2, out Fp2 c0);
        Fp2.MultiplyByNonresidue(c0, out c0);
        Fp2.Add(c0, v0, out c0);
        MultiplySums(a.C0, a.C1, b.C0, b.C1, v0, v1, out Fp2 c1);
        MultiplySums(a.C0, a.C2, b.C0, b.C2, v0, v2, out Fp2 c2);
        Fp2.Add(c2, v1, out c2);
        Fp2.MultiplyByNonresidue(v2, out v2);
        Fp2.Add(c1, v2, out c1);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to a², by Chung and Hasan's second method: two products and three squares of Fp2.</summary>
    public static void Square(in Fp6 a, out Fp6 result)
    {
        Fp2.Square(a.C0, out Fp2 s0);
        Fp2.Multiply(a.C0, a.C1, out Fp2 s1);
        Fp2.Double(s1, out s1);
        Fp2.Subtract(a.C0, a.C1, out Fp2 s2);
        Fp2.Add(s2, a.C2, out s2);
        Fp2.Square(s2, out s2);
        Fp2.Multiply(a.C1, a.C2, out Fp2 s3);
        Fp2.Double(s3, out s3);
        Fp2.Square(a.C2, out Fp2 s4);
        Fp2.Add(s1, s2, out s2);
        Fp2.Add(s2, s3, out s2);
        Fp2.Subtract(s2, s0, out s2);
        Fp2.Subtract(s2, s4, out s2);
        Fp2.MultiplyByNonresidue(s3, out s3);
        Fp2.Add(s0, s3, out s0);
        Fp2.MultiplyByNonresidue(s4, out s4);
        Fp2.Add(s1, s4, out s1);
        result = new(s0, s1, s2);
    }

    /// <summary>Sets <paramref name="result"/> to a·v = ξ·c₂ + c₀·v + c₁·v².</summary>
    public static void MultiplyByNonresidue(in Fp6 a, out Fp6 result)
    {
        Fp2.MultiplyByNonresidue(a.C2, out Fp2 c0);
        result = new(c0, a.C0, a.C1);
    }

    /// <summary>Sets <paramref name="result"/> to a·(b₀ + b₁·v): five products of Fp2.</summary>
    public static void MultiplyBySparse01(in Fp6 a, in Fp2 b0, in Fp2 b1, out Fp6 result)
    {
        Fp2.Multiply(a.C0, b0, out Fp2 v0);
        Fp2.Multiply(a.C1, b1, out Fp2 v1);
        MultiplySums(a.C0, a.C1, b0, b1, v0, v1, out Fp2 c1);
        Fp2.Multiply(a.C2, b0, out Fp2 c2);
        Fp2.Add(c2, v1, out c2);
        Fp2.Multiply(a.C2, b1, out Fp2 c0);
        Fp2.MultiplyByNonresidue(c0, out c0);
        Fp2.Add(c0, v0, out c0);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to a·b₁·v: three products of Fp2.</summary>
    public static void MultiplyBySparse1(in Fp6 a, in Fp2 b1, out Fp6 result)
    {
        Fp2.Multiply(a.C2, b1, out Fp2 c0);
        Fp2.MultiplyByNonresidue(c0, out c0);
        Fp2.Multiply(a.C0, b1, out Fp2 c1);
        Fp2.Multiply(a.C1, b1, out Fp2 c2);
        result = new(c0, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to a^p.</summary>
    public static void Frobenius(in Fp6 a, out Fp6 result)
    {
        Fp2.Multiply(a.C1.Conjugate, FrobeniusCoefficients.Get(2), out Fp2 c1);
        Fp2.Multiply(a.C2.Conjugate, FrobeniusCoefficients.Get(4), out Fp2 c2);
        result = new(a.C0.Conjugate, c1, c2);
    }

    /// <summary>Sets <paramref name="result"/> to a⁻¹, and to 0 for a = 0.</summary>
    /// <returns>False for a = 0, which has no inverse.</returns>
    public static bool TryInvert(in Fp6 a, out Fp6 result)
    {
        Fp2.Square(a.C0, out Fp2 c0);
        Fp2.Multiply(a.C1, a.C2, out Fp2 t);
        Fp2.MultiplyByNonresidue(t, out t);
        Fp2.Subtract(c0, t, out c0);
        Fp2.Square(a.C2, out Fp2 c1);
        Fp2.MultiplyByNonresidue(c1, out c1);
        Fp2.Multiply(a.C0, a.C1, out t);
        Fp2.Subtract(c1, t, out c1);
        Fp2.Square(a.C1, out Fp2 c2);
        Fp2.Multiply(a.C0, a.C2, out t);
        Fp2.Subtract(c2, t, out c2);
        Fp2.Multiply(a.C2, c1, out Fp2 norm);
        Fp2.Multiply(a.C1, c2, out t);
        Fp2.Add(norm, t, out norm);
        Fp2.MultiplyByNonresidue(norm, out norm);
        Fp2.Multiply(a.C0, c0, out t);
        Fp2.Add(norm, t, out norm);
        bool invertible = Fp2.TryInvert(norm, out norm);
        Fp2.Multiply(c0, norm, out c0);
        Fp2.Multiply(c1, norm, out c1);
        Fp2.Multiply(c2, norm, out c2);
        result = new(c0, c1, c2);
        return invertible;
    }

    /// <summary>(a₀ + a₁)(b₀ + b₁) − v₀ − v₁: a₀b₁ + a₁b₀ when vᵢ = aᵢbᵢ.</summary>
    private static void MultiplySums(in Fp2 a0, in Fp2 a1, in Fp2 b0, in Fp2 b1, in Fp2 v0, in Fp2 v1, out Fp2 result)
    {
        Fp2.Add(a0, a1, out Fp2 a);
        Fp2.Add(b0, b1, out Fp2 b);
        Fp2.Multiply(a, b, out a);
        Fp2.Subtract(a, v0, out a);
        Fp2.Subtract(a, v1, out result);
    }

    /// <inheritdoc/>
    public bool Equals(Fp6 other) => C0.Equals(other.C0) & C1.Equals(other.C1) & C2.Equals(other.C2);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fp6 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((((C0.GetHashCode() * 31) + C1.GetHashCode()) * 31) + C2.GetHashCode());

    /// <summary>The coefficients in hexadecimal, lowest degree first.</summary>
    public override string ToString() => $"({C0}, {C1}, {C2})";

    /// <summary>a + b.</summary>
    public static Fp6 operator +(Fp6 a, Fp6 b)
    {
        Add(a, b, out Fp6 result);
        return result;
    }

    /// <summary>a − b.</summary>
    public static Fp6 operator -(Fp6 a, Fp6 b)
    {
        Subtract(a, b, out Fp6 result);
        return result;
    }

    /// <summary>−a.</summary>
    public static Fp6 operator -(Fp6 a)
    {
        Negate(a, out Fp6 result);
        return result;
    }

    /// <summary>a·b.</summary>
    public static Fp6 operator *(Fp6 a, Fp6 b)
    {
        Multiply(a, b, out Fp6 result);
        return result;
    }

    /// <summary>True if a and b are the same element.</summary>
    public static bool operator ==(Fp6 a, Fp6 b) => a.Equals(b);

    /// <summary>True if a and b differ.</summary>
    public static bool operator !=(Fp6 a, Fp6 b) => !a.Equals(b);
}
