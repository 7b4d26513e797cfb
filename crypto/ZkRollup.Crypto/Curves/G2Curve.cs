using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>The sextic twist y² = x³ + 4(u + 1) over Fp2 and its endomorphism.</summary>
[SkipLocalsInit]
internal readonly struct G2Curve : ICurve<Fp2>
{
    public static Fp2 B { get; } = new(Fp.FromUInt64(4), Fp.FromUInt64(4));

    public static AffinePoint<Fp2> Generator { get; } = new(
        new(
            Fp.FromHex("024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
            Fp.FromHex("13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")),
        new(
            Fp.FromHex("0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"),
            Fp.FromHex("0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")));

    public static int Degree => 2;

    /// <summary>ξ^(−(p−1)/3), by which ψ multiplies x̄.</summary>
    private static readonly Fp2 PsiX = Inverse(FrobeniusCoefficients.Get(2));

    /// <summary>ξ^(−(p−1)/2), by which ψ multiplies ȳ.</summary>
    private static readonly Fp2 PsiY = Inverse(FrobeniusCoefficients.Get(3));

    public static bool TrySquareRootVarTime(in Fp2 a, out Fp2 result) => Fp2.TrySquareRootVarTime(a, out result);

    public static bool IsLexicographicallyLargest(in Fp2 a) => a.IsLexicographicallyLargest;

    public static Fp2 FromCoefficients(ReadOnlySpan<Fp> coefficients) => new(coefficients[0], coefficients[1]);

    public static void WriteCoefficients(in Fp2 a, Span<Fp> coefficients)
    {
        coefficients[0] = a.C0;
        coefficients[1] = a.C1;
    }

    /// <summary>True if ψ(P) = [z]P, given P on the curve.</summary>
    /// <remarks>
    /// Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", eprint 2021/1130, section 4.
    /// </remarks>
    public static bool IsInSubgroup(in AffinePoint<Fp2> point)
    {
        if (point.IsInfinity)
        {
            return true;
        }

        JacobianPoint<Fp2> start = JacobianPoint<Fp2>.FromAffine(point);
        CurveParameter.MultiplyByMagnitude(start, out JacobianPoint<Fp2> product);
        Psi(start, out JacobianPoint<Fp2> image);
        return JacobianPoint<Fp2>.AreEqual(product.Negated, image);
    }

    /// <summary>[z² − z − 1]P + [z − 1]ψ(P) + ψ²(2P), in the subgroup for any P of the curve.</summary>
    /// <remarks>
    /// Budroni and Pintore, "Efficient hash maps to G2 on BLS curves", eprint 2017/419, section 4.1; equal to the effective cofactor of
    /// RFC 9380, section 8.8.2. Evaluated as [z]([z]P + ψ(P)) − [z]P − ψ(P) − P + ψ²(2P).
    /// </remarks>
    internal static void ClearCofactor(in JacobianPoint<Fp2> point, out JacobianPoint<Fp2> result)
    {
        JacobianPoint<Fp2> start = point;
        CurveParameter.MultiplyByMagnitude(start, out JacobianPoint<Fp2> zTimes);
        zTimes = zTimes.Negated;
        Psi(start, out JacobianPoint<Fp2> image);
        JacobianPoint<Fp2>.Add(zTimes, image, out JacobianPoint<Fp2> both);
        CurveParameter.MultiplyByMagnitude(both, out JacobianPoint<Fp2> sum);
        JacobianPoint<Fp2>.Add(sum, both, out sum);
        JacobianPoint<Fp2>.Add(sum, start, out sum);
        JacobianPoint<Fp2>.Double(start, out JacobianPoint<Fp2> twice);
        Psi(twice, out twice);
        Psi(twice, out twice);
        JacobianPoint<Fp2>.Add(sum.Negated, twice, out result);
    }

    /// <summary>ψ: untwist to the curve over Fp12 by (x/w², y/w³), take p-th powers, twist back.</summary>
    internal static void Psi(in JacobianPoint<Fp2> point, out JacobianPoint<Fp2> result)
    {
        Fp2.Multiply(point.X.Conjugate, PsiX, out Fp2 x);
        Fp2.Multiply(point.Y.Conjugate, PsiY, out Fp2 y);
        result = new(x, y, point.Z.Conjugate);
    }

    private static Fp2 Inverse(in Fp2 a)
    {
        _ = Fp2.TryInvert(a, out Fp2 inverse);
        return inverse;
    }
}
