using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>The multiples 0 to 15 of −A for one signature, offered on a bus under the identity of the signature.</summary>
/// <remarks>docs/circuits/jubjub.md#table. A row for each multiple: the point, A, and how often it is looked up.</remarks>
internal static class KeyTable
{
    /// <summary>Entries.</summary>
    internal const int Size = 16;

    internal const string KeyLabel = "multiples.key";
    internal const string CarryLabel = "multiples.carry";
    internal const string StartLabel = "multiples.start";
    internal const string AddLabel = "multiples.add";
    internal const string OfferLabel = "multiples.offer";
    internal const string HintLabel = "multiples";

    /// <summary>On the first two rows: A as others have it.</summary>
    private const int CopyColumn = 0;

    private const int MultipleColumn = 1;
    private const int KeyColumn = 3;
    private const int CountColumn = 5;
    private const int CopyRows = 2;
    private const int LocalColumns = 5;

    /// <summary>Lays out the table of a key.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="bus">Takes (identity, index, x, y).</param>
    /// <param name="signature">The number of the signature in the slot: with the slot its identity.</param>
    /// <param name="key">A, of order l.</param>
    /// <param name="atRow">The first row; −1 for any.</param>
    internal static void Add(CircuitBuilder builder, Bus bus, int signature, RegisteredKey key, int atRow)
    {
        Region region = builder.Allocate("multiples", new(Size, 1, LocalColumns, CopiedRows: CopyRows), atRow);
        Cell keyX = builder.Import(key.X, region[0, CopyColumn]).Cell;
        Cell keyY = builder.Import(key.Y, region[1, CopyColumn]).Cell;
        List<Cell> cells = [];
        for (int row = 0; row < Size; row++)
        {
            cells.AddRange(
                [region[row, MultipleColumn], region[row, MultipleColumn + 1], region[row, KeyColumn], region[row, KeyColumn + 1]]);
        }

        builder.Hint(HintLabel, [keyX, keyY], cells, Compute);
        builder.Constrain(KeyLabel, (Expression)region[0, KeyColumn] - keyX);
        builder.Constrain(KeyLabel, (Expression)region[1, KeyColumn + 1] - keyY);
        builder.Constrain(StartLabel, region[0, MultipleColumn]);
        builder.Constrain(StartLabel, (Expression)region[0, MultipleColumn + 1] - 1);
        for (int row = 0; row < Size; row++)
        {
            FormulaPoint multiple = FormulaPoint.At(region, row, MultipleColumn);
            builder.Offer(
                OfferLabel,
                bus,
                region[row, CountColumn],
                builder.Counter - Expression.Parameter(0, Fr.FromInt64(region.Row + row - signature)),
                Expression.Parameter(1, Fr.FromInt64(row)),
                multiple.X,
                multiple.Y);
            if (row + 1 < Size)
            {
                FormulaPoint own = FormulaPoint.At(region, row, KeyColumn);
                FormulaPoint next = FormulaPoint.At(region, row + 1, KeyColumn);
                builder.Constrain(CarryLabel, next.X - own.X);
                builder.Constrain(CarryLabel, next.Y - own.Y);
                FormulaPoint opposite = own with { X = -own.X };
                JubjubArithmetic.Constrain(
                    builder, AddLabel, JubjubFormulas.Sum(multiple, opposite, FormulaPoint.At(region, row + 1, MultipleColumn)));
            }
        }
    }

    /// <summary>The affine multiples of −A.</summary>
    internal static void ComputeMultiples(in Fr keyX, in Fr keyY, Span<Fr> x, Span<Fr> y)
    {
        JubjubPoint opposite = JubjubPoint.FromAffineUnchecked(-keyX, keyY);
        Span<Fr> inverses = stackalloc Fr[Size];
        Span<Fr> prefixes = stackalloc Fr[Size];
        Span<JubjubPoint> multiples = stackalloc JubjubPoint[Size];
        multiples[0] = JubjubPoint.Identity;
        for (int i = 0; i < Size; i++)
        {
            if (i > 0)
            {
                multiples[i] = multiples[i - 1] + opposite;
            }

            inverses[i] = multiples[i].Z;
        }

        PrimeField.BatchInvert(inverses, prefixes, Fr.TryInvertVarTime);
        for (int i = 0; i < Size; i++)
        {
            x[i] = multiples[i].X * inverses[i];
            y[i] = multiples[i].Y * inverses[i];
        }
    }

    private static void Compute(ReadOnlySpan<Fr> read, Span<Fr> write)
    {
        Span<Fr> x = stackalloc Fr[Size];
        Span<Fr> y = stackalloc Fr[Size];
        ComputeMultiples(read[0], read[1], x, y);
        for (int row = 0; row < Size; row++)
        {
            write[4 * row] = x[row];
            write[(4 * row) + 1] = y[row];
            write[(4 * row) + 2] = read[0];
            write[(4 * row) + 3] = read[1];
        }
    }
}
