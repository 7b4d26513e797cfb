using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>Membership in the subgroup of order l by one power in Fr instead of a multiple of the point.</summary>
/// <remarks>
/// The subgroup is 8·E, since E(Fr) has 8·l points and is cyclic. Let T have order 8 and f the divisor 8·(T) − 8·(O). As 8 divides r − 1,
/// the Tate pairing P ↦ f(P)^((r−1)/8) is a homomorphism to the eighth roots of unity, up to a constant factor that depends on how f is
/// scaled, and its kernel is 8·E, because T generates E[8] (Koshelev, "Subgroup membership testing on elliptic curves via the Tate
/// pairing", Journal of Cryptographic Engineering 13, 2023). So P is in the subgroup if its power is that of G.
/// <para>
/// Miller's f in Montgomery coordinates u = (1 + y)/(1 − y), w = u/x, where 4T = (0, 0) and 2T has u = 1, is
/// (ℓ₁/(u − 1))⁴·(ℓ₂/u)²·u: ℓ₁ is the tangent at T, which meets the curve in −2T, and ℓ₂ = w − w(2T)·u is the tangent at 2T, which
/// meets it in 4T. f is multiplied by eighth powers and constants below until no denominator is left. Its zeros then are O, which is
/// told apart, and points of small order, which are rejected as they must be: the power of G is not 0.
/// </para>
/// </remarks>
internal static class JubjubSubgroup
{
    /// <summary>T, a point of order 8.</summary>
    internal static readonly JubjubPoint Order8 = JubjubPoint.FromAffineUnchecked(
        Fr.FromHex("0x0218c81a6eff03d4488ef781683bbf33d919893ec24fd67c26d19585d8dff2be"),
        Fr.FromHex("0x2a94e9a11036e51a1c98a7d25c54659ec2b6b5720c79b75d00f2df96100b6924"));

    /// <summary>(r − 1)/8.</summary>
    private static readonly ulong[] Exponent = MakeExponent();

    /// <summary>ℓ₁ = TangentW·w + TangentU·u + TangentOne.</summary>
    private static readonly Fr TangentW, TangentU, TangentOne;

    /// <summary>w(2T), the slope of ℓ₂.</summary>
    private static readonly Fr Slope;

    private static readonly Fr GeneratorPower;

    static JubjubSubgroup()
    {
        ToMontgomery(Order8, out Fr u, out Fr w);
        ToMontgomery(Order8 + Order8, out _, out Slope);
        TangentW = Fr.One - u;
        TangentU = w + Slope;
        TangentOne = -(w + (u * Slope));
        GeneratorPower = Power(JubjubPoint.Generator);
    }

    /// <summary>True if the point of the curve is in the subgroup; about 330 products, whatever the point.</summary>
    internal static bool Contains(in JubjubPoint point) => point.IsIdentity | (Power(point) == GeneratorPower);

    /// <summary>f(P)^((r−1)/8), of degree 24 in the coordinates of P, so that their scale does not matter; T is not read.</summary>
    private static Fr Power(in JubjubPoint point)
    {
        Fr n = point.Z + point.Y;
        Fr m = point.Z - point.Y;
        Fr tangent = (n * ((TangentW * point.Z) + (TangentU * point.X))) + (TangentOne * m * point.X);
        Fr product = tangent * point.Y;
        Fr root = product * product * point.X * (point.Z - (Slope * point.X)) * (m * m * m);
        return PrimeField.PowVarTime(root * root * n * m, Exponent);
    }

    private static void ToMontgomery(in JubjubPoint point, out Fr u, out Fr w)
    {
        point.ToAffine(out Fr x, out Fr y);
        _ = Fr.TryInvert((Fr.One - y) * x, out Fr inverse);
        w = (Fr.One + y) * inverse;
        u = w * x;
    }

    private static ulong[] MakeExponent()
    {
        ReadOnlySpan<ulong> modulus = Fr.Modulus;
        ulong[] exponent = new ulong[Fr.LimbCount];
        for (int i = 0; i < exponent.Length; i++)
        {
            exponent[i] = (modulus[i] >> 3) | (i + 1 < exponent.Length ? modulus[i + 1] << 61 : 0);
        }

        return exponent;
    }
}
