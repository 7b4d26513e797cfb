using System.Numerics;
using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: a lane is Σ 2^offset·field, an offset being the sum of the widths before, and each field is below 2^width.</summary>
/// <remarks>
/// Preconditions: the widths are positive and add up to at most 252 bits; to pack, each field's bound is below 2^width.
/// Constraints: arithmetic, degree 3, a chain of sums that ends in the lane; to unpack, each field in [0, 2^width) by <see
/// cref="RangeCheck"/>, of exactly that width.
/// Cost: of n fields 1 + ⌈(n − 3)/2⌉ rows of <see cref="ArithmeticGate"/>, from one; to unpack, also n ranges.
/// Soundness: docs/circuits/arithmetic.md#packing. The sum is below 2^252 &lt; r, so it is the canonical integer of the lane; the digits
/// of an integer in mixed radix are unique. No second set of fields, and none of lane + r, fits the ranges.
/// Negative tests: Unpack_ShiftBetweenFields_FailsTheRange, Unpack_LanePlusModulus_FailsTheRange, Unpack_EveryAttack_IsNoticed,
/// Unpack_LaneTooLarge_FailsTheLastField, Pack_EveryAttack_IsNoticed, Packing_WrongWidths_Throw.
/// </remarks>
public static class Packing
{
    /// <summary>Bits of a lane.</summary>
    public const int LaneBitsMax = 252;

    private const string HintLabel = "unpack";

    /// <summary>The lane of some fields, the first one least significant.</summary>
    /// <exception cref="ArgumentException">The widths do not suit the fields, or exceed a lane.</exception>
    public static Bounded Pack(CircuitBuilder builder, IReadOnlyList<Bounded> fields, IReadOnlyList<int> widths)
    {
        RequireWidths(widths);
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Count != widths.Count)
        {
            throw new ArgumentException($"{fields.Count} fields, but {widths.Count} widths.");
        }

        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Bits > widths[i])
            {
                throw new ArgumentException($"Field {i} may reach {fields[i].Maximum}, which does not fit {widths[i]} bits.");
            }
        }

        return FieldArithmetic.LinearCombination(builder, Terms(fields, widths));
    }

    /// <summary>The fields of a lane, the first one least significant.</summary>
    /// <exception cref="ArgumentException">The widths exceed a lane.</exception>
    public static IReadOnlyList<Bounded> Unpack(CircuitBuilder builder, Element lane, IReadOnlyList<int> widths)
    {
        RequireWidths(widths);
        ArgumentNullException.ThrowIfNull(builder);
        int[] layout = [.. widths];
        RangeRegion[] regions = [.. layout.Select(width => RangeRegion.Allocate(builder, width))];
        builder.Hint(HintLabel, [lane.Cell], [.. regions.Select(region => region.Value)], (read, write) =>
        {
            BigInteger rest = FieldInteger.Of(read[0]);
            for (int i = 0; i < layout.Length; i++)
            {
                // The last field takes all that is left, so that a lane too large fails its range.
                BigInteger field = i == layout.Length - 1 ? rest : rest & (FieldInteger.PowerOfTwo(layout[i]) - 1);
                write[i] = FieldInteger.ToField(field);
                rest >>= layout[i];
            }
        });
        Bounded[] fields = [.. regions.Select(region => region.Constrain())];
        FieldArithmetic.ConstrainLinearCombination(builder, Terms(fields, layout), lane);
        return fields;
    }

    private static List<(BigInteger Coefficient, Bounded Wire)> Terms(IReadOnlyList<Bounded> fields, IReadOnlyList<int> widths)
    {
        List<(BigInteger Coefficient, Bounded Wire)> terms = [];
        int offset = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            terms.Add((FieldInteger.PowerOfTwo(offset), fields[i]));
            offset += widths[i];
        }

        return terms;
    }

    private static void RequireWidths(IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentOutOfRangeException.ThrowIfZero(widths.Count, nameof(widths));
        long total = 0;
        foreach (int width in widths)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width, nameof(widths));
            total += width;
        }

        if (total > LaneBitsMax)
        {
            throw new ArgumentException($"The widths add up to {total} bits; a lane has {LaneBitsMax}.", nameof(widths));
        }
    }
}
