using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>The values of the rows of a double-base multiplication, from the key and both scalars.</summary>
/// <remarks>All points of the chain are computed in extended coordinates and made affine with one inversion.</remarks>
internal sealed class WindowWitness
{
    /// <summary>Points of the chain whose affine coordinates are wanted: 11 a row at most.</summary>
    private const int PointsMax = ByteRows * 11;

    private readonly JubjubPoint[] _points = new JubjubPoint[PointsMax];
    private readonly (int X, int Y)[] _places = new (int X, int Y)[PointsMax];
    private int _count;

    private WindowWitness()
    {
    }

    /// <summary>The cells, row by row; not the result, the scalars themselves, or what the first row leaves out.</summary>
    internal static Cell[] Cells(Region region)
    {
        List<Cell> cells = [];
        for (int row = 0; row < ByteRows; row++)
        {
            cells.AddRange(Enumerable.Range(0, CellsPerRow).Where(column => IsWritten(row, column)).Select(column => region[row, column]));
        }

        return [.. cells];
    }

    /// <summary>Computes the cells.</summary>
    /// <param name="inputs">A.x, A.y, h and s.</param>
    /// <param name="outputs">The cells in the order of <see cref="Cells"/>.</param>
    internal static void Compute(ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        Span<byte> challenge = stackalloc byte[Fr.ByteLength];
        Span<byte> scalar = stackalloc byte[Fr.ByteLength];
        inputs[2].WriteBigEndian(challenge);
        inputs[3].WriteBigEndian(scalar);
        Fr[] grid = new Fr[(ByteRows + 1) * CellsPerRow];
        WriteDigits(challenge, scalar, inputs[0], inputs[1], grid);
        new WindowWitness().WritePoints(grid);
        int next = 0;
        for (int row = 0; row < ByteRows; row++)
        {
            for (int column = 0; column < CellsPerRow; column++)
            {
                if (IsWritten(row, column))
                {
                    outputs[next++] = grid[(row * CellsPerRow) + column];
                }
            }
        }
    }

    private static int CellsPerRow => Size.Copied + Size.Local;

    /// <summary>The first row has no point to double, only its multiples.</summary>
    private static bool IsWritten(int row, int column) => row > 0
        || column is Challenge or Scalar or HighWindow + KeyMultiple or HighWindow + KeyMultiple + 1 or >= LowWindow + Sixteenfold;

    /// <summary>Digits, what is left of the scalars, and the multiples that belong to the digits.</summary>
    private static void WriteDigits(
        ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> scalar, in Fr keyX, in Fr keyY, Span<Fr> grid)
    {
        Span<Fr> x = stackalloc Fr[KeyTable.Size];
        Span<Fr> y = stackalloc Fr[KeyTable.Size];
        KeyTable.ComputeMultiples(keyX, keyY, x, y);
        Fr weight = Fr.FromUInt64(1 << DigitTables.GeneratorBits);
        for (int row = 0; row < ByteRows; row++)
        {
            Span<Fr> cells = grid.Slice(row * CellsPerRow, CellsPerRow);
            Span<Fr> next = grid.Slice((row + 1) * CellsPerRow, CellsPerRow);
            next[Challenge] = (cells[Challenge] * weight) + Fr.FromUInt64(challenge[row]);
            next[Scalar] = (cells[Scalar] * weight) + Fr.FromUInt64(scalar[row]);
            int high = challenge[row] >> 4;
            int low = challenge[row] & 15;
            cells[HighDigit] = Fr.FromUInt64((ulong)high);
            (cells[HighWindow + KeyMultiple], cells[HighWindow + KeyMultiple + 1]) = (x[high], y[high]);
            (cells[LowWindow + KeyMultiple], cells[LowWindow + KeyMultiple + 1]) = (x[low], y[low]);
            cells[GeneratorMultiple] = DigitTables.MultipleX(scalar[row]);
            cells[GeneratorMultiple + 1] = DigitTables.MultipleY(scalar[row]);
        }
    }

    private void WritePoints(Span<Fr> grid)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int row = 0; row < ByteRows; row++)
        {
            int start = row * CellsPerRow;
            if (row > 0)
            {
                Note(sum, start + Sum);
                FourTimesTwice(ref sum, start + HighWindow);
                AddMultiple(ref sum, grid, start + HighWindow + KeyMultiple, start + HighWindow + KeySum);
                FourTimesTwice(ref sum, start + LowWindow);
            }
            else
            {
                Note(sum, LowWindow + Sixteenfold);
            }

            AddMultiple(ref sum, grid, start + LowWindow + KeyMultiple, start + LowWindow + KeySum);
            sum += At(grid, start + GeneratorMultiple);
        }

        WriteAffine(grid);
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

    private void AddMultiple(ref JubjubPoint sum, ReadOnlySpan<Fr> grid, int multiple, int place)
    {
        sum += At(grid, multiple);
        Note(sum, place);
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
