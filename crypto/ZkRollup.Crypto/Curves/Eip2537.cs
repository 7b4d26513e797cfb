using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;

namespace ZkRollup.Crypto.Curves;

/// <summary>The seven precompiled contracts of EIP-2537, bytes in and bytes out, at addresses 0x0b to 0x11.</summary>
/// <remarks>
/// No method throws, whatever its input. Unless the result is Success, the output is left as it was. They may overlap.
/// </remarks>
public static class Eip2537
{
    /// <summary>Bytes of a point of G1: 128.</summary>
    public const int G1Length = G1Affine.Eip2537Length;

    /// <summary>Bytes of a point of G2: 256.</summary>
    public const int G2Length = G2Affine.Eip2537Length;

    /// <summary>Bytes of a scalar, big-endian, not reduced: 32.</summary>
    public const int ScalarLength = 32;

    /// <summary>Bytes of an element of Fp: 64.</summary>
    public const int FpLength = 64;

    /// <summary>Bytes of an element of Fp2: 128.</summary>
    public const int Fp2Length = 128;

    /// <summary>Bytes of the result of a pairing check: 32.</summary>
    public const int PairingOutputLength = 32;

    /// <summary>The sum of two points of the curve of G1, inside the subgroup or not (address 0x0b).</summary>
    /// <param name="input">256 bytes: two points.</param>
    /// <param name="output">Receives 128 bytes.</param>
    public static Eip2537Result TryG1Add(ReadOnlySpan<byte> input, Span<byte> output) => Group<Fp, G1Curve>.TryAdd(input, output);

    /// <summary>The sum of products of points of G1 with scalars (address 0x0c).</summary>
    /// <param name="input">160 bytes a term, at least one: a point, then a scalar.</param>
    /// <param name="output">Receives 128 bytes.</param>
    public static Eip2537Result TryG1Msm(ReadOnlySpan<byte> input, Span<byte> output) =>
        Group<Fp, G1Curve>.TrySumOfProducts(input, output, Eip2537Result.G1NotInSubgroup);

    /// <summary>The sum of two points of the curve of G2, inside the subgroup or not (address 0x0d).</summary>
    /// <param name="input">512 bytes: two points.</param>
    /// <param name="output">Receives 256 bytes.</param>
    public static Eip2537Result TryG2Add(ReadOnlySpan<byte> input, Span<byte> output) => Group<Fp2, G2Curve>.TryAdd(input, output);

    /// <summary>The sum of products of points of G2 with scalars (address 0x0e).</summary>
    /// <param name="input">288 bytes a term, at least one: a point, then a scalar.</param>
    /// <param name="output">Receives 256 bytes.</param>
    public static Eip2537Result TryG2Msm(ReadOnlySpan<byte> input, Span<byte> output) =>
        Group<Fp2, G2Curve>.TrySumOfProducts(input, output, Eip2537Result.G2NotInSubgroup);

    /// <summary>Whether a product of pairings is 1 (address 0x0f).</summary>
    /// <param name="input">384 bytes a pair, at least one: a point of G1, then a point of G2.</param>
    /// <param name="output">Receives 32 bytes: 1 or 0, big-endian.</param>
    public static Eip2537Result TryPairingCheck(ReadOnlySpan<byte> input, Span<byte> output)
    {
        const int PairLength = G1Length + G2Length;
        if (input.IsEmpty || input.Length % PairLength != 0)
        {
            return Eip2537Result.InputLength;
        }

        if (output.Length != PairingOutputLength)
        {
            return Eip2537Result.OutputLength;
        }

        G1Affine[] g1 = new G1Affine[input.Length / PairLength];
        G2Affine[] g2 = new G2Affine[g1.Length];
        for (int i = 0; i < g1.Length; i++)
        {
            ReadOnlySpan<byte> pair = input.Slice(i * PairLength, PairLength);
            Eip2537Result result = Cause(G1Affine.TryReadEip2537(pair[..G1Length], out g1[i]), Eip2537Result.G1NotInSubgroup);
            if (result == Eip2537Result.Success)
            {
                result = Cause(G2Affine.TryReadEip2537(pair[G1Length..], out g2[i]), Eip2537Result.G2NotInSubgroup);
            }

            if (result != Eip2537Result.Success)
            {
                return result;
            }
        }

        output.Clear();
        output[^1] = AtePairing.Check(g1, g2) ? (byte)1 : (byte)0;
        return Eip2537Result.Success;
    }

    /// <summary>Maps an element of Fp to G1 (address 0x10): RFC 9380, section 8.8.1, without hashing.</summary>
    /// <param name="input">64 bytes.</param>
    /// <param name="output">Receives 128 bytes.</param>
    public static Eip2537Result TryMapFpToG1(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Eip2537Result result = Group<Fp, G1Curve>.TryReadElement(input, output, out Fp element);
        if (result == Eip2537Result.Success)
        {
            G1Jacobian.MapVarTime(element).ToAffine().WriteEip2537(output);
        }

        return result;
    }

    /// <summary>Maps an element of Fp2 to G2 (address 0x11): RFC 9380, section 8.8.2, without hashing.</summary>
    /// <param name="input">128 bytes.</param>
    /// <param name="output">Receives 256 bytes.</param>
    public static Eip2537Result TryMapFp2ToG2(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Eip2537Result result = Group<Fp2, G2Curve>.TryReadElement(input, output, out Fp2 element);
        if (result == Eip2537Result.Success)
        {
            G2Jacobian.MapVarTime(element).ToAffine().WriteEip2537(output);
        }

        return result;
    }

    private static Eip2537Result Cause(PointDecodeResult result, Eip2537Result notInSubgroup) => result switch
    {
        PointDecodeResult.Success => Eip2537Result.Success,
        PointDecodeResult.PaddingNotZero => Eip2537Result.FieldElementTopBytes,
        PointDecodeResult.NotCanonical => Eip2537Result.FieldElementNotCanonical,
        PointDecodeResult.NotOnCurve => Eip2537Result.PointNotOnCurve,
        PointDecodeResult.NotInSubgroup => notInSubgroup,
        _ => Eip2537Result.InputLength,
    };

    /// <summary>What both groups do alike.</summary>
    private static class Group<TField, TCurve>
        where TField : unmanaged, IField<TField>
        where TCurve : struct, ICurve<TField>
    {
        private static int PointLength => 2 * FpLength * TCurve.Degree;

        internal static Eip2537Result TryAdd(ReadOnlySpan<byte> input, Span<byte> output)
        {
            if (input.Length != 2 * PointLength)
            {
                return Eip2537Result.InputLength;
            }

            if (output.Length != PointLength)
            {
                return Eip2537Result.OutputLength;
            }

            Eip2537Result result = TryReadPoint(input[..PointLength], out AffinePoint<TField> a);
            if (result != Eip2537Result.Success)
            {
                return result;
            }

            result = TryReadPoint(input[PointLength..], out AffinePoint<TField> b);
            if (result != Eip2537Result.Success)
            {
                return result;
            }

            JacobianPoint<TField>.AddMixed(JacobianPoint<TField>.FromAffine(a), b, out JacobianPoint<TField> sum);
            PointEncoding<TField, TCurve>.WriteEip2537(sum.ToAffine(), output);
            return Eip2537Result.Success;
        }

        internal static Eip2537Result TrySumOfProducts(ReadOnlySpan<byte> input, Span<byte> output, Eip2537Result notInSubgroup)
        {
            int termLength = PointLength + ScalarLength;
            if (input.IsEmpty || input.Length % termLength != 0)
            {
                return Eip2537Result.InputLength;
            }

            if (output.Length != PointLength)
            {
                return Eip2537Result.OutputLength;
            }

            AffinePoint<TField>[] points = new AffinePoint<TField>[input.Length / termLength];
            Fr[] scalars = new Fr[points.Length];
            for (int i = 0; i < points.Length; i++)
            {
                ReadOnlySpan<byte> term = input.Slice(i * termLength, termLength);
                Eip2537Result result = TryReadPoint(term[..PointLength], out points[i]);
                if (result != Eip2537Result.Success)
                {
                    return result;
                }

                if (!TCurve.IsInSubgroup(points[i]))
                {
                    return notInSubgroup;
                }

                // Reduction modulo r changes no product with a point of order r.
                scalars[i] = Fr.FromBigEndianReduced(term[PointLength..]);
            }

            ScalarMultiplication.SumOfProductsVarTime(points, scalars, out JacobianPoint<TField> sum);
            PointEncoding<TField, TCurve>.WriteEip2537(sum.ToAffine(), output);
            return Eip2537Result.Success;
        }

        internal static Eip2537Result TryReadElement(ReadOnlySpan<byte> input, Span<byte> output, out TField element)
        {
            Eip2537Result result = Cause(PointEncoding<TField, TCurve>.TryReadPadded(input, out element), default);
            return result == Eip2537Result.Success && output.Length != PointLength ? Eip2537Result.OutputLength : result;
        }

        private static Eip2537Result TryReadPoint(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point) =>
            Cause(PointEncoding<TField, TCurve>.TryReadEip2537(bytes, out point), default);
    }
}
