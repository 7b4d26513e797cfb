using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the canonical integer of a value is below 2^bits, or does not exceed a maximum.</summary>
/// <remarks>
/// Preconditions: the grid has limb columns, two for a width that is no multiple of LimbBits = B; 1 ≤ bits ≤ 253.
/// Constraints, for a value v in rows of at most γ limbs l_i:
/// range.chain, degree 2, on every row but the last: v = l_0 + Σ 2^(B·i)·l_i + 2^(B·count)·v', v' being the first cell of the next row;
/// range.last, degree 2, on the last row: v = l_0 + Σ 2^(B·i)·l_i;
/// range.top, degree 2, if bits = B·(k − 1) + w with w &lt; B: shifted = 2^(B − w)·(top limb), shifted being a limb cell too;
/// limb[i]: every limb cell is below 2^B. Powers of two are parameters: all widths of one shape are one gate.
/// At most a maximum m: v and s lie in the range, and arithmetic: s + v − m = 0.
/// Cost: k = ⌈bits/B⌉ limb cells and one more if w &lt; B, in the fewest rows; one copied cell a row. γ products a row of the batch for
/// range.last, γ + 1 for range.chain, 2 for range.top. A maximum m with m + 1 a power of two costs one range, any other two and a row of
/// <see cref="ArithmeticGate"/>.
/// Soundness: docs/circuits/arithmetic.md#range. Every limb is an integer below 2^B by its lookup, the top one below 2^w, since 2^(B −
/// w)·top, below 2^(2B) and thus below r as an integer, is below 2^B. The chain makes v congruent to their weighted sum, which is below
/// 2^bits &lt; r: so it is v.
/// Maximum: if v &gt; m, then s = r − (v − m) &gt; r − 2^n ≥ 2^n leaves its range of n bits.
/// Negative tests: Range_TwoToTheBits_FailsLookupsAlone, Range_LyingLimbs_FailTheSumOfTheirRow, Range_TopLimbTooWide_FailsShiftedLookup,
/// Range_ValuePlusModulus_FailsTopLookup, AtMost_MaximumPlusOne_FailsLookups, Range_…_EveryAttackIsNoticed.
/// </remarks>
public static class RangeCheck
{
    /// <summary>The widest range: 2^253 is below r/3.</summary>
    public const int BitsMax = 253;

    /// <summary>The gate of the last row.</summary>
    public const string LastLabel = "range.last";

    /// <summary>The gate of the rows before.</summary>
    public const string ChainLabel = "range.chain";

    /// <summary>The gate of a top limb that is narrower than the table.</summary>
    public const string TopLabel = "range.top";

    internal const string HintLabel = "range";

    /// <summary>Demands value &lt; 2^bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not from 1 to 253 bits.</exception>
    public static Bounded Constrain(CircuitBuilder builder, Unconstrained value, int bits) => Constrain(
        builder, new Element(value.Cell), bits);

    /// <summary>Demands value &lt; 2^bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not from 1 to 253 bits.</exception>
    public static Bounded Constrain(CircuitBuilder builder, Element value, int bits)
    {
        RangeRegion region = RangeRegion.Allocate(builder, bits);
        builder.Import(value, region.Value);
        return new(value.Cell, region.Constrain().Maximum);
    }

    /// <summary>Demands value ≤ maximum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not from 1 to 2^253 − 1.</exception>
    public static Bounded ConstrainAtMost(CircuitBuilder builder, Unconstrained value, BigInteger maximum) =>
        ConstrainAtMost(builder, new Element(value.Cell), maximum);

    /// <summary>Demands value ≤ maximum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not from 1 to 2^253 − 1.</exception>
    public static Bounded ConstrainAtMost(CircuitBuilder builder, Element value, BigInteger maximum)
    {
        if (maximum.Sign <= 0 || maximum.GetBitLength() > BitsMax)
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"A maximum is from 1 to 2^{BitsMax} − 1.");
        }

        int bits = (int)maximum.GetBitLength();
        if ((maximum + 1).IsPowerOfTwo)
        {
            return Constrain(builder, value, bits);
        }

        int width = RangeRegion.CheapestBits(builder, "A maximum", bits, FieldInteger.HalfModulus);
        Bounded wide = Constrain(builder, value, width);
        Element slack = ArithmeticGate.Evaluate(builder, new() { A = -Fr.One, Constant = FieldInteger.ToField(maximum) }, wide);
        Constrain(builder, slack, width);
        return new(wide.Cell, maximum);
    }
}
