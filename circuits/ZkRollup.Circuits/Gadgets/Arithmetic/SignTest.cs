using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: v = x − y + offset is not negative, or a bit says whether it is. The core of every comparison.</summary>
/// <remarks>
/// Preconditions: v lies in [low, high] by the bounds of x and y. For the bit: −2^n ≤ low, high &lt; 2^n, 2^n + high &lt; r and
/// 2^n ≤ r + low. For the demand: high &lt; 2^n ≤ r + low. The width n is chosen here, whole limbs if possible.
/// Constraints: arithmetic, degree 3: d = v + 2^n·(v is negative), or d = v for the demand; d in [0, 2^n) by <see cref="RangeCheck"/>;
/// arithmetic.bit, degree 2, on the cell of the bit.
/// Cost: one row of <see cref="ArithmeticGate"/> and a range of n bits.
/// Soundness: v ≥ 0 with the bit set: d = v + 2^n, from 2^n to below r, leaves the range. v &lt; 0 with the bit clear, or in the demand:
/// d = r + v ≥ r + low ≥ 2^n leaves it. So each v has one bit, and the demand holds for v ≥ 0 alone.
/// Negative tests: those of <see cref="Comparison"/>.
/// </remarks>
internal static class SignTest
{
    internal const string HintLabel = "sign";

    /// <summary>1 if x − y + offset is negative, or, negated, if it is not.</summary>
    internal static Bit IsNegative(CircuitBuilder builder, Signed x, Signed? y, BigInteger offset, bool isNegated = false)
    {
        BigInteger low = x.Minimum - (y?.Maximum ?? 0) + offset;
        BigInteger high = x.Maximum - (y?.Minimum ?? 0) + offset;
        BigInteger limit = BigInteger.Min(
            FieldInteger.Modulus - 1 - BigInteger.Max(high, 0), FieldInteger.Modulus + BigInteger.Min(low, 0));
        int bits = RangeRegion.CheapestBits(builder, "A comparison", FieldInteger.SignedBits(low, high), limit);
        BigInteger wrap = FieldInteger.PowerOfTwo(bits);
        Region row = ArithmeticGate.Allocate(builder);
        RangeRegion difference = RangeRegion.Allocate(builder, bits);
        List<Cell> operands = [builder.Import((Element)x, row[0, 1]).Cell];
        if (y is { } subtrahend)
        {
            operands.Add(builder.Import((Element)subtrahend, row[0, 2]).Cell);
        }

        Fr shift = FieldInteger.ToField(offset);
        Fr wrapElement = FieldInteger.ToField(wrap);
        builder.Hint(HintLabel, operands, [row[0, 0], difference.Value], (read, write) =>
        {
            Fr value = read[0] - (read.Length > 1 ? read[1] : Fr.Zero) + shift;
            bool isNegative = FieldInteger.Of(value) > high;
            write[0] = isNegative == isNegated ? Fr.Zero : Fr.One;
            write[1] = isNegative ? value + wrapElement : value;
        });
        builder.Import(new Element(difference.Value), row[0, 3]);
        ArithmeticGate.Constrain(builder, row, new()
        {
            A = isNegated ? -wrapElement : wrapElement,
            B = Fr.One,
            C = y is null ? Fr.Zero : -Fr.One,
            D = -Fr.One,
            Constant = isNegated ? shift + wrapElement : shift,
        });
        difference.Constrain();
        return ArithmeticGate.ConstrainBit(builder, row);
    }

    /// <summary>Demands x − y + offset ≥ 0.</summary>
    /// <returns>That difference.</returns>
    internal static Bounded ConstrainNotNegative(CircuitBuilder builder, Signed x, Signed y, BigInteger offset)
    {
        BigInteger low = x.Minimum - y.Maximum + offset;
        BigInteger high = x.Maximum - y.Minimum + offset;
        if (high.Sign < 0)
        {
            throw new ArgumentException($"The bounds allow differences from {low} to {high} only: no witness can be valid.");
        }

        BigInteger limit = FieldInteger.Modulus + BigInteger.Min(low, 0);
        int bits = RangeRegion.CheapestBits(builder, "A comparison", (int)high.GetBitLength(), limit);
        ArithmeticCoefficients coefficients = new() { A = Fr.One, B = -Fr.One, Constant = FieldInteger.ToField(offset) };
        Element difference = ArithmeticGate.Evaluate(builder, coefficients, x, y);
        Bounded bounded = RangeCheck.Constrain(builder, difference, bits);
        return new(bounded.Cell, high);
    }
}
