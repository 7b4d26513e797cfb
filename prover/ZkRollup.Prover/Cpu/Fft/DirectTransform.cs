using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Fft;

/// <summary>The textbook radix-2 transform: for sizes too small for lanes, and what the fast one is compared with.</summary>
internal static class DirectTransform
{
    internal static void Apply(Span<Fr> column, Fr root, Fr shift, bool inverse)
    {
        if (inverse)
        {
            _ = Fr.TryInvert(root, out root);
            Radix2(column, root);
            _ = Fr.TryInvert(Fr.FromUInt64((ulong)column.Length), out Fr factor);
            _ = Fr.TryInvert(shift, out Fr step);
            MultiplyByPowers(column, factor, step);
            return;
        }

        MultiplyByPowers(column, Fr.One, shift);
        Radix2(column, root);
    }

    private static void MultiplyByPowers(Span<Fr> column, Fr factor, Fr step)
    {
        foreach (ref Fr element in column)
        {
            element *= factor;
            factor *= step;
        }
    }

    private static void Radix2(Span<Fr> column, Fr root)
    {
        int log2 = System.Numerics.BitOperations.Log2((uint)column.Length);
        for (int i = 0; i < column.Length; i++)
        {
            int j = 0;
            for (int bit = 0; bit < log2; bit++)
            {
                j |= ((i >> bit) & 1) << (log2 - 1 - bit);
            }

            if (i < j)
            {
                (column[i], column[j]) = (column[j], column[i]);
            }
        }

        for (int half = 1; half < column.Length; half *= 2)
        {
            Fr step = root;
            for (int i = 2 * half; i < column.Length; i *= 2)
            {
                step *= step;
            }

            for (int start = 0; start < column.Length; start += 2 * half)
            {
                Fr factor = Fr.One;
                for (int j = start; j < start + half; j++)
                {
                    Fr product = column[j + half] * factor;
                    column[j + half] = column[j] - product;
                    column[j] += product;
                    factor *= step;
                }
            }
        }
    }
}
