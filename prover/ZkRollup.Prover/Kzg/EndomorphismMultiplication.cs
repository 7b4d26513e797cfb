using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Prover.Kzg;

/// <summary>Products of many points of the subgroup with a scalar each, the scalars split by the endomorphism of the curve.</summary>
/// <remarks>
/// See <see cref="EndomorphismSplit"/>. Time depends on everything.
/// </remarks>
internal static class EndomorphismMultiplication
{
    private const int WnafWidth = 5;
    private const int TableSize = 1 << (WnafWidth - 2);

    /// <summary>points[i] ← [scalars[i]]·points[i].</summary>
    /// <param name="points">Points of the subgroup, infinity allowed; a few hundred share the cost of an inversion.</param>
    /// <param name="scalars">One scalar a point.</param>
    internal static void MultiplyAllVarTime(Span<G1Jacobian> points, ReadOnlySpan<Fr> scalars)
    {
        G1Jacobian[] odd = new G1Jacobian[points.Length * TableSize];
        for (int i = 0; i < points.Length; i++)
        {
            Span<G1Jacobian> row = odd.AsSpan(i * TableSize, TableSize);
            row[0] = points[i];
            G1Jacobian.Double(points[i], out G1Jacobian twice);
            for (int j = 1; j < row.Length; j++)
            {
                G1Jacobian.Add(row[j - 1], twice, out row[j]);
            }
        }

        G1Affine[] table = new G1Affine[odd.Length];
        G1Jacobian.BatchToAffine(odd, table);
        for (int i = 0; i < points.Length; i++)
        {
            MultiplyVarTime(table.AsSpan(i * TableSize, TableSize), scalars[i], out points[i]);
        }
    }

    private static void MultiplyVarTime(ReadOnlySpan<G1Affine> table, in Fr scalar, out G1Jacobian result)
    {
        Span<sbyte> lowDigits = stackalloc sbyte[ScalarRecoding.WnafLength];
        Span<sbyte> highDigits = stackalloc sbyte[ScalarRecoding.WnafLength];
        (UInt128 low, UInt128 high) = EndomorphismSplit.Split(scalar);
        int length = Math.Max(Recode(low, lowDigits), Recode(high, highDigits));
        G1Jacobian sum = G1Jacobian.Infinity;
        for (int i = length - 1; i >= 0; i--)
        {
            G1Jacobian.Double(sum, out sum);
            if (lowDigits[i] != 0)
            {
                G1Affine addend = table[Math.Abs(lowDigits[i]) >> 1];
                G1Jacobian.AddMixed(sum, lowDigits[i] < 0 ? -addend : addend, out sum);
            }

            if (highDigits[i] != 0)
            {
                G1Affine addend = table[Math.Abs(highDigits[i]) >> 1];
                Fp.Multiply(addend.X, G1Curve.Beta, out Fp x);
                G1Jacobian.AddMixed(sum, new G1Affine(x, highDigits[i] < 0 ? addend.Y : -addend.Y), out sum);
            }
        }

        result = sum;
    }

    private static int Recode(UInt128 value, Span<sbyte> digits) =>
        ScalarRecoding.WriteWnafVarTime([(ulong)value, (ulong)(value >> 64), 0, 0], WnafWidth, digits);
}
