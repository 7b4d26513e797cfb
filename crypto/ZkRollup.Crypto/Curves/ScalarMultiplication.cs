using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>Products of points with scalars, written once for both groups. No operand may be secret.</summary>
[SkipLocalsInit]
internal static class ScalarMultiplication
{
    private const int WnafWidth = 5;

    /// <summary>[scalar]·point by the width-5 non-adjacent form: 255 doublings and about 43 additions.</summary>
    internal static void MultiplyVarTime<TField>(in JacobianPoint<TField> point, in Fr scalar, out JacobianPoint<TField> result)
        where TField : unmanaged, IField<TField>
    {
        Span<JacobianPoint<TField>> odd = stackalloc JacobianPoint<TField>[1 << (WnafWidth - 2)];
        odd[0] = point;
        JacobianPoint<TField>.Double(point, out JacobianPoint<TField> twice);
        for (int i = 1; i < odd.Length; i++)
        {
            JacobianPoint<TField>.Add(odd[i - 1], twice, out odd[i]);
        }

        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        scalar.WriteCanonicalLimbs(limbs);
        Span<sbyte> digits = stackalloc sbyte[ScalarRecoding.WnafLength];
        int count = ScalarRecoding.WriteWnafVarTime(limbs, WnafWidth, digits);
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int i = count - 1; i >= 0; i--)
        {
            JacobianPoint<TField>.Double(sum, out sum);
            int digit = digits[i];
            if (digit != 0)
            {
                JacobianPoint<TField> addend = odd[Math.Abs(digit) >> 1];
                JacobianPoint<TField>.Add(sum, digit > 0 ? addend : addend.Negated, out sum);
            }
        }

        result = sum;
    }

    /// <summary>Σ [scalars[i]]·points[i]: Pippenger's method with unsigned digits and XYZZ buckets, highest window first.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    internal static void SumOfProductsVarTime<TField>(
        ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars, out JacobianPoint<TField> result)
        where TField : unmanaged, IField<TField>
    {
        if (points.Length != scalars.Length)
        {
            throw new ArgumentException($"Expected {points.Length} scalars, got {scalars.Length}.", nameof(scalars));
        }

        // About log₂ n − 3 bits balance the n additions of a window against its 2^(bits + 1) bucket additions.
        int bits = Math.Clamp(32 - int.LeadingZeroCount(points.Length) - 3, 1, 12);
        ulong[] limbs = new ulong[scalars.Length * Fr.LimbCount];
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i].WriteCanonicalLimbs(limbs.AsSpan(i * Fr.LimbCount, Fr.LimbCount));
        }

        XyzzPoint<TField>[] buckets = new XyzzPoint<TField>[(1 << bits) - 1];
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int window = (Fr.ModulusBits - 1) / bits; window >= 0; window--)
        {
            for (int i = 0; i < bits; i++)
            {
                JacobianPoint<TField>.Double(sum, out sum);
            }

            SumWindow(points, limbs, window * bits, buckets, out JacobianPoint<TField> part);
            JacobianPoint<TField>.Add(sum, part, out sum);
        }

        result = sum;
    }

    /// <summary>Σ digitᵢ·pointᵢ for the digits that start at a bit: Σ d·bucket[d] through running sums from the top bucket.</summary>
    private static void SumWindow<TField>(
        ReadOnlySpan<AffinePoint<TField>> points,
        ulong[] limbs,
        int firstBit,
        XyzzPoint<TField>[] buckets,
        out JacobianPoint<TField> result)
        where TField : unmanaged, IField<TField>
    {
        Array.Fill(buckets, XyzzPoint<TField>.Infinity);
        int word = firstBit >> 6;
        int shift = firstBit & 63;
        for (int i = 0; i < points.Length; i++)
        {
            ulong digit = limbs[(i * Fr.LimbCount) + word] >> shift;
            if (shift != 0 && word + 1 < Fr.LimbCount)
            {
                digit |= limbs[(i * Fr.LimbCount) + word + 1] << (64 - shift);
            }

            digit &= (ulong)buckets.Length;
            if (digit != 0)
            {
                XyzzPoint<TField>.AddMixed(buckets[digit - 1], points[i], out buckets[digit - 1]);
            }
        }

        XyzzPoint<TField> running = XyzzPoint<TField>.Infinity;
        XyzzPoint<TField> total = XyzzPoint<TField>.Infinity;
        for (int i = buckets.Length - 1; i >= 0; i--)
        {
            XyzzPoint<TField>.Add(running, buckets[i], out running);
            XyzzPoint<TField>.Add(total, running, out total);
        }

        result = total.ToJacobian();
    }
}
