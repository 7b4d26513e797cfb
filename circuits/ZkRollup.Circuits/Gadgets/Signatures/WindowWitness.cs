using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>The values of the rows of a double-base multiplication, from the key and both scalars.</summary>
/// <remarks>All points of the chain are computed in extended coordinates and made affine with one inversion.</remarks>
internal sealed class WindowWitness
{
    /// <summary>Points of a window: twice, four, eight and sixteen times, and the sum; with the sum of a row that is 11 for two.</summary>
    private const int PointsPerWindow = 5;

    private readonly WindowLayout _layout;
    private readonly JubjubPoint[] _points;
    private readonly (int X, int Y)[] _places;
    private int _count;

    private WindowWitness(WindowLayout layout, int rows)
    {
        _layout = layout;
        int points = rows * (1 + (PointsPerWindow * layout.Windows));
        _points = new JubjubPoint[points];
        _places = new (int X, int Y)[points];
    }

    /// <summary>The cells, row by row; not the result, the scalars themselves, or what the first row leaves out.</summary>
    internal static Cell[] Cells(WindowLayout layout, Region region)
    {
        List<Cell> cells = [];
        for (int row = 0; row < layout.DigitRows; row++)
        {
            cells.AddRange(Enumerable.Range(0, layout.Width).Where(column => IsWritten(row, column)).Select(column => region[row, column]));
        }

        return [.. cells];
    }

    /// <summary>Computes the cells.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="inputs">A.x, A.y, h and s.</param>
    /// <param name="outputs">The cells in the order of <see cref="Cells"/>.</param>
    internal static void Compute(WindowLayout layout, ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        Fr[] grid = new Fr[(layout.DigitRows + 1) * layout.Width];
        WindowWitness witness = new(layout, layout.DigitRows);
        witness.WriteDigits(inputs, grid);
        witness.WritePoints(grid);
        int next = 0;
        for (int row = 0; row < layout.DigitRows; row++)
        {
            for (int column = 0; column < layout.Width; column++)
            {
                if (IsWritten(row, column))
                {
                    outputs[next++] = grid[(row * layout.Width) + column];
                }
            }
        }
    }

    /// <summary>
    /// One row by itself, and the sum on the next: the digits are zero, and in the place of the multiple of G lies a point of small order.
    /// </summary>
    /// <param name="layout">The layout.</param>
    /// <param name="start">The sum on the row.</param>
    /// <param name="small">The point of small order.</param>
    /// <param name="grid">Two rows of zeros.</param>
    internal static void ComputeRow(WindowLayout layout, JubjubPoint start, (Fr X, Fr Y) small, Span<Fr> grid)
    {
        WindowWitness witness = new(layout, 2);
        for (int window = 0; window < layout.Windows; window++)
        {
            grid[Window(window) + KeyMultiple + 1] = Fr.One;
        }

        (grid[layout.GeneratorMultiple], grid[layout.GeneratorMultiple + 1]) = small;
        JubjubPoint sum = start;
        witness.WriteRow(grid, 0, ref sum, isFirst: false);
        witness.Note(sum, layout.Width + Sum);
        witness.WriteAffine(grid);
    }

    /// <summary>The first row has no point to double in its first window, only a multiple and the identity as the sum.</summary>
    private static bool IsWritten(int row, int column) => row > 0 || column is Challenge or Scalar || column >= Window(0) + KeyMultiple;

    /// <summary>Digits, what is left of the scalars, and the multiples that belong to the digits.</summary>
    private void WriteDigits(ReadOnlySpan<Fr> inputs, Span<Fr> grid)
    {
        Span<Fr> x = stackalloc Fr[KeyTable.Size];
        Span<Fr> y = stackalloc Fr[KeyTable.Size];
        KeyTable.ComputeMultiples(inputs[0], inputs[1], x, y);
        Span<ulong> challenge = stackalloc ulong[Fr.LimbCount];
        Span<ulong> scalar = stackalloc ulong[Fr.LimbCount];
        inputs[2].WriteCanonicalLimbs(challenge);
        inputs[3].WriteCanonicalLimbs(scalar);
        int width = _layout.Width;
        Fr weight = Fr.FromUInt64(1UL << _layout.RowBits);
        for (int row = 0; row < _layout.DigitRows; row++)
        {
            Span<Fr> cells = grid.Slice(row * width, width);
            Span<Fr> next = grid.Slice((row + 1) * width, width);
            int digits = Digit(challenge, row);
            int ofGenerator = Digit(scalar, row);
            next[Challenge] = (cells[Challenge] * weight) + Fr.FromInt64(digits);
            next[Scalar] = (cells[Scalar] * weight) + Fr.FromInt64(ofGenerator);
            for (int window = 0; window < _layout.Windows; window++)
            {
                int digit = (digits >> (WindowBits * (_layout.Windows - 1 - window))) & ((1 << WindowBits) - 1);
                (cells[Window(window) + KeyMultiple], cells[Window(window) + KeyMultiple + 1]) = (x[digit], y[digit]);
            }

            if (_layout.Windows > 1)
            {
                cells[_layout.HighDigit] = Fr.FromInt64(digits >> WindowBits);
            }

            (cells[_layout.GeneratorMultiple], cells[_layout.GeneratorMultiple + 1]) = DigitTables.Multiple(ofGenerator);
        }
    }

    /// <summary>The bits of a number that a row takes: rows take whole digits, and words hold whole digits.</summary>
    private int Digit(ReadOnlySpan<ulong> number, int row)
    {
        int shift = (_layout.DigitRows - 1 - row) * _layout.RowBits;
        return (int)(number[shift / 64] >> (shift % 64)) & ((1 << _layout.RowBits) - 1);
    }

    private void WritePoints(Span<Fr> grid)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int row = 0; row < _layout.DigitRows; row++)
        {
            WriteRow(grid, row, ref sum, isFirst: row == 0);
        }

        WriteAffine(grid);
    }

    private void WriteRow(ReadOnlySpan<Fr> grid, int row, ref JubjubPoint sum, bool isFirst)
    {
        int start = row * _layout.Width;
        if (!isFirst)
        {
            Note(sum, start + Sum);
        }

        for (int i = 0; i < _layout.Windows; i++)
        {
            int window = start + Window(i);
            if (!isFirst || i > 0)
            {
                FourTimesTwice(ref sum, window);
                sum += At(grid, window + KeyMultiple);
            }

            Note(sum, window + KeySum);
        }

        sum += At(grid, start + _layout.GeneratorMultiple);
    }

    /// <summary>16 times a point; of the points between, x of twice and eight times it, and four times it.</summary>
    private void FourTimesTwice(ref JubjubPoint point, int window)
    {
        JubjubPoint.Double(point, out point, withT: false);
        NoteX(point, window + TwiceX);
        JubjubPoint.Double(point, out point, withT: false);
        Note(point, window + Fourfold);
        JubjubPoint.Double(point, out point, withT: false);
        NoteX(point, window + EightfoldX);
        JubjubPoint.Double(point, out point);
        Note(point, window + Sixteenfold);
    }

    private static JubjubPoint At(ReadOnlySpan<Fr> grid, int place) => JubjubPoint.FromAffineUnchecked(grid[place], grid[place + 1]);

    private void Note(in JubjubPoint point, int place)
    {
        _points[_count] = point;
        _places[_count++] = (place, place + 1);
    }

    private void NoteX(in JubjubPoint point, int place)
    {
        _points[_count] = point;
        _places[_count++] = (place, -1);
    }

    private void WriteAffine(Span<Fr> grid)
    {
        Fr[] inverses = new Fr[_count];
        for (int i = 0; i < _count; i++)
        {
            inverses[i] = _points[i].Z;
        }

        Fr.BatchInvert(inverses);
        for (int i = 0; i < _count; i++)
        {
            grid[_places[i].X] = _points[i].X * inverses[i];
            if (_places[i].Y >= 0)
            {
                grid[_places[i].Y] = _points[i].Y * inverses[i];
            }
        }
    }
}
