using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>The curve y² = x³ + 4 over Fp and its endomorphism.</summary>
[SkipLocalsInit]
internal readonly struct G1Curve : ICurve<Fp>
{
    public static Fp B { get; } = Fp.FromUInt64(4);

    public static AffinePoint<Fp> Generator { get; } = new(
        Fp.FromHex("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
        Fp.FromHex("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"));

    /// <summary>β, the cube root of unity for which φ(x, y) = (β·x, y) is multiplication by −z² on the subgroup.</summary>
    internal static Fp Beta { get; } =
        Fp.FromHex("5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe");

    public static int Degree => 1;

    public static bool TrySquareRootVarTime(in Fp a, out Fp result) => Fp.TrySquareRootVarTime(a, out result);

    public static bool IsLexicographicallyLargest(in Fp a) => a.IsLexicographicallyLargest;

    public static Fp FromCoefficients(ReadOnlySpan<Fp> coefficients) => coefficients[0];

    public static void WriteCoefficients(in Fp a, Span<Fp> coefficients) => coefficients[0] = a;

    /// <summary>True if φ(P) = −[z²]P, given P on the curve.</summary>
    /// <remarks>
    /// Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves", eprint 2021/1130, section 6.
    /// </remarks>
    public static bool IsInSubgroup(in AffinePoint<Fp> point)
    {
        if (point.IsInfinity)
        {
            return true;
        }

        JacobianPoint<Fp> start = JacobianPoint<Fp>.FromAffine(point);
        CurveParameter.MultiplyByMagnitude(start, out JacobianPoint<Fp> product);
        CurveParameter.MultiplyByMagnitude(product, out product);
        Fp.Multiply(point.X, Beta, out Fp x);
        return JacobianPoint<Fp>.AreEqual(product.Negated, new(x, point.Y, Fp.One));
    }

    /// <summary>[1 − z]P, in the subgroup for any P of the curve: the effective cofactor of RFC 9380, section 8.8.1.</summary>
    internal static void ClearCofactor(in JacobianPoint<Fp> point, out JacobianPoint<Fp> result)
    {
        JacobianPoint<Fp> addend = point;
        CurveParameter.MultiplyByMagnitude(point, out JacobianPoint<Fp> product);
        JacobianPoint<Fp>.Add(product, addend, out result);
    }
}
