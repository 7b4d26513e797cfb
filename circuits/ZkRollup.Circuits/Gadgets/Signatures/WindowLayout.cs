using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// Where the values of a double-base multiplication lie: a row for each window of 4 bits of h, or for two of them, and one for the result.
/// </summary>
/// <remarks>
/// A row takes as many bits of s as of h, in one digit. Two windows a row are fewer cells, one window a row fewer products and columns.
/// </remarks>
internal sealed class WindowLayout
{
    /// <summary>Bits of a window of h.</summary>
    internal const int WindowBits = 4;

    /// <summary>The sum so far.</summary>
    internal const int Sum = 0;

    /// <summary>The part of h that the rows before have taken.</summary>
    internal const int Challenge = 2;

    /// <summary>The part of s that the rows before have taken.</summary>
    internal const int Scalar = 3;

    /// <summary>
    /// Within a window: x of twice the point, four times it, x of eight times it, sixteen times it, the multiple of −A, the sum.
    /// </summary>
    internal const int TwiceX = 0;

    /// <summary>Four times the point.</summary>
    internal const int Fourfold = 1;

    /// <summary>x of eight times the point.</summary>
    internal const int EightfoldX = 3;

    /// <summary>Sixteen times the point.</summary>
    internal const int Sixteenfold = 4;

    /// <summary>The multiple of −A.</summary>
    internal const int KeyMultiple = 6;

    /// <summary>The sum of both.</summary>
    internal const int KeySum = 8;

    /// <summary>Columns whose values other gadgets need: the sum and both scalars.</summary>
    private const int CopiedMin = 4;

    private const int WindowWidth = 10;
    private const int ScalarBits = 256;

    /// <summary>A layout.</summary>
    /// <param name="windows">Windows of h that a row takes: 1 or 2.</param>
    internal WindowLayout(int windows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows, 2);
        Windows = windows;
    }

    /// <summary>Windows of h that a row takes.</summary>
    internal int Windows { get; }

    /// <summary>Bits of h, and of s, that a row takes.</summary>
    internal int RowBits => WindowBits * Windows;

    /// <summary>Rows that take digits.</summary>
    internal int DigitRows => ScalarBits / RowBits;

    /// <summary>The row of the result and of both scalars.</summary>
    internal int ResultRow => DigitRows;

    /// <summary>The row before which the higher half of each scalar has been taken.</summary>
    internal int MiddleRow => DigitRows / 2;

    /// <summary>The multiple of G.</summary>
    internal int GeneratorMultiple => Window(Windows);

    /// <summary>The higher digit of h on a row that takes two.</summary>
    internal int HighDigit => GeneratorMultiple + 2;

    /// <summary>Columns.</summary>
    internal int Width => HighDigit + Windows - 1;

    /// <summary>First column of a window, the higher one first.</summary>
    internal static int Window(int index) => CopiedMin + (WindowWidth * index);

    /// <summary>A rectangle of so many rows: as few copied columns as the grid allows.</summary>
    internal RegionSize Size(GridShape grid, int rows)
    {
        int copied = Math.Max(CopiedMin, Width - grid.Local);
        return new(rows, copied, Width - copied);
    }
}
