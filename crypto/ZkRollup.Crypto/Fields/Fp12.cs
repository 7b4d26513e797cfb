using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkRollup.Crypto.Fields;

/// <summary>c₀ + c₁·w with w² = v: the quadratic extension Fp6[w]/(w² − v), where pairings take their values.</summary>
/// <remarks>Results may alias operands; no operation branches on a value unless its name ends in <c>VarTime</c>.</remarks>
[SkipLocalsInit]
[StructLayout(LayoutKind.Sequential)]
public readonly struct Fp12 : IField<Fp12>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp6 C0;

    /// <summary>The coefficient of w.</summary>
    public readonly Fp6 C1;

    /// <summary>c₀ + c₁·w.</summary>
    public Fp12(in Fp6 c0, in Fp6 c1)
    {
        C0 = c0;
        C1 = c1;
    }

    /// <summary>0.</summary>
    public static Fp12 Zero => default;

    /// <summary>1.</summary>
    public static Fp12 One => new(Fp6.One, default);

    /// <summary>True for the element 0.</summary>
    public bool IsZero => C0.IsZero & C1.IsZero;

    /// <summary>c₀ − c₁·w, the power p⁶; the inverse of an element of the cyclotomic subgroup.</summary>
    public Fp12 Conjugate
    {
        get
        {
            Fp6.Negate(C1, out Fp6 c1);
            return new(C0, c1);
        }
    }

    /// <summary>Sets <paramref name="result"/> to a + b.</summary>
    public static void Add(in Fp12 a, in Fp12 b, out Fp12 result)
    {
        Fp6.Add(a.C0, b.C0, out Fp6 c0);
        Fp6.Add(a.C1, b.C1, out Fp6 c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to a − b.</summary>
    public static void Subtract(in Fp12 a, in Fp12 b, out Fp12 result)
    {
        Fp6.Subtract(a.C0, b.C0, out Fp6 c0);
        Fp6.Subtract(a.C1, b.C1, out Fp6 c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to −a.</summary>
    public static void Negate(in Fp12 a, out Fp12 result)
    {
        Fp6.Negate(a.C0, out Fp6 c0);
        Fp6.Negate(a.C1, out Fp6 c1);
        result = new(c0, c1);
    }

    /// <summary>Sets <paramref name="result"/> to 2a.</summary>
    public static void Double(in Fp12 a, out Fp12 result) => Add(a, a, out result);

    /// <summary>Sets <paramref name="result"/> to a·b, by Karatsuba: 18 products of Fp2.</summary>
    public static void Multiply(in Fp12 a, in Fp12 b, out Fp12 result)
    {
        Fp6.Multiply(a.C0, b.C0, out Fp6 low);
        Fp6.Multiply(a.C1, b.C1, out Fp6 high);
        Fp6.Add(a.C0, a.C1, out Fp6 left);
        Fp6.Add(b.C0, b.C1, out Fp6 right);
        Fp6.Multiply(left, right, out left);
        Fp6.Subtract(left, low, out left);
        Fp6.Subtract(left, high, out left);
        Fp6.MultiplyByNonresidue(high, out high);
        Fp6.Add(low, high, out low);
        result = new(low, left);
    }

    /// <summary>Sets <paramref name="result"/> to a²: (c₀ + c₁)(c₀ + v·c₁) − (1 + v)·c₀c₁ + 2c₀c₁·w, 12 products of Fp2.</summary>
    public static void Square(in Fp12 a, out Fp12 result)
    {
        Fp6.Multiply(a.C0, a.C1, out Fp6 cross);
        Fp6.Add(a.C0, a.C1, out Fp6 left);
        Fp6.MultiplyByNonresidue(a.C1, out Fp6 right);
        Fp6.Add(right, a.C0, out right);
        Fp6.Multiply(left, right, out left);
        Fp6.Subtract(left, cross, out left);
        Fp6.MultiplyByNonresidue(cross, out right);
        Fp6.Subtract(left, right, out left);
        Fp6.Double(cross, out cross);
        result = new(left, cross);
    }

    /// <summary>Sets <paramref name="result"/> to a² for a in the cyclotomic subgroup, of order p⁴ − p² + 1: nine squares of Fp2.</summary>
    /// <remarks>
    /// Wrong for other elements. Granger and Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions",
    /// eprint 2009/565, section 3.2: with a = A + B·y + C·y² over Fp4, the square is
    /// (3A² − 2Ā) + (3t·C² + 2B̄)·y + (3B² − 2C̄)·y².
    /// </remarks>
    public static void CyclotomicSquare(in Fp12 a, out Fp12 result)
    {
        SquareFp4(a.C0.C0, a.C1.C1, out Fp2 a0, out Fp2 a1);
        SquareFp4(a.C1.C0, a.C0.C2, out Fp2 b0, out Fp2 b1);
        SquareFp4(a.C0.C1, a.C1.C2, out Fp2 c0, out Fp2 c1);
        Fp2.MultiplyByNonresidue(c1, out c1);
        TripleMinusDouble(a0, a.C0.C0, out a0);
        TripleMinusDouble(b0, a.C0.C1, out b0);
        TripleMinusDouble(c0, a.C0.C2, out c0);
        TriplePlusDouble(c1, a.C1.C0, out c1);
        TriplePlusDouble(a1, a.C1.C1, out a1);
        TriplePlusDouble(b1, a.C1.C2, out b1);
        result = new(new(a0, b0, c0), new(c1, a1, b1));
    }

    /// <summary>Sets <paramref name="result"/> to a·(b₀ + b₁·v + b₄·v·w), the shape of a line: 13 products of Fp2.</summary>
    public static void MultiplyByLine(in Fp12 a, in Fp2 b0, in Fp2 b1, in Fp2 b4, out Fp12 result)
    {
        Fp6.MultiplyBySparse01(a.C0, b0, b1, out Fp6 low);
        Fp6.MultiplyBySparse1(a.C1, b4, out Fp6 high);
        Fp6.Add(a.C0, a.C1, out Fp6 sum);
        Fp2.Add(b1, b4, out Fp2 b14);
        Fp6.MultiplyBySparse01(sum, b0, b14, out sum);
        Fp6.Subtract(sum, low, out sum);
        Fp6.Subtract(sum, high, out sum);
        Fp6.MultiplyByNonresidue(high, out high);
        Fp6.Add(low, high, out low);
        result = new(low, sum);
    }

    /// <summary>Sets <paramref name="result"/> to a^p: the coefficient of wⁿ becomes its conjugate times ξ^(n(p−1)/6).</summary>
    public static void Frobenius(in Fp12 a, out Fp12 result)
    {
        Fp6.Frobenius(a.C0, out Fp6 low);
        Fp2.Multiply(a.C1.C0.Conjugate, FrobeniusCoefficients.Get(1), out Fp2 c0);
        Fp2.Multiply(a.C1.C1.Conjugate, FrobeniusCoefficients.Get(3), out Fp2 c1);
        Fp2.Multiply(a.C1.C2.Conjugate, FrobeniusCoefficients.Get(5), out Fp2 c2);
        result = new(low, new(c0, c1, c2));
    }

    /// <summary>Sets <paramref name="result"/> to a^(p²): the coefficient of wⁿ times ξ^(n(p²−1)/6), which lies in Fp.</summary>
    public static void FrobeniusSquared(in Fp12 a, out Fp12 result)
    {
        Fp2.MultiplyByFp(a.C1.C0, FrobeniusCoefficients.GetSquared(1), out Fp2 w1);
        Fp2.MultiplyByFp(a.C0.C1, FrobeniusCoefficients.GetSquared(2), out Fp2 w2);
        Fp2.MultiplyByFp(a.C1.C1, FrobeniusCoefficients.GetSquared(3), out Fp2 w3);
        Fp2.MultiplyByFp(a.C0.C2, FrobeniusCoefficients.GetSquared(4), out Fp2 w4);
        Fp2.MultiplyByFp(a.C1.C2, FrobeniusCoefficients.GetSquared(5), out Fp2 w5);
        result = new(new(a.C0.C0, w2, w4), new(w1, w3, w5));
    }

    /// <summary>Sets <paramref name="result"/> to a⁻¹ = (c₀ − c₁·w) / (c₀² − v·c₁²), and to 0 for a = 0.</summary>
    /// <returns>False for a = 0, which has no inverse.</returns>
    public static bool TryInvert(in Fp12 a, out Fp12 result)
    {
        Fp6.Square(a.C0, out Fp6 norm);
        Fp6.Square(a.C1, out Fp6 t);
        Fp6.MultiplyByNonresidue(t, out t);
        Fp6.Subtract(norm, t, out norm);
        bool invertible = Fp6.TryInvert(norm, out norm);
        Fp6.Multiply(a.C0, norm, out Fp6 c0);
        Fp6.Multiply(a.C1, norm, out Fp6 c1);
        Fp6.Negate(c1, out c1);
        result = new(c0, c1);
        return invertible;
    }

    /// <summary>a^exponent. Time depends on the exponent, not on a.</summary>
    /// <param name="a">The base.</param>
    /// <param name="exponent">Limbs of the exponent, least significant first; must not be secret.</param>
    public static Fp12 PowVarTime(in Fp12 a, ReadOnlySpan<ulong> exponent) => PrimeField.PowVarTime(a, exponent);

    /// <summary>(a + b·s)² = (a² + ξb²) + 2ab·s in Fp4 = Fp2[s]/(s² − ξ).</summary>
    private static void SquareFp4(in Fp2 a, in Fp2 b, out Fp2 c0, out Fp2 c1)
    {
        Fp2.Square(a, out Fp2 aa);
        Fp2.Square(b, out Fp2 bb);
        Fp2.Add(a, b, out Fp2 sum);
        Fp2.Square(sum, out sum);
        Fp2.Subtract(sum, aa, out sum);
        Fp2.Subtract(sum, bb, out c1);
        Fp2.MultiplyByNonresidue(bb, out bb);
        Fp2.Add(aa, bb, out c0);
    }

    /// <summary>3x − 2y.</summary>
    private static void TripleMinusDouble(in Fp2 x, in Fp2 y, out Fp2 result)
    {
        Fp2.Subtract(x, y, out Fp2 t);
        Fp2.Double(t, out t);
        Fp2.Add(t, x, out result);
    }

    /// <summary>3x + 2y.</summary>
    private static void TriplePlusDouble(in Fp2 x, in Fp2 y, out Fp2 result)
    {
        Fp2.Add(x, y, out Fp2 t);
        Fp2.Double(t, out t);
        Fp2.Add(t, x, out result);
    }

    /// <inheritdoc/>
    public bool Equals(Fp12 other) => C0.Equals(other.C0) & C1.Equals(other.C1);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fp12 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((C0.GetHashCode() * 31) + C1.GetHashCode());

    /// <summary>The coefficients in hexadecimal, lowest degree first.</summary>
    public override string ToString() => $"({C0}, {C1})";

    /// <summary>a + b.</summary>
    public static Fp12 operator +(Fp12 a, Fp12 b)
    {
        Add(a, b, out Fp12 result);
        return result;
    }

    /// <summary>a − b.</summary>
    public static Fp12 operator -(Fp12 a, Fp12 b)
    {
        Subtract(a, b, out Fp12 result);
        return result;
    }

    /// <summary>−a.</summary>
    public static Fp12 operator -(Fp12 a)
    {
        Negate(a, out Fp12 result);
        return result;
    }

    /// <summary>a·b.</summary>
    public static Fp12 operator *(Fp12 a, Fp12 b)
    {
        Multiply(a, b, out Fp12 result);
        return result;
    }

    /// <summary>True if a and b are the same element.</summary>
    public static bool operator ==(Fp12 a, Fp12 b) => a.Equals(b);

    /// <summary>True if a and b differ.</summary>
    public static bool operator !=(Fp12 a, Fp12 b) => !a.Equals(b);
}
