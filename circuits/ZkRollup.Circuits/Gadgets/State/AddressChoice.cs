using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: enable is 1 if a flag is 1, else 0; the address is that of the last alternative whose flag is 1, of the first one if there is
/// none.
/// </summary>
/// <remarks>
/// Preconditions: flags are bits; blocks and offsets have the bounds of their classes (<see cref="RecordAddress"/>).
/// Constraints, on one row for each alternative, A = Base + OffsetBase + Stride·block + offset, a missing part having the coefficient 0:
/// address.first, degree 2: address = A; address.first.enable, degree 1: enable = flag; further alternatives, with address' and enable' of
/// the row before: address.next, degree 3: address = address' + flag·(A − address'); address.next.enable, degree 2:
/// enable = enable' + flag − enable'·flag. "copy" brings flag, block and offset.
/// Cost: one row of 3 copied and 2 local cells for each alternative; two products for the first, four for all others.
/// Soundness: docs/circuits/memory.md. By induction over the rows enable is a bit and the address is one of the A, whatever the flags are.
/// Negative tests: AddressChoiceTests; CopyForgeries; every cell, hint and constraint in StateAttackTests.
/// </remarks>
internal static class AddressChoice
{
    internal const int Copied = 3;
    internal const int Local = 2;

    private const int Block = 1;
    private const int Offset = 2;

    /// <summary>Constrains rows of a region: the first copied columns take flag, block, offset, the first local ones the results.</summary>
    internal static (Bit Enable, Element Address) Constrain(
        CircuitBuilder builder, Region region, int firstRow, IReadOnlyList<(Bit When, RecordAddress Address)> alternatives)
    {
        int enableColumn = region.Size.Copied;
        for (int i = 0; i < alternatives.Count; i++)
        {
            int row = firstRow + i;
            List<Cell> read = [builder.Import(alternatives[i].When, region[row, 0]).Cell];
            Expression own = Import(builder, alternatives[i].Address, region, row, read);
            Expression flag = region[row, 0];
            Cell enable = region[row, enableColumn];
            Cell address = region[row, enableColumn + 1];
            if (i == 0)
            {
                builder.Hint("address", read, [enable, address], Compute(alternatives[i].Address, isFirst: true));
                builder.Constrain("address.first", address - own);
                builder.Constrain("address.first.enable", enable - flag);
                continue;
            }

            Expression enableBefore = region[row - 1, enableColumn];
            Expression before = region[row - 1, enableColumn + 1];
            read.AddRange([region[row - 1, enableColumn], region[row - 1, enableColumn + 1]]);
            builder.Hint("address", read, [enable, address], Compute(alternatives[i].Address, isFirst: false));
            builder.Constrain("address.next", address - before - (flag * (own - before)));
            builder.Constrain("address.next.enable", enable - enableBefore - (flag * (1 - enableBefore)));
        }

        int last = firstRow + alternatives.Count - 1;
        return (new(region[last, enableColumn]), new(region[last, enableColumn + 1]));
    }

    /// <summary>Brings the parts of an address to a row; returns A.</summary>
    private static Expression Import(CircuitBuilder builder, RecordAddress address, Region region, int row, List<Cell> read)
    {
        AddressLayout layout = address.Layout;
        Expression Part(int column, Bounded? wire, ulong coefficient)
        {
            if (wire is { } part)
            {
                read.Add(builder.Import(part, region[row, column]).Cell);
            }

            return Expression.Parameter(column, wire is null ? Fr.Zero : Fr.FromUInt64(coefficient)) * region[row, column];
        }

        Expression constant = Expression.Parameter(0, Fr.FromUInt64(layout.Base + layout.OffsetBase));
        return constant + Part(Block, address.Block, layout.Stride) + Part(Offset, address.Offset, 1);
    }

    /// <summary>Reads flag, parts, and unless it is the first, enable and address of the row before.</summary>
    private static HintFunction Compute(RecordAddress address, bool isFirst) => (read, write) =>
    {
        AddressLayout layout = address.Layout;
        Fr own = Fr.FromUInt64(layout.Base + layout.OffsetBase);
        int next = 1;
        own += address.Block is null ? Fr.Zero : read[next++] * Fr.FromUInt64(layout.Stride);
        own += address.Offset is null ? Fr.Zero : read[next++];
        write[0] = isFirst ? read[0] : read[next] + (read[0] * (Fr.One - read[next]));
        write[1] = isFirst ? own : read[next + 1] + (read[0] * (own - read[next + 1]));
    };
}
