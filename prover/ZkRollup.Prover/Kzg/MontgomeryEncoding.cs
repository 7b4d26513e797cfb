using System.Buffers.Binary;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>Points as ffjavascript stores them: coordinates times 2^384 modulo p, little-endian, lowest coefficient first.</summary>
/// <remarks>Infinity is all zero. The factor is that of <see cref="Fp"/>, so the limbs are taken as they are.</remarks>
internal static class MontgomeryEncoding
{
    /// <summary>Reads a point of the curve of G1, inside the subgroup or not.</summary>
    internal static PointDecodeResult TryReadG1(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        if (bytes.Length != PointBlock.G1Length)
        {
            return PointDecodeResult.WrongLength;
        }

        if (!TryReadFp(bytes[..Fp.ByteLength], out Fp x) || !TryReadFp(bytes[Fp.ByteLength..], out Fp y))
        {
            return PointDecodeResult.NotCanonical;
        }

        G1Affine candidate = new(x, y);
        if (!candidate.IsOnCurve)
        {
            return PointDecodeResult.NotOnCurve;
        }

        point = candidate;
        return PointDecodeResult.Success;
    }

    /// <summary>Reads a point of the subgroup G2.</summary>
    internal static PointDecodeResult TryReadG2(ReadOnlySpan<byte> bytes, out G2Affine point)
    {
        point = default;
        if (bytes.Length != PointBlock.G2Length)
        {
            return PointDecodeResult.WrongLength;
        }

        Span<Fp> parts = stackalloc Fp[4];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!TryReadFp(bytes.Slice(i * Fp.ByteLength, Fp.ByteLength), out parts[i]))
            {
                return PointDecodeResult.NotCanonical;
            }
        }

        G2Affine candidate = new(new Fp2(parts[0], parts[1]), new Fp2(parts[2], parts[3]));
        PointDecodeResult result =
            !candidate.IsOnCurve ? PointDecodeResult.NotOnCurve
            : !candidate.IsInSubgroup ? PointDecodeResult.NotInSubgroup
            : PointDecodeResult.Success;
        point = result == PointDecodeResult.Success ? candidate : default;
        return result;
    }

    private static bool TryReadFp(ReadOnlySpan<byte> bytes, out Fp value)
    {
        Span<ulong> limbs = stackalloc ulong[Fp.LimbCount];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        }

        bool canonical = PrimeField.IsBelow(limbs, Fp.Modulus);
        value = canonical ? new(limbs[0], limbs[1], limbs[2], limbs[3], limbs[4], limbs[5]) : default;
        return canonical;
    }
}
