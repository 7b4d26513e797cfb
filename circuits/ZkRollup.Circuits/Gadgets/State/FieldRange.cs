using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Statement: a field of a record is below 2^bits.</summary>
/// <remarks>
/// Preconditions: bits ≤ 252; the field lies in a copied column.
/// Constraints: range.chain, degree 1: s_i = Σ limb·2^(b·j) + 2^(b·m)·s_{i+1}, where row i has m limbs of b bits and the last row no s_{i+1};
/// s_0 is a copy of the field. range.top, degree 1, if b does not divide bits: another limb equals the top limb times 2^(n·b − bits).
/// Cost: n = ⌈bits/b⌉ limbs, one more if b does not divide bits; a copied cell a row of limbs.
/// Soundness: the limbs are below 2^b by the range table. 2^(n·b − bits) times the top limb, an integer below 2^(2b) &lt; r, is below 2^b
/// too, so the top limb is below 2^(bits − (n−1)·b). The field is Σ limb_i·2^(b·i), an integer below 2^bits ≤ 2^252 &lt; r.
/// Negative tests: FirstRead_FieldTooWide, FirstRead_ShiftBetweenFields; every cell, hint and constraint in StateAttackTests.
/// </remarks>
internal static class FieldRange
{
    internal static void Constrain(CircuitBuilder builder, Element field, int bits)
    {
        int limbBits = builder.Shape.LimbBits;
        int count = LimbNumber.CountFor(builder, bits);
        int spare = (count * limbBits) - bits;
        int cells = spare > 0 ? count + 1 : count;
        int columns = Math.Min(cells, builder.Shape.Limbs);
        int rows = (cells + columns - 1) / columns;
        Region region = builder.Allocate("range", new(rows, 1, 0, columns));
        builder.Import(field, region[0, 0]);
        Cell[] limbs = new Cell[cells];
        for (int i = 0; i < cells; i++)
        {
            limbs[i] = region.Limb(i / columns, i % columns);
        }

        Compute(builder, region, limbs, count, spare);
        for (int row = 0; row < rows; row++)
        {
            int from = Math.Min(row * columns, count);
            int to = Math.Min(from + columns, count);
            Expression sum = LimbNumber.Value(builder, limbs[from..to]);
            Expression above = row + 1 < rows ? (Expression)region[row + 1, 0] * Power(limbBits * (to - from)) : Expression.Zero;
            builder.Constrain("range.chain", (Expression)region[row, 0] - sum - above);
        }

        if (spare > 0)
        {
            builder.Constrain("range.top", (Expression)limbs[count] - ((Expression)limbs[count - 1] * Power(spare)));
        }
    }

    private static void Compute(CircuitBuilder builder, Region region, Cell[] limbs, int count, int spare)
    {
        int limbBits = builder.Shape.LimbBits;
        int columns = region.Size.Limbs;
        Cell[] sums = [.. Enumerable.Range(1, region.Size.Rows - 1).Select(row => region[row, 0])];
        builder.Hint("range", [region[0, 0]], [.. limbs, .. sums], (read, write) =>
        {
            LimbNumber.Compute(read[0], limbBits, write[..count]);
            if (spare > 0)
            {
                write[count] = write[count - 1] * Power(spare);
            }

            for (int row = sums.Length; row >= 1; row--)
            {
                Fr sum = row < sums.Length ? write[limbs.Length + row] * Power(limbBits * columns) : Fr.Zero;
                for (int i = row * columns; i < Math.Min((row + 1) * columns, count); i++)
                {
                    sum += write[i] * Power(limbBits * (i - (row * columns)));
                }

                write[limbs.Length + row - 1] = sum;
            }
        });
    }

    private static Fr Power(int exponent)
    {
        Fr power = Fr.One;
        for (int i = 0; i < exponent; i++)
        {
            power += power;
        }

        return power;
    }
}
