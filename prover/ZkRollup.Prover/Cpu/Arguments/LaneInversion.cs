using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Arguments;

/// <summary>Montgomery's trick in eight lanes: one inversion and three products an element.</summary>
internal static unsafe class LaneInversion
{
    /// <summary>Inverts elements of which none is zero.</summary>
    /// <remarks>
    /// A lane product of the words of a and b is the word of a·b/2^4. With p_i = p_(i−1)·v_i/2^4 and t the inverse of the last p_i,
    /// t·p_(i−1)/2^4 is the inverse of v_i, and t·v_i/2^4 that of p_(i−1): the factors cancel. Loaded limbs reach twice the bound of
    /// balanced ones, which a product allows for one operand; the first prefix is reduced.
    /// </remarks>
    /// <param name="values">The elements.</param>
    /// <param name="prefixes">Room for as many.</param>
    /// <param name="count">Their number, a multiple of 8 and at least 8.</param>
    internal static void InvertNonZero(Fr* values, Fr* prefixes, int count)
    {
        Fr8 product;
        Fr8 value;
        Fr8 inverse;
        Fr8.Load(&product, values);
        Fr8.Reduce(&product);
        for (int i = 8; i < count; i += 8)
        {
            Fr8.Store(prefixes + i, &product);
            Fr8.Load(&value, values + i);
            Fr8.Multiply(&product, &product, &value);
        }

        Fr* lanes = stackalloc Fr[8];
        Fr8.Store(lanes, &product);
        Fr.BatchInvert(new Span<Fr>(lanes, 8));
        Fr8.Load(&inverse, lanes);
        Fr8.Reduce(&inverse);
        for (int i = count - 8; i >= 8; i -= 8)
        {
            Fr8.Load(&product, prefixes + i);
            Fr8.Multiply(&product, &product, &inverse);
            Fr8.Load(&value, values + i);
            Fr8.Multiply(&inverse, &inverse, &value);
            Fr8.Store(values + i, &product);
        }

        Fr8.Store(values, &inverse);
    }
}
