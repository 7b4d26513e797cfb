using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Numbers written in limb cells, least significant first.</summary>
internal static class LimbNumber
{
    /// <summary>Limbs that hold a number of so many bits.</summary>
    internal static int CountFor(CircuitBuilder builder, int bits) => builder.Shape.Limbs > 0
        ? (bits + builder.Shape.LimbBits - 1) / builder.Shape.LimbBits
        : throw new ArgumentException($"The grid {builder.Shape} has no limb columns.", nameof(builder));

    /// <summary>The first limb cells of a row of a region.</summary>
    internal static Cell[] Cells(Region region, int row, int count) => [.. Enumerable.Range(0, count).Select(i => region.Limb(row, i))];

    /// <summary>Σ limb_i·2^(i·LimbBits).</summary>
    internal static Expression Value(CircuitBuilder builder, IReadOnlyList<Cell> limbs)
    {
        Expression sum = Expression.Zero;
        Fr weight = Fr.One;
        Fr radix = Fr.FromUInt64(1UL << builder.Shape.LimbBits);
        foreach (Cell limb in limbs)
        {
            sum += (Expression)limb * Expression.Constant(weight);
            weight *= radix;
        }

        return sum;
    }

    /// <summary>The limbs of a number; what does not fit is dropped.</summary>
    internal static void Compute(in Fr value, int limbBits, Span<Fr> limbs)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(words);
        for (int i = 0; i < limbs.Length; i++)
        {
            int shift = i * limbBits;
            int word = shift / 64;
            UInt128 pair = new(word + 1 < words.Length ? words[word + 1] : 0, word < words.Length ? words[word] : 0);
            limbs[i] = Fr.FromUInt64((ulong)(pair >> (shift % 64)) & ((1UL << limbBits) - 1));
        }
    }
}
