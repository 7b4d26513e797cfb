using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>Points and their hexadecimal forms for tests.</summary>
internal static class CurveOracle
{
    internal static readonly BigInteger R = Oracle.Integer(Fr.Modulus);

    internal static Fr Scalar(BigInteger value) => Oracle.Element<Fr>(((value % R) + R) % R);

    internal static G1Jacobian G1(BigInteger scalar) => G1Jacobian.Generator.MultiplyVarTime(Scalar(scalar));

    internal static G2Jacobian G2(BigInteger scalar) => G2Jacobian.Generator.MultiplyVarTime(Scalar(scalar));

    internal static string Hex(BigInteger value) => value.ToString("x", CultureInfo.InvariantCulture);

    internal static string Hex(Fp value) => value.ToString()[2..];

    internal static string Hex(G1Affine point)
    {
        byte[] bytes = new byte[G1Affine.UncompressedLength];
        point.WriteUncompressed(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static string Hex(G2Affine point)
    {
        byte[] bytes = new byte[G2Affine.UncompressedLength];
        point.WriteUncompressed(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static string CompressedHex(G1Affine point)
    {
        byte[] bytes = new byte[G1Affine.CompressedLength];
        point.WriteCompressed(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static string CompressedHex(G2Affine point)
    {
        byte[] bytes = new byte[G2Affine.CompressedLength];
        point.WriteCompressed(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static string Hex(G1Jacobian point) => Hex(point.ToAffine());

    internal static string Hex(G2Jacobian point) => Hex(point.ToAffine());

    /// <summary>A point of the first curve found by its x, inside the subgroup only with chance 1/h.</summary>
    internal static G1Affine AnyPointOfG1Curve(ulong start)
    {
        for (ulong x = start; ; x++)
        {
            Fp candidate = Fp.FromUInt64(x);
            if (Fp.TrySquareRootVarTime((candidate * candidate * candidate) + Fp.FromUInt64(4), out Fp y))
            {
                return new(candidate, y);
            }
        }
    }

    /// <summary>A point of the second curve found by its x, inside the subgroup only with chance 1/h.</summary>
    internal static G2Affine AnyPointOfG2Curve(ulong start)
    {
        Fp2 b = new(Fp.FromUInt64(4), Fp.FromUInt64(4));
        for (ulong x = start; ; x++)
        {
            Fp2 candidate = new(Fp.FromUInt64(x), Fp.FromUInt64(x + 1));
            if (Fp2.TrySquareRootVarTime((candidate * candidate * candidate) + b, out Fp2 y))
            {
                return new(candidate, y);
            }
        }
    }
}
